"""The darkening and the place of the whole picture, as QML reads them. Knows no hours and no people."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("The program makes it.")
class NightViewModel(QObject):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """One input, `show`; a signal is emitted only for what differs."""

    veilChanged = Signal()  # noqa: N815 - QML's name
    shiftChanged = Signal()  # noqa: N815 - QML's name

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._veil = 0.0
        self._shift = (0, 0)

    def show(self, veil: float, shift: tuple[int, int]) -> None:
        """Take away `veil` (0 to 1) of the picture's light, and move it by `shift` (right, down) in pixels."""
        veiled, moved = veil != self._veil, shift != self._shift
        self._veil, self._shift = veil, shift
        if veiled:
            self.veilChanged.emit()
        if moved:
            self.shiftChanged.emit()

    @Property(float, notify=veilChanged)
    def veil(self) -> float:
        """How much of the picture's light is taken away: 0 none, 1 all."""
        return self._veil

    @Property(int, notify=shiftChanged)
    def shiftX(self) -> int:  # noqa: N802 - QML's name
        """By how many pixels the picture stands right of its place."""
        return self._shift[0]

    @Property(int, notify=shiftChanged)
    def shiftY(self) -> int:  # noqa: N802 - QML's name
        """By how many pixels the picture stands below its place."""
        return self._shift[1]
