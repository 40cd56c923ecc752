"""The home screen as QML reads it: one input, `show(view)`. Knows no texts, no times and no backend."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.viewmodels.home_view import DayRow, HomeView
from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.sheet_view import Choice

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1

# Which fields of the view each signal speaks for: a passing minute should touch the clock and little else.
GROUPS: dict[str, tuple[str, ...]] = {
    "statusChanged": ("status", "word", "faded", "settled"),
    "lineChanged": ("line",),
    "roomChanged": ("room", "detail"),
    "environmentChanged": ("environment",),
    "clockChanged": ("clock",),
    "dateChanged": ("date",),
    "meetingChanged": ("overline", "subject", "meta"),
    "progressChanged": ("progress",),
    "noteChanged": ("note", "connection"),
    "qrChanged": ("qr_source", "qr_modules", "qr_caption", "qr_host"),
    "accessibleChanged": ("accessible",),
    "directionChanged": ("right_to_left",),
    "dayEmptyChanged": ("day_empty",),
    "actionsNoteChanged": ("actions_note",),
}


@QmlElement
@QmlUncreatable("The program makes it.")
class HomeViewModel(QObject):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """What the home screen shows; signals are emitted after everything is in its place, and only for what differs."""

    statusChanged = Signal()  # noqa: N815 - QML's name
    lineChanged = Signal()  # noqa: N815 - QML's name
    roomChanged = Signal()  # noqa: N815 - QML's name
    environmentChanged = Signal()  # noqa: N815 - QML's name
    clockChanged = Signal()  # noqa: N815 - QML's name
    dateChanged = Signal()  # noqa: N815 - QML's name
    meetingChanged = Signal()  # noqa: N815 - QML's name
    progressChanged = Signal()  # noqa: N815 - QML's name
    noteChanged = Signal()  # noqa: N815 - QML's name
    qrChanged = Signal()  # noqa: N815 - QML's name
    accessibleChanged = Signal()  # noqa: N815 - QML's name
    directionChanged = Signal()  # noqa: N815 - QML's name
    dayEmptyChanged = Signal()  # noqa: N815 - QML's name
    actionsNoteChanged = Signal()  # noqa: N815 - QML's name

    pressed = Signal(str)

    def __init__(self, view: HomeView | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view or HomeView()
        self._day = KeyedModel(DayRow, self)
        self._day.show(self._view.day)
        self._actions = KeyedModel(Choice, self)
        self._actions.show(self._view.actions)

    def show(self, view: HomeView) -> None:
        """Show `view` in the place of the one before; nothing happens when they are equal."""
        old, self._view = self._view, view
        if old == view:
            return
        self._day.show(view.day)
        self._actions.show(view.actions)
        for signal, names in GROUPS.items():
            if any(getattr(old, name) != getattr(view, name) for name in names):
                getattr(self, signal).emit()

    @property
    def view(self) -> HomeView:
        """What is shown now."""
        return self._view

    @Property(KeyedModel, constant=True)
    def day(self) -> KeyedModel:
        """The lines of the day."""
        return self._day

    @Property(KeyedModel, constant=True)
    def actions(self) -> KeyedModel:
        """What can be done here, as buttons."""
        return self._actions

    @Slot(str)
    def press(self, key: str) -> None:
        """An action, or a line of the day, was pressed."""
        self.pressed.emit(key)

    @Property(str, notify=statusChanged)
    def status(self) -> str:
        """The state's name: free, starting_soon, waiting_check_in, occupied, closed or unknown."""
        return self._view.status

    @Property(str, notify=statusChanged)
    def word(self) -> str:
        """The one big word."""
        return self._view.word

    @Property(bool, notify=statusChanged)
    def faded(self) -> bool:
        """Whether what is shown is only remembered."""
        return self._view.faded

    @Property(bool, notify=statusChanged)
    def settled(self) -> bool:
        """Whether anything was ever learned of the room."""
        return self._view.settled

    @Property(str, notify=lineChanged)
    def line(self) -> str:
        """What stands under the word."""
        return self._view.line

    @Property(str, notify=roomChanged)
    def room(self) -> str:
        """The room's name."""
        return self._view.room

    @Property(str, notify=roomChanged)
    def detail(self) -> str:
        """Floor, seats and amenities in one line."""
        return self._view.detail

    @Property(str, notify=environmentChanged)
    def environment(self) -> str:
        """The room's air in one line: temperature, CO₂ and noise; empty where none was measured lately."""
        return self._view.environment

    @Property(str, notify=clockChanged)
    def clock(self) -> str:
        """The time of day at the room."""
        return self._view.clock

    @Property(str, notify=dateChanged)
    def date(self) -> str:
        """The day at the room."""
        return self._view.date

    @Property(str, notify=meetingChanged)
    def overline(self) -> str:
        """What the meeting shown is: next, now, or as of when."""
        return self._view.overline

    @Property(str, notify=meetingChanged)
    def subject(self) -> str:
        """What the meeting is about."""
        return self._view.subject

    @Property(str, notify=meetingChanged)
    def meta(self) -> str:
        """Who called it, and from when to when."""
        return self._view.meta

    @Property(float, notify=progressChanged)
    def progress(self) -> float:
        """How much of the meeting is over, 0 to 1; -1 for none."""
        return self._view.progress

    @Property(str, notify=noteChanged)
    def note(self) -> str:
        """How old the data are, empty while fresh."""
        return self._view.note

    @Property(str, notify=noteChanged)
    def connection(self) -> str:
        """online, trouble or offline."""
        return self._view.connection

    @Property(str, notify=qrChanged)
    def qrSource(self) -> str:  # noqa: N802 - QML's name
        """The code as a picture in a data: address, empty for none."""
        return self._view.qr_source

    @Property(int, notify=qrChanged)
    def qrModules(self) -> int:  # noqa: N802 - QML's name
        """The code's width in modules, with its quiet zone."""
        return self._view.qr_modules

    @Property(str, notify=qrChanged)
    def qrCaption(self) -> str:  # noqa: N802 - QML's name
        """What scanning the code does."""
        return self._view.qr_caption

    @Property(str, notify=qrChanged)
    def qrHost(self) -> str:  # noqa: N802 - QML's name
        """Whose address the code holds."""
        return self._view.qr_host

    @Property(str, notify=accessibleChanged)
    def accessible(self) -> str:
        """The screen in one sentence for a screen reader."""
        return self._view.accessible

    @Property(bool, notify=directionChanged)
    def rightToLeft(self) -> bool:  # noqa: N802 - QML's name
        """Whether the language is written from right to left."""
        return self._view.right_to_left

    @Property(str, notify=dayEmptyChanged)
    def dayEmpty(self) -> str:  # noqa: N802 - QML's name
        """In the place of a day without lines."""
        return self._view.day_empty

    @Property(str, notify=actionsNoteChanged)
    def actionsNote(self) -> str:  # noqa: N802 - QML's name
        """Why nothing can be booked just now, empty where it can."""
        return self._view.actions_note
