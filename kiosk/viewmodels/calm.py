"""What a screen shows while it waits before it tries to come back, as QML reads it. Nothing of it ever changes."""

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("The program makes it.")
class CalmViewModel(QObject):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """The room's name, or nothing; what is to be read; and which way that is written.

    `detail` is for who looks after the screen: what is to be mended, in the words of the command line.
    """

    def __init__(
        self,
        room: str,
        title: str,
        line: str,
        detail: str = "",
        *,
        right_to_left: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._room = room
        self._title = title
        self._line = line
        self._detail = detail
        self._right_to_left = right_to_left

    @Property(str, constant=True)
    def room(self) -> str:
        """The room's name; empty where it is not known."""
        return self._room

    @Property(str, constant=True)
    def title(self) -> str:
        """What is the matter."""
        return self._title

    @Property(str, constant=True)
    def line(self) -> str:
        """What happens next."""
        return self._line

    @Property(str, constant=True)
    def detail(self) -> str:
        """What is to be mended; empty where nothing is known of it."""
        return self._detail

    @Property(bool, constant=True)
    def rightToLeft(self) -> bool:  # noqa: N802 - QML's name
        """Whether the language is written from right to left."""
        return self._right_to_left
