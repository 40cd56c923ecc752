"""What the keys on the screen are called, and how its letters are laid out. Knows no sheet."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class KeyNames:
    """One language's keys: `layout` is qwerty, qwerty_es, qwertz or azerty; the others are names to see or to hear."""

    layout: str = "qwerty"
    space: str = ""
    erase: str = ""
    enter: str = ""
    shift: str = ""
    digits: str = ""
    letters: str = ""
    up: str = ""
    down: str = ""
    lower: str = ""
    lift: str = ""


@QmlElement
@QmlUncreatable("The sheet's view model has one.")
class KeyNamesViewModel(QObject):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """The same for QML."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = KeyNames()

    def show(self, names: KeyNames) -> None:
        """Use these from now on."""
        self._names = names
        self.changed.emit()

    @Property(str, notify=changed)
    def layout(self) -> str:
        """How the letters lie."""
        return self._names.layout

    @Property(str, notify=changed)
    def space(self) -> str:
        """The space bar."""
        return self._names.space

    @Property(str, notify=changed)
    def erase(self) -> str:
        """The key that takes back."""
        return self._names.erase

    @Property(str, notify=changed)
    def enter(self) -> str:
        """The key that finishes."""
        return self._names.enter

    @Property(str, notify=changed)
    def shift(self) -> str:
        """The key to large letters."""
        return self._names.shift

    @Property(str, notify=changed)
    def digits(self) -> str:
        """The key to digits and signs."""
        return self._names.digits

    @Property(str, notify=changed)
    def letters(self) -> str:
        """The key back to letters."""
        return self._names.letters

    @Property(str, notify=changed)
    def up(self) -> str:
        """The way up a list."""
        return self._names.up

    @Property(str, notify=changed)
    def down(self) -> str:
        """The way down a list."""
        return self._names.down

    @Property(str, notify=changed)
    def lower(self) -> str:
        """The way to bring what stands high on a sheet within reach."""
        return self._names.lower

    @Property(str, notify=changed)
    def lift(self) -> str:
        """The way back from there."""
        return self._names.lift
