"""A sheet as plain data: one question over the home screen, with what may be answered. Knows nothing of Qt.

Every sheet is made of the same few parts, shown in this order; an empty part takes no room.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kiosk.viewmodels.camera_view import CameraWords

Kind = Literal["primary", "plain", "danger", "quiet"]
Tone = Literal["", "good", "bad", "unsure", "waiting"]
Keys = Literal["text", "digits", "address", "none"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: `key` is what the flow gets when it is pressed; `detail` a second, smaller line.

    `shape` names a sign of `StateShape.qml` or an icon of `qml/Design/Icon.qml`, empty for none.
    """

    key: str
    label: str
    detail: str = ""
    kind: Kind = "plain"
    shape: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list; one with a key may be pressed. `status` is a room state's name, or empty."""

    key: str
    title: str
    detail: str = ""
    trailing: str = ""
    status: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A field to type into, with the keys that it needs on the screen (`none`: a scanner's field, no keys).

    `secret` hides what is typed; `most` is its greatest length in characters.
    """

    label: str
    text: str = ""
    placeholder: str = ""
    keys: Keys = "text"
    secret: bool = False
    most: int = 60


@dataclass(frozen=True, slots=True)
class SheetView:
    """Everything on a sheet. Texts are ready to show as plain text. Without a `name` there is no sheet.

    `name` tells two steps apart: a new name is a new question. `tone` colours the answer of an act (`waiting`: it is
    on its way, said at once). `line` is the sentence under the title, `note` what went wrong with the last input.
    `chips` are filters, `rows` a list that scrolls, `choices` the big buttons, the best first. With `camera` a code may
    be held before one, where there is one; these are its words. `close` and `back` are the labels of the ways out; each
    sheet has `close`. `seconds` after the last touch it closes by itself; 0: never.
    """

    name: str = ""
    title: str = ""
    line: str = ""
    note: str = ""
    tone: Tone = ""
    chips: tuple[Choice, ...] = ()
    entry: Entry | None = None
    rows: tuple[Row, ...] = ()
    rows_empty: str = ""
    choices: tuple[Choice, ...] = ()
    camera: "CameraWords | None" = None
    qr_source: str = ""
    qr_modules: int = 0
    qr_caption: str = ""
    back: str = ""
    close: str = ""
    seconds: float = 20.0
