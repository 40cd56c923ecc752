"""The types of every face, beyond those that the panel loads before its first frame. For tools and tests."""

from PySide6.QtCore import QObject

from kiosk.viewmodels import registration
from kiosk.viewmodels.calm import CalmViewModel
from kiosk.viewmodels.lobby import LobbyViewModel
from kiosk.viewmodels.reception import ReceptionViewModel

__all__ = ["TYPES", "CalmViewModel", "LobbyViewModel", "ReceptionViewModel"]

TYPES: tuple[type[QObject], ...] = (*registration.TYPES, CalmViewModel, LobbyViewModel, ReceptionViewModel)
