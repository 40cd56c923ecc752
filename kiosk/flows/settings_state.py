"""Where the settings stand: which page is shown, and what was typed. Knows no words, no file and no clock."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.checks.check import Check


class Page(StrEnum):
    """The pages of the settings."""

    PIN = "pin"
    PIN_NEW = "pin_new"
    PIN_AGAIN = "pin_again"
    CHECKING = "checking"
    MENU = "menu"
    LANGUAGE = "language"
    LOOK = "look"
    TIMES = "times"
    BRIGHTNESS = "brightness"
    CHECKS = "checks"
    EXPORT = "export"
    IMPORT = "import"
    RESTART = "restart"
    ABOUT = "about"
    WRITING = "writing"
    NOT_WRITTEN = "not_written"


class Note(StrEnum):
    """What is wrong with what was typed, or went well with it."""

    NONE = ""
    CODE = "code"
    FILE = "file"
    UNUSABLE = "pin_unusable"
    DIFFERS = "pin_differs"
    TROUBLE = "pin_trouble"
    KEPT = "pin_kept"


# What a person comes to from the menu, in its order. The first ones would write the config.
WRITING = ("connection", "room", "language", "look", "times", "brightness")
READING = ("checks", "export")
WRITING_TOO = ("import",)
LAST = ("restart", "about")


@dataclass(frozen=True, slots=True)
class Turned:
    """The page that is open. `first` is the new PIN until it was typed twice; `pause` are the seconds to wait.

    `wrong` says that the PIN was looked at and was not it. `forced` is true where the first PIN of all is chosen.
    """

    page: Page
    typed: str = field(default="", repr=False)
    first: str = field(default="", repr=False)
    note: Note = Note.NONE
    pause: float | None = None
    wrong: bool = False
    forced: bool = False
    checks: "tuple[Check, ...]" = ()
    file: Path | None = None


def items(*, may_write: bool, own_pin: bool) -> tuple[str, ...]:
    """The lines of the menu: what would write is absent where the panel is managed, and so is a PIN of the config's."""
    pin = ("pin",) if own_pin else ()
    if not may_write:
        return (*READING, *pin, *LAST)
    return (*WRITING, *READING, *WRITING_TOO, *pin, *LAST)


def turned(now: Turned, page: Page, note: Note = Note.NONE) -> Turned:
    """Another page; nothing that was typed goes along."""
    return Turned(page, note=note, forced=now.forced and page in (Page.PIN_NEW, Page.PIN_AGAIN))


def pin_repeated(now: Turned, usable: bool) -> Turned:  # noqa: FBT001 - the one question about what was typed
    """After the first or the second typing of a new PIN; the page stays PIN_AGAIN with `first` set where both agree."""
    if now.page is Page.PIN_NEW:
        if not usable:
            return replace(now, typed="", note=Note.UNUSABLE)
        return Turned(Page.PIN_AGAIN, first=now.typed, forced=now.forced)
    if now.typed != now.first:
        return Turned(Page.PIN_NEW, note=Note.DIFFERS, forced=now.forced)
    return Turned(Page.CHECKING, first=now.first, forced=now.forced)


def page_before(now: Turned) -> Page | None:
    """Where the way back leads, None out of the settings."""
    match now.page:
        case Page.PIN | Page.MENU:
            return None
        case Page.PIN_NEW:
            return None if now.forced else Page.MENU
        case Page.PIN_AGAIN:
            return Page.PIN_NEW
        case Page.CHECKING | Page.WRITING:
            return now.page
        case _:
            return Page.MENU
