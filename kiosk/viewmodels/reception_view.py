"""The reception screen as plain data, ready to be shown: one step of it at a time. Knows nothing of Qt."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kiosk.viewmodels.sheet_view import Choice, Entry, Row, Tone

if TYPE_CHECKING:
    from kiosk.viewmodels.camera_view import CameraWords

Page = Literal["idle", "code", "form", "message"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what is told: what it is, and what it says. `key` tells it from the others."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReceptionView:
    """Everything on the screen. Texts are ready to show as plain text; empty ones take no room.

    `name` tells two steps apart: a new name is a new screen, of the kind `page`. `title` is the largest text, `line`
    the sentence under it, `note` what went wrong with the last input, `text` what is to be read (with line breaks).
    `tone` gives the step a sign. `choices` are the large buttons, the best first; `languages` those of the first
    screen. `code` stands in `boxes` boxes, or in one as wide as it needs where `boxes` is 0. `back` and `over` are the
    ways out, one step back and all the way. `code_spoken` is the code for a screen reader, `clear` names the key that
    takes all of it back, `staff` the way in for those who work here. With `camera` the code may be held before
    one, where there is one; these are its words.
    """

    name: str = "idle"
    page: Page = "idle"
    language: str = "en"
    right_to_left: bool = False
    building: str = ""
    clock: str = ""
    date: str = ""
    title: str = ""
    line: str = ""
    note: str = ""
    text: str = ""
    tone: Tone = ""
    facts: tuple[Fact, ...] = ()
    choices: tuple[Choice, ...] = ()
    languages: tuple[Choice, ...] = ()
    languages_label: str = ""
    code: str = ""
    code_spoken: str = ""
    clear: str = ""
    boxes: int = 0
    camera: "CameraWords | None" = None
    entry: Entry | None = None
    rows: tuple[Row, ...] = ()
    qr_source: str = ""
    qr_modules: int = 0
    qr_caption: str = ""
    back: str = ""
    over: str = ""
    staff: str = ""
