"""The screen in the lobby as QML reads it, page by page. Knows no texts, no times and no backend."""

from dataclasses import replace

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.lobby_view import LobbyRow, LobbyView

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1

# Which fields of the view each signal speaks for: a passing minute should touch the clock and little else.
GROUPS: dict[str, tuple[str, ...]] = {
    "titleChanged": ("title",),
    "clockChanged": ("clock",),
    "dateChanged": ("date",),
    "visitorsChanged": ("visitors",),
    "noteChanged": ("note", "connection"),
    "emptyChanged": ("empty",),
    "directionChanged": ("right_to_left",),
}


@QmlElement
@QmlUncreatable("The program makes it.")
class LobbyViewModel(QObject):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """What the lobby shows: one input, `show(view)`; how many rooms fit on a page comes from the screen."""

    titleChanged = Signal()  # noqa: N815 - QML's name
    clockChanged = Signal()  # noqa: N815 - QML's name
    dateChanged = Signal()  # noqa: N815 - QML's name
    visitorsChanged = Signal()  # noqa: N815 - QML's name
    noteChanged = Signal()  # noqa: N815 - QML's name
    emptyChanged = Signal()  # noqa: N815 - QML's name
    directionChanged = Signal()  # noqa: N815 - QML's name
    countChanged = Signal()  # noqa: N815 - QML's name
    pageChanged = Signal()  # noqa: N815 - QML's name

    def __init__(self, view: LobbyView | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view or LobbyView()
        self._fits = 1
        self._page = 0
        self._rooms = KeyedModel(LobbyRow, self)
        self._rooms.show(self._on_page())
        self._told = (0, self._pages())

    def show(self, view: LobbyView) -> None:
        """Show `view` in the place of the one before; nothing happens when they are equal."""
        old, self._view = self._view, view
        if old == view:
            return
        if len(old.rooms) != len(view.rooms):
            self.countChanged.emit()
        self._turn_to(self._page)
        for signal, names in GROUPS.items():
            if any(getattr(old, name) != getattr(view, name) for name in names):
                getattr(self, signal).emit()

    def turn(self) -> None:
        """Show the next page; after the last comes the first."""
        self._turn_to((self._page + 1) % self._pages())

    @Slot(int)
    def fit(self, count: int) -> None:
        """So many rooms fit on a page now."""
        if count != self._fits and count > 0:
            first, self._fits = self._page * self._fits, count
            self._turn_to(first // count)

    @Property(KeyedModel, constant=True)
    def rooms(self) -> KeyedModel:
        """The rooms on this page, each in its slot, whose number is its key."""
        return self._rooms

    @Property(int, notify=countChanged)
    def count(self) -> int:
        """How many rooms there are on all pages."""
        return len(self._view.rooms)

    @Property(int, notify=pageChanged)
    def page(self) -> int:
        """The number of this page, from 0."""
        return self._page

    @Property(int, notify=pageChanged)
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return self._pages()

    @Property(str, notify=pageChanged)
    def pageText(self) -> str:  # noqa: N802 - QML's name
        """The page shown and how many there are, counted from one."""
        return f"{self._page + 1} / {self._pages()}"

    @Property(str, notify=titleChanged)
    def title(self) -> str:
        """Whose rooms these are."""
        return self._view.title

    @Property(str, notify=clockChanged)
    def clock(self) -> str:
        """The time of day in the building."""
        return self._view.clock

    @Property(str, notify=dateChanged)
    def date(self) -> str:
        """The day in the building."""
        return self._view.date

    @Property(str, notify=visitorsChanged)
    def visitors(self) -> str:
        """How many visitors today has, empty where that is not to be said."""
        return self._view.visitors

    @Property(str, notify=noteChanged)
    def note(self) -> str:
        """How old the data are, empty while fresh."""
        return self._view.note

    @Property(str, notify=noteChanged)
    def connection(self) -> str:
        """online, trouble or offline."""
        return self._view.connection

    @Property(str, notify=emptyChanged)
    def empty(self) -> str:
        """In the place of rooms, where there are none."""
        return self._view.empty

    @Property(bool, notify=directionChanged)
    def rightToLeft(self) -> bool:  # noqa: N802 - QML's name
        """Whether the language is written from right to left."""
        return self._view.right_to_left

    def _pages(self) -> int:
        return max(1, -(-len(self._view.rooms) // self._fits))

    def _on_page(self) -> list[LobbyRow]:
        first = self._page * self._fits
        rows = self._view.rooms[first : first + self._fits]
        return [replace(row, key=str(slot)) for slot, row in enumerate(rows)]

    def _turn_to(self, page: int) -> None:
        self._page = min(page, self._pages() - 1)
        self._rooms.show(self._on_page())
        before, self._told = self._told, (self._page, self._pages())
        if before != self._told:
            self.pageChanged.emit()
