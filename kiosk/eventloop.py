"""The one loop in which Qt and asyncio live together. Knows no screen and no room."""

from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from kiosk.lean import importing_without

if TYPE_CHECKING:
    import qasync


def event_loop(application: QGuiApplication) -> "qasync.QEventLoop":
    """A loop over `application`. qasync asks for the widgets only to find an application: 4 MB that are spared."""
    widgets = ModuleType("PySide6.QtWidgets")
    widgets.QApplication = QGuiApplication  # type: ignore[attr-defined]  # all that is asked of it
    with importing_without("PySide6.QtWidgets", widgets):
        import qasync  # noqa: PLC0415 - the first frame does without it
    return qasync.QEventLoop(application)
