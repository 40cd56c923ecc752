"""The camera of a screen as QML reads it: whether there is one, whether it looks, what it sees. Knows no device."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

if TYPE_CHECKING:
    from kiosk.viewmodels.camera_view import CameraView, CameraWords

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("The view model of a screen has one.")
class CameraViewModel(QObject):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """The same for QML, and what is pressed."""

    viewChanged = Signal()  # noqa: N815 - QML's name
    sourceChanged = Signal()  # noqa: N815 - QML's name
    wordsChanged = Signal()  # noqa: N815 - QML's name

    wanted = Signal()
    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: CameraView | None = None
        self._words: CameraWords | None = None

    def show(self, view: "CameraView") -> None:
        """Show `view` in the place of the one before."""
        old, self._view = self.view, view
        if old.source != view.source:
            self.sourceChanged.emit()
        if (old.offered, old.looking, old.failed) != (view.offered, view.looking, view.failed):
            self.viewChanged.emit()

    def say(self, words: "CameraWords") -> None:
        """Speak like this from now on."""
        if words != self._words:
            self._words = words
            self.wordsChanged.emit()

    @property
    def view(self) -> "CameraView":
        """What is shown now."""
        from kiosk.viewmodels.camera_view import CameraView  # noqa: PLC0415 - the first frame has no camera

        return self._view or CameraView()

    @Property(bool, notify=viewChanged)
    def offered(self) -> bool:
        """Whether there is one to press the button for."""
        return self._view is not None and self._view.offered

    @Property(bool, notify=viewChanged)
    def looking(self) -> bool:
        """Whether it is on."""
        return self._view is not None and self._view.looking

    @Property(str, notify=sourceChanged)
    def source(self) -> str:
        """The address of its newest picture, empty before the first."""
        return self._view.source if self._view is not None else ""

    @Property(str, notify=wordsChanged)
    def lookLabel(self) -> str:  # noqa: N802 - QML's name
        """The button that turns it on."""
        return self._words.look if self._words is not None else ""

    @Property(str, notify=wordsChanged)
    def leaveLabel(self) -> str:  # noqa: N802 - QML's name
        """The button back to the keys."""
        return self._words.leave if self._words is not None else ""

    @Property(str, notify=wordsChanged)
    def hold(self) -> str:
        """What is to be held before it."""
        return self._words.hold if self._words is not None else ""

    @Property(str, notify=wordsChanged)
    def kept(self) -> str:
        """That nothing of it is kept."""
        return self._words.kept if self._words is not None else ""

    @Property(str, notify=wordsChanged)
    def sees(self) -> str:
        """What its picture is, for a screen reader."""
        return self._words.sees if self._words is not None else ""

    @Property(str, notify=viewChanged)
    def note(self) -> str:
        """What is said where it could not be used, else empty."""
        return self._words.failed if self._words is not None and self.view.failed else ""

    @Slot()
    def look(self) -> None:
        """Somebody wants to hold a code before it."""
        self.wanted.emit()

    @Slot()
    def leave(self) -> None:
        """Somebody would rather type."""
        self.left.emit()
