"""All the types that QML may name, under `import RoomKiosk`. Importing this module makes them known to the engine."""

from PySide6.QtCore import QObject

from kiosk.viewmodels.camera import CameraViewModel
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.key_names import KeyNamesViewModel
from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.night import NightViewModel
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.step import StepViewModel
from kiosk.viewmodels.theme import ThemeViewModel

__all__ = [
    "MODULE",
    "TYPES",
    "VERSION",
    "CameraViewModel",
    "HomeViewModel",
    "KeyNamesViewModel",
    "KeyedModel",
    "NightViewModel",
    "SheetViewModel",
    "StepViewModel",
    "ThemeViewModel",
]

MODULE = "RoomKiosk"
VERSION = (1, 0)
TYPES: tuple[type[QObject], ...] = (
    CameraViewModel,
    HomeViewModel,
    KeyNamesViewModel,
    KeyedModel,
    NightViewModel,
    SheetViewModel,
    StepViewModel,
    ThemeViewModel,
)
