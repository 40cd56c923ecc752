"""The sheet over a screen as QML reads it: one input, `show(view)`; what people do comes out as signals."""

from PySide6.QtCore import Property, QObject, Signal, SignalInstance, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.viewmodels.camera import CameraViewModel
from kiosk.viewmodels.key_names import KeyNames, KeyNamesViewModel
from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.sheet_view import Choice, Entry, Row, SheetView

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1
_NO_ENTRY = Entry(label="")


@QmlElement
@QmlUncreatable("The program makes it.")
class SheetViewModel(QObject):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """What the sheet shows, and what was done with it. The lists stay the same objects, which keeps the place in them.

    `acted` comes with each of the others, and with every touch of the sheet: somebody is there.
    """

    viewChanged = Signal()  # noqa: N815 - QML's name
    openChanged = Signal()  # noqa: N815 - QML's name
    entryTextChanged = Signal()  # noqa: N815 - QML's name
    nameChanged = Signal()  # noqa: N815 - QML's name

    chosen = Signal(str)
    typed = Signal(str)
    entered = Signal()
    went_back = Signal()
    dismissed = Signal()
    acted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = SheetView()
        self._keys = KeyNamesViewModel(self)
        self._camera = CameraViewModel(self)
        self._chips = KeyedModel(Choice, self)
        self._rows = KeyedModel(Row, self)
        self._choices = KeyedModel(Choice, self)

    def show(self, view: SheetView) -> None:
        """Show `view` in the place of the one before; nothing happens when they are equal."""
        old, self._view = self._view, view
        if old == view:
            return
        if view.camera is not None:
            self._camera.say(view.camera)
        self._chips.show(view.chips)
        self._rows.show(view.rows)
        self._choices.show(view.choices)
        self.viewChanged.emit()
        if old.name != view.name:
            self.nameChanged.emit()
        if bool(old.name) != bool(view.name):
            self.openChanged.emit()
        if (old.entry or _NO_ENTRY).text != self._entry.text:
            self.entryTextChanged.emit()

    def name_keys(self, names: KeyNames) -> None:
        """Call the keys on the screen by these names."""
        self._keys.show(names)

    @property
    def view(self) -> SheetView:
        """What is shown now."""
        return self._view

    @property
    def _entry(self) -> Entry:
        return self._view.entry or _NO_ENTRY

    @Property(KeyNamesViewModel, constant=True)
    def keyNames(self) -> KeyNamesViewModel:  # noqa: N802 - QML's name
        """What the keys on the screen are called."""
        return self._keys

    @Property(CameraViewModel, constant=True)
    def camera(self) -> CameraViewModel:
        """What codes can be held before, where there is one."""
        return self._camera

    @Property(KeyedModel, constant=True)
    def chips(self) -> KeyedModel:
        """The filters."""
        return self._chips

    @Property(KeyedModel, constant=True)
    def rows(self) -> KeyedModel:
        """The lines of the list."""
        return self._rows

    @Property(KeyedModel, constant=True)
    def choices(self) -> KeyedModel:
        """The big buttons."""
        return self._choices

    @Property(bool, notify=openChanged)
    def open(self) -> bool:
        """Whether there is a sheet."""
        return bool(self._view.name)

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        """Which question it is."""
        return self._view.name

    @Property(str, notify=viewChanged)
    def title(self) -> str:
        """The question."""
        return self._view.title

    @Property(str, notify=viewChanged)
    def line(self) -> str:
        """The sentence under it."""
        return self._view.line

    @Property(str, notify=viewChanged)
    def note(self) -> str:
        """What went wrong with the last input."""
        return self._view.note

    @Property(str, notify=viewChanged)
    def tone(self) -> str:
        """How an act ended: good, bad, waiting for it, or empty."""
        return self._view.tone

    @Property(str, notify=viewChanged)
    def rowsEmpty(self) -> str:  # noqa: N802 - QML's name
        """In the place of a list without lines."""
        return self._view.rows_empty

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
        return self._entry.keys if self._view.entry is not None else "none"

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

    @Property(str, notify=viewChanged)
    def closeLabel(self) -> str:  # noqa: N802 - QML's name
        """The way out."""
        return self._view.close

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

    @Slot()
    def dismiss(self) -> None:
        """Take the sheet away."""
        self._told(self.dismissed)

    @Slot()
    def touch(self) -> None:
        """The sheet was touched anywhere."""
        self.acted.emit()

    def _told(self, signal: SignalInstance, *values: str) -> None:
        if self._view.name:
            self.acted.emit()
            signal.emit(*values)
