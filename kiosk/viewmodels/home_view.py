"""The home screen of a door panel as plain data: what QML shows, word for word. Knows nothing of Qt."""

from dataclasses import dataclass

from kiosk.viewmodels.sheet_view import Choice


@dataclass(frozen=True, slots=True)
class DayRow:
    """One line of the day column.

    `kind` is `meeting`, `private`, `preparation` or `gap`; `title` is never empty; `ongoing` marks what covers now.
    `begin` and `finish` are ready-made times ("14:30"); `finish` is empty where the line runs to the end of the day.
    A `pressable` line opens a sheet.
    """

    key: str
    kind: str
    begin: str
    finish: str
    title: str
    detail: str
    ongoing: bool
    pressable: bool = False


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on the home screen. Texts are ready to show as plain text; empty means absent.

    `settled` is false until something was learned of the room: what follows then is shown at once, not faded in.
    `actions` are at most three, the first the strongest; `actions_note` says why there are none to book with.
    """

    status: str = "unknown"
    word: str = ""
    line: str = ""
    room: str = ""
    detail: str = ""
    environment: str = ""
    clock: str = ""
    date: str = ""
    overline: str = ""
    subject: str = ""
    meta: str = ""
    progress: float = -1.0
    note: str = ""
    connection: str = "online"
    faded: bool = False
    settled: bool = False
    qr_source: str = ""
    qr_modules: int = 0
    qr_caption: str = ""
    qr_host: str = ""
    accessible: str = ""
    right_to_left: bool = False
    day: tuple[DayRow, ...] = ()
    day_empty: str = ""
    actions: tuple[Choice, ...] = ()
    actions_note: str = ""
