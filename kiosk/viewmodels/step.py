"""What every step on a screen has for QML, on a sheet or at the reception: texts, entry, answers. Knows no texts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, SignalInstance, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.viewmodels.camera import CameraViewModel
from kiosk.viewmodels.key_names import KeyNames, KeyNamesViewModel
from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.sheet_view import Choice, Entry, Row, SheetView

if TYPE_CHECKING:
    from kiosk.viewmodels.reception_view import ReceptionView

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1
_NO_ENTRY = Entry(label="", keys="none")


@QmlElement
@QmlUncreatable("The program makes those of its screens.")
class StepViewModel(QObject):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """One step of a conversation, and what was done with it. The lists stay the same objects, which keeps their place.

    For those that derive from it: `_fill` and `_tell_entry` belong to their `show`; every answer passes by `_told`.
    Their own properties need signals of their own: PySide 6.11 crashes where one is told of by a signal of this class.
    """

    viewChanged = Signal()  # noqa: N815 - QML's name
    nameChanged = Signal()  # noqa: N815 - QML's name
    entryTextChanged = Signal()  # noqa: N815 - QML's name

    chosen = Signal(str)
    typed = Signal(str)
    entered = Signal()
    went_back = Signal()

    def __init__(self, view: "SheetView | ReceptionView", parent: QObject | None) -> None:
        super().__init__(parent)
        self._view = view
        self._keys = KeyNamesViewModel(self)
        self._camera = CameraViewModel(self)
        self._rows = KeyedModel(Row, self)
        self._choices = KeyedModel(Choice, self)

    def name_keys(self, names: KeyNames) -> None:
        """Call the keys on the screen by these names."""
        self._keys.show(names)

    @property
    def view(self) -> "SheetView | ReceptionView":
        """What is shown now."""
        return self._view

    @Property(KeyNamesViewModel, constant=True)
    def keyNames(self) -> KeyNamesViewModel:  # noqa: N802 - QML's name
        """What the keys on the screen are called."""
        return self._keys

    @Property(CameraViewModel, constant=True)
    def camera(self) -> CameraViewModel:
        """What codes can be held before, where there is one."""
        return self._camera

    @Property(KeyedModel, constant=True)
    def rows(self) -> KeyedModel:
        """The lines of the list."""
        return self._rows

    @Property(KeyedModel, constant=True)
    def choices(self) -> KeyedModel:
        """The big buttons."""
        return self._choices

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        """Which step it is."""
        return self._view.name

    @Property(str, notify=viewChanged)
    def title(self) -> str:
        """The question, or the largest text."""
        return self._view.title

    @Property(str, notify=viewChanged)
    def line(self) -> str:
        """The sentence under it."""
        return self._view.line

    @Property(str, notify=viewChanged)
    def note(self) -> str:
        """What went wrong with the last input, or what happens besides."""
        return self._view.note

    @Property(str, notify=viewChanged)
    def tone(self) -> str:
        """How it went: good, bad, waiting for it, or empty."""
        return self._view.tone

    @Property(bool, notify=viewChanged)
    def hasEntry(self) -> bool:  # noqa: N802 - QML's name
        """Whether something may be typed."""
        return self._view.entry is not None

    @Property(str, notify=viewChanged)
    def entryLabel(self) -> str:  # noqa: N802 - QML's name
        """What is to be typed."""
        return self._entry.label

    @Property(str, notify=entryTextChanged)
    def entryText(self) -> str:  # noqa: N802 - QML's name
        """What has been typed."""
        return self._entry.text

    @Property(str, notify=viewChanged)
    def placeholder(self) -> str:
        """In the place of what is not typed yet."""
        return self._entry.placeholder

    @Property(str, notify=viewChanged)
    def keys(self) -> str:
        """Which keys are on the screen: text, digits, address or none."""
        return self._entry.keys

    @Property(bool, notify=viewChanged)
    def secret(self) -> bool:
        """Whether what is typed is hidden."""
        return self._entry.secret

    @Property(int, notify=viewChanged)
    def most(self) -> int:
        """How many characters may be typed."""
        return self._entry.most

    @Property(str, notify=viewChanged)
    def qrSource(self) -> str:  # noqa: N802 - QML's name
        """A code as a picture in a data: address, empty for none."""
        return self._view.qr_source

    @Property(int, notify=viewChanged)
    def qrModules(self) -> int:  # noqa: N802 - QML's name
        """The code's width in modules, with its quiet zone."""
        return self._view.qr_modules

    @Property(str, notify=viewChanged)
    def qrCaption(self) -> str:  # noqa: N802 - QML's name
        """What scanning the code does."""
        return self._view.qr_caption

    @Property(str, notify=viewChanged)
    def backLabel(self) -> str:  # noqa: N802 - QML's name
        """The way one step back, empty for none."""
        return self._view.back

    @Slot(str)
    def choose(self, key: str) -> None:
        """A choice, a chip or a line was pressed."""
        self._told(self.chosen, key)

    @Slot(str)
    def type(self, text: str) -> None:
        """The entry holds this text now."""
        if self._view.entry is not None and text != self._entry.text:
            self._told(self.typed, text)

    @Slot()
    def enter(self) -> None:
        """What is typed is finished."""
        self._told(self.entered)

    @Slot()
    def back(self) -> None:
        """One step back."""
        self._told(self.went_back)

    @property
    def _entry(self) -> Entry:
        return self._view.entry or _NO_ENTRY

    def _fill(self) -> None:
        """Hand on what has a view model of its own, before anybody is told of the rest."""
        if self._view.camera is not None:
            self._camera.say(self._view.camera)
        self._rows.show(self._view.rows)
        self._choices.show(self._view.choices)

    def _tell_entry(self, old: "SheetView | ReceptionView") -> None:
        if (old.entry or _NO_ENTRY).text != self._entry.text:
            self.entryTextChanged.emit()

    def _told(self, signal: SignalInstance, *values: str) -> None:
        signal.emit(*values)
