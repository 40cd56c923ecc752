"""The reception as QML reads it: one input, `show(view)`; what visitors do comes out as signals. Knows no texts."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.viewmodels.camera import CameraViewModel
from kiosk.viewmodels.key_names import KeyNames, KeyNamesViewModel
from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.reception_view import Fact, ReceptionView
from kiosk.viewmodels.sheet_view import Choice, Entry, Row

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1
_NO_ENTRY = Entry(label="")

# Which fields of the view a signal speaks for, where that is not all of them: a minute touches the clock alone.
GROUPS: dict[str, tuple[str, ...]] = {
    "clockChanged": ("clock", "date"),
    "codeChanged": ("code", "code_spoken", "boxes"),
    "pageChanged": ("page",),
}
_APART = frozenset(name for names in GROUPS.values() for name in names)


@QmlElement
@QmlUncreatable("The program makes it.")
class ReceptionViewModel(QObject):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """What the screen shows, and what was done with it. The lists stay the same objects."""

    viewChanged = Signal()  # noqa: N815 - QML's name
    nameChanged = Signal()  # noqa: N815 - QML's name
    pageChanged = Signal()  # noqa: N815 - QML's name
    clockChanged = Signal()  # noqa: N815 - QML's name
    codeChanged = Signal()  # noqa: N815 - QML's name
    entryTextChanged = Signal()  # noqa: N815 - QML's name

    chosen = Signal(str)
    pressed = Signal(str)
    erased = Signal(bool)
    typed = Signal(str)
    entered = Signal()
    went_back = Signal()
    closed = Signal()
    staff_wanted = Signal()

    def __init__(self, view: ReceptionView | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = ReceptionView()
        self._keys = KeyNamesViewModel(self)
        self._camera = CameraViewModel(self)
        self._facts = KeyedModel(Fact, self)
        self._choices = KeyedModel(Choice, self)
        self._languages = KeyedModel(Choice, self)
        self._rows = KeyedModel(Row, self)
        if view is not None:
            self.show(view)

    def show(self, view: ReceptionView) -> None:
        """Show `view` in the place of the one before; nothing happens when they are equal."""
        old, self._view = self._view, view
        if old == view:
            return
        if view.camera is not None:
            self._camera.say(view.camera)
        self._facts.show(view.facts)
        self._choices.show(view.choices)
        self._languages.show(view.languages)
        self._rows.show(view.rows)
        changed = {name for name in ReceptionView.__slots__ if getattr(old, name) != getattr(view, name)}
        if changed - _APART:
            self.viewChanged.emit()
        for signal, names in GROUPS.items():
            if changed.intersection(names):
                getattr(self, signal).emit()
        if (old.entry or _NO_ENTRY).text != self._entry.text:
            self.entryTextChanged.emit()
        if "name" in changed:
            self.nameChanged.emit()

    def name_keys(self, names: KeyNames) -> None:
        """Call the keys on the screen by these names."""
        self._keys.show(names)

    @property
    def view(self) -> ReceptionView:
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
    def facts(self) -> KeyedModel:
        """What is told, line by line."""
        return self._facts

    @Property(KeyedModel, constant=True)
    def choices(self) -> KeyedModel:
        """The large buttons."""
        return self._choices

    @Property(KeyedModel, constant=True)
    def languages(self) -> KeyedModel:
        """The languages by their own names."""
        return self._languages

    @Property(KeyedModel, constant=True)
    def rows(self) -> KeyedModel:
        """Who was found."""
        return self._rows

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        """Which step it is."""
        return self._view.name

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        """What kind of screen it is: idle, code, form or message."""
        return self._view.page

    @Property(bool, notify=viewChanged)
    def rightToLeft(self) -> bool:  # noqa: N802 - QML's name
        """Whether the language is written from right to left."""
        return self._view.right_to_left

    @Property(str, notify=viewChanged)
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

    @Property(str, notify=viewChanged)
    def title(self) -> str:
        """The largest text."""
        return self._view.title

    @Property(str, notify=viewChanged)
    def line(self) -> str:
        """The sentence under it."""
        return self._view.line

    @Property(str, notify=viewChanged)
    def note(self) -> str:
        """A hint, or what happens besides."""
        return self._view.note

    @Property(str, notify=viewChanged)
    def text(self) -> str:
        """What is to be read, with line breaks."""
        return self._view.text

    @Property(str, notify=viewChanged)
    def tone(self) -> str:
        """How it went: good, bad, waiting, or empty."""
        return self._view.tone

    @Property(str, notify=viewChanged)
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

    @Property(str, notify=viewChanged)
    def clearLabel(self) -> str:  # noqa: N802 - QML's name
        """The key that takes the whole code back."""
        return self._view.clear

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

    @Property(bool, notify=viewChanged)
    def address(self) -> bool:
        """Whether an address is typed, which needs signs of its own."""
        return self._entry.keys == "address"

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
    def overLabel(self) -> str:  # noqa: N802 - QML's name
        """The way back to the first screen, empty for none."""
        return self._view.over

    @Property(str, notify=viewChanged)
    def staffLabel(self) -> str:  # noqa: N802 - QML's name
        """What the way in for those who work here is called."""
        return self._view.staff

    @Slot(str)
    def choose(self, key: str) -> None:
        """A button or a line was pressed."""
        self.chosen.emit(key)

    @Slot(str)
    def press(self, character: str) -> None:
        """A key of the code was pressed."""
        self.pressed.emit(character)

    @Slot(bool)
    def erase(self, everything: bool) -> None:  # noqa: FBT001 - a slot's arguments have no names
        """The last character of the code is taken back, or all of them."""
        self.erased.emit(everything)

    @Slot(str)
    def type(self, text: str) -> None:
        """The entry holds this text now."""
        if self._view.entry is not None and text != self._entry.text:
            self.typed.emit(text)

    @Slot()
    def enter(self) -> None:
        """What is typed is finished."""
        self.entered.emit()

    @Slot()
    def back(self) -> None:
        """One step back."""
        self.went_back.emit()

    @Slot()
    def close(self) -> None:
        """To the first screen."""
        self.closed.emit()

    @Slot()
    def staff(self) -> None:
        """Somebody who works here wants in."""
        self.staff_wanted.emit()
