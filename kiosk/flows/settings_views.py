"""What each page of the settings looks like. Pure; holds no text of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk import __version__
from kiosk.config import Config
from kiosk.flows.settings_state import Note, Page, Turned, items, page_before
from kiosk.flows.setup_views import language_rows, look_rows
from kiosk.phrases.setup import SetupPhrases
from kiosk.setup.pin_hash import LONGEST
from kiosk.setup.trial import Mistake
from kiosk.viewmodels.sheet_view import Choice, Entry, Row, SheetView

if TYPE_CHECKING:
    from kiosk.checks.check import Check

PIN_SECONDS, PAGE_SECONDS = 30.0, 60.0
TIMES = ("24h", "12h")
BRIGHTNESS = (1.0, 0.75, 0.5, 0.25, 0.1)
_NAMED = frozenset({"fonts", "disk", "token", "address", "rooms", "status", "clock"})
_BUSY = frozenset({Page.CHECKING, Page.WRITING})
_CODES = frozenset({Page.EXPORT, Page.IMPORT})


@dataclass(frozen=True, slots=True)
class Panel:
    """What the pages tell of the panel. `code` is its set-up without a token, `file` the name of one to take over."""

    config: Config
    room: str
    may_write: bool
    own_pin: bool
    managed: bool
    new: bool
    code: str
    file: str | None


def settings_view(
    now: Turned, panel: Panel, phrases: SetupPhrases, tags: Sequence[str], qr: Callable[[str], tuple[str, int]]
) -> SheetView:
    """The sheet of a page; `qr` draws a text as a code."""
    view = _page(now, panel, phrases, tags, qr)
    return replace(
        view,
        name=f"settings-{now.page.value}",
        title=phrases.title(now.page.value),
        note=view.note or (phrases.note(now.note.value) if now.note is not Note.NONE else ""),
        back="" if now.page in _BUSY or page_before(now) is None else phrases.way("back"),
        close=phrases.way("close"),
        seconds=_seconds(now.page),
    )


def _seconds(page: Page) -> float:
    if page in _BUSY:
        return 0.0
    if page in (Page.PIN, Page.PIN_NEW, Page.PIN_AGAIN):
        return PIN_SECONDS
    return PAGE_SECONDS * 3 if page in _CODES else PAGE_SECONDS


def _page(
    now: Turned, panel: Panel, phrases: SetupPhrases, tags: Sequence[str], qr: Callable[[str], tuple[str, int]]
) -> SheetView:
    match now.page:
        case Page.PIN | Page.PIN_NEW | Page.PIN_AGAIN:
            return _pin(now, phrases)
        case Page.CHECKING | Page.WRITING:
            return SheetView(line=phrases.line(now.page.value), tone="waiting")
        case Page.MENU:
            return _menu(panel, phrases)
        case Page.LANGUAGE | Page.LOOK | Page.TIMES | Page.BRIGHTNESS:
            return SheetView(rows=_values(now.page, panel.config, phrases, tags))
        case Page.CHECKS:
            return _checks(now.checks, phrases)
        case Page.EXPORT | Page.IMPORT:
            return _exchange(now, panel, phrases, qr)
        case Page.ABOUT:
            return SheetView(rows=_about(panel, phrases))
        case _:
            return _question(now, phrases)


def _pin(now: Turned, phrases: SetupPhrases) -> SheetView:
    note = "" if now.pause is None else phrases.pause(now.pause, wrong=now.wrong)
    entry = Entry(phrases.label("pin"), now.typed, keys="digits", secret=True, most=LONGEST)
    go_on = Choice("next", phrases.choice("next"), kind="primary")
    return SheetView(line=phrases.line(now.page.value), note=note, entry=entry, choices=(go_on,))


def _menu(panel: Panel, phrases: SetupPhrases) -> SheetView:
    told = {
        "connection": phrases.system(panel.config.backend.kind),
        "room": panel.room,
        "language": phrases.language(panel.config.panel.language),
        "look": phrases.look(panel.config.panel.theme),
        "times": phrases.times(panel.config.panel.time_format),
        "brightness": phrases.percent(panel.config.display.brightness),
    }
    names = items(may_write=panel.may_write, own_pin=panel.own_pin)
    rows = tuple(Row(name, phrases.item(name), trailing=told.get(name, "")) for name in names)
    return SheetView(line=phrases.line("managed") if panel.managed else "", rows=rows)


def _values(page: Page, config: Config, phrases: SetupPhrases, tags: Sequence[str]) -> tuple[Row, ...]:
    panel = config.panel
    match page:
        case Page.LANGUAGE:
            return language_rows(phrases, tags, panel.language, "set:")
        case Page.LOOK:
            return look_rows(phrases, panel.theme, "set:")
        case Page.TIMES:
            return tuple(Row(f"set:{one}", phrases.times(one), chosen=one == panel.time_format) for one in TIMES)
        case _:
            now = config.display.brightness
            return tuple(Row(f"set:{one}", phrases.percent(one), chosen=one == now) for one in BRIGHTNESS)


def _checks(checks: "Sequence[Check]", phrases: SetupPhrases) -> SheetView:
    """What needs a look first."""
    well = all(check.state in ("good", "skipped") for check in checks)
    ordered = sorted(checks, key=lambda check: check.state in ("good", "skipped"))
    rows = tuple(Row("", phrases.check(_name(check)), _found(check, phrases)) for check in ordered)
    return SheetView(
        line=phrases.line("checks_good" if well else "checks_bad"), tone="good" if well else "bad", rows=rows
    )


def _name(check: "Check") -> str:
    """The check's name in the catalogue; the doctor's own may hold the name of a list of numbers."""
    if check.name in _NAMED:
        return check.name
    return {"access keys": "keys", "check-in": "check_in"}.get(check.name, "numbers")


def _found(check: "Check", phrases: SetupPhrases) -> str:
    unknown = check.name.startswith("numbers") and check.says.startswith("not known")
    if check.state in ("good", "skipped") and not unknown:
        return phrases.found(check.state)
    return phrases.found(_name(check))


def _exchange(now: Turned, panel: Panel, phrases: SetupPhrases, qr: Callable[[str], tuple[str, int]]) -> SheetView:
    if now.page is Page.IMPORT:
        entry = Entry(phrases.label("scan"), now.typed, keys="none", secret=True, most=2000)
        file = (Choice("file", phrases.choice("use_file")),) if panel.file else ()
        line = phrases.line("import_file" if panel.file else "import")
        return SheetView(line=line, entry=entry, choices=file, camera=phrases.camera())
    source, modules = qr(panel.code)
    file_line = phrases.line("export_file", file=now.file.name) if now.file else ""
    return SheetView(line=phrases.line("export"), qr_source=source, qr_modules=modules, qr_caption=file_line)


def _about(panel: Panel, phrases: SetupPhrases) -> tuple[Row, ...]:
    kept = "file_demo" if panel.new else "file_managed" if panel.managed else "file_own"
    return (
        Row("", phrases.about("version"), trailing=__version__),
        Row("", phrases.about("device"), trailing=panel.room),
        Row("", phrases.about("system"), trailing=phrases.system("demo" if panel.new else panel.config.backend.kind)),
        Row("", phrases.about("file"), trailing=phrases.about(kept)),
    )


def _question(now: Turned, phrases: SetupPhrases) -> SheetView:
    """Restart, or a change that could not be kept."""
    if now.page is Page.NOT_WRITTEN:
        again = Choice("menu", phrases.choice("leave"), kind="primary")
        return SheetView(line=phrases.problem(Mistake.FULL), tone="bad", choices=(again,))
    restart = Choice("restart", phrases.choice("restart"), kind="primary")
    return SheetView(line=phrases.line("restart"), choices=(restart, Choice("menu", phrases.choice("leave"))))
