"""The reception as QML reads it: one input, `show(view)`; what visitors do comes out as signals. Knows no texts."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.reception_view import Fact, ReceptionView
from kiosk.viewmodels.sheet_view import Choice
from kiosk.viewmodels.step import StepViewModel

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1

# Which fields of the view a signal speaks for, where that is not all of them: a minute touches the clock alone.
GROUPS: dict[str, tuple[str, ...]] = {
    "clockChanged": ("clock", "date"),
    "codeChanged": ("code", "code_spoken", "boxes"),
    "pageChanged": ("page",),
    "moreChanged": ("right_to_left", "building", "text", "languages_label", "clear", "over", "staff"),
}
_APART = frozenset(name for names in GROUPS.values() for name in names)


@QmlElement
@QmlUncreatable("The program makes it.")
class ReceptionViewModel(StepViewModel):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """What the screen shows, and what was done with it."""

    pageChanged = Signal()  # noqa: N815 - QML's name
    clockChanged = Signal()  # noqa: N815 - QML's name
    codeChanged = Signal()  # noqa: N815 - QML's name
    moreChanged = Signal()  # noqa: N815 - QML's name

    pressed = Signal(str)
    erased = Signal(bool)
    closed = Signal()
    staff_wanted = Signal()

    _view: ReceptionView

    def __init__(self, view: ReceptionView | None = None, parent: QObject | None = None) -> None:
        super().__init__(ReceptionView(), parent)
        self._facts = KeyedModel(Fact, self)
        self._languages = KeyedModel(Choice, self)
        if view is not None:
            self.show(view)

    def show(self, view: ReceptionView) -> None:
        """Show `view` in the place of the one before; nothing happens when they are equal."""
        old, self._view = self._view, view
        if old == view:
            return
        self._fill()
        self._facts.show(view.facts)
        self._languages.show(view.languages)
        changed = {name for name in ReceptionView.__slots__ if getattr(old, name) != getattr(view, name)}
        if changed - _APART:
            self.viewChanged.emit()
        for signal, names in GROUPS.items():
            if changed.intersection(names):
                getattr(self, signal).emit()
        self._tell_entry(old)
        if "name" in changed:
            self.nameChanged.emit()

    @property
    def view(self) -> ReceptionView:
        """What is shown now."""
        return self._view

    @Property(KeyedModel, constant=True)
    def facts(self) -> KeyedModel:
        """What is told, line by line."""
        return self._facts

    @Property(KeyedModel, constant=True)
    def languages(self) -> KeyedModel:
        """The languages by their own names."""
        return self._languages

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        """What kind of screen it is: idle, code, form or message."""
        return self._view.page

    @Property(bool, notify=moreChanged)
    def rightToLeft(self) -> bool:  # noqa: N802 - QML's name
        """Whether the language is written from right to left."""
        return self._view.right_to_left

    @Property(str, notify=moreChanged)
    def building(self) -> str:
        """Whose reception it is."""
        return self._view.building

    @Property(str, notify=clockChanged)
    def clock(self) -> str:
        """The time of day."""
        return self._view.clock

    @Property(str, notify=clockChanged)
    def date(self) -> str:
        """The day."""
        return self._view.date

    @Property(str, notify=moreChanged)
    def text(self) -> str:
        """What is to be read, with line breaks."""
        return self._view.text

    @Property(str, notify=moreChanged)
    def languagesLabel(self) -> str:  # noqa: N802 - QML's name
        """What the languages are, for a screen reader."""
        return self._view.languages_label

    @Property(str, notify=codeChanged)
    def code(self) -> str:
        """What was typed of the code."""
        return self._view.code

    @Property(str, notify=codeChanged)
    def codeSpoken(self) -> str:  # noqa: N802 - QML's name
        """The same for a screen reader."""
        return self._view.code_spoken

    @Property(int, notify=codeChanged)
    def boxes(self) -> int:
        """How long a code is, 0 where that is not known."""
        return self._view.boxes

    @Property(str, notify=moreChanged)
    def clearLabel(self) -> str:  # noqa: N802 - QML's name
        """The key that takes the whole code back."""
        return self._view.clear

    @Property(str, notify=moreChanged)
    def overLabel(self) -> str:  # noqa: N802 - QML's name
        """The way back to the first screen, empty for none."""
        return self._view.over

    @Property(str, notify=moreChanged)
    def staffLabel(self) -> str:  # noqa: N802 - QML's name
        """What the way in for those who work here is called."""
        return self._view.staff

    @Slot(str)
    def press(self, character: str) -> None:
        """A key of the code was pressed."""
        self.pressed.emit(character)

    @Slot(bool)
    def erase(self, everything: bool) -> None:  # noqa: FBT001 - a slot's arguments have no names
        """The last character of the code is taken back, or all of them."""
        self.erased.emit(everything)

    @Slot()
    def close(self) -> None:
        """To the first screen."""
        self.closed.emit()

    @Slot()
    def staff(self) -> None:
        """Somebody who works here wants in."""
        self.staff_wanted.emit()
