"""The sheet over a screen as QML reads it: one input, `show(view)`; what people do comes out as signals."""

from PySide6.QtCore import Property, QObject, Signal, SignalInstance, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.sheet_view import Choice, SheetView
from kiosk.viewmodels.step import StepViewModel

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("The program makes it.")
class SheetViewModel(StepViewModel):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """What the sheet shows, and what was done with it.

    `acted` comes with each of the others, and with every touch of the sheet: somebody is there.
    """

    openChanged = Signal()  # noqa: N815 - QML's name
    moreChanged = Signal()  # noqa: N815 - QML's name

    dismissed = Signal()
    acted = Signal()

    _view: SheetView

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(SheetView(), parent)
        self._chips = KeyedModel(Choice, self)

    def show(self, view: SheetView) -> None:
        """Show `view` in the place of the one before; nothing happens when they are equal."""
        old, self._view = self._view, view
        if old == view:
            return
        self._fill()
        self._chips.show(view.chips)
        self.viewChanged.emit()
        self.moreChanged.emit()
        if old.name != view.name:
            self.nameChanged.emit()
        if bool(old.name) != bool(view.name):
            self.openChanged.emit()
        self._tell_entry(old)

    @property
    def view(self) -> SheetView:
        """What is shown now."""
        return self._view

    @Property(KeyedModel, constant=True)
    def chips(self) -> KeyedModel:
        """The filters."""
        return self._chips

    @Property(bool, notify=openChanged)
    def open(self) -> bool:
        """Whether there is a sheet."""
        return bool(self._view.name)

    @Property(str, notify=moreChanged)
    def rowsEmpty(self) -> str:  # noqa: N802 - QML's name
        """In the place of a list without lines."""
        return self._view.rows_empty

    @Property(str, notify=moreChanged)
    def closeLabel(self) -> str:  # noqa: N802 - QML's name
        """The way out."""
        return self._view.close

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
            super()._told(signal, *values)
