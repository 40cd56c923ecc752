"""All the types that QML may name, under `import RoomKiosk`. Importing this module makes them known to the engine."""

from PySide6.QtCore import QObject

from kiosk.viewmodels.day_model import DayModel
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.theme import ThemeViewModel

__all__ = ["MODULE", "TYPES", "VERSION", "DayModel", "HomeViewModel", "ThemeViewModel"]

MODULE = "RoomKiosk"
VERSION = (1, 0)
TYPES: tuple[type[QObject], ...] = (DayModel, HomeViewModel, ThemeViewModel)
