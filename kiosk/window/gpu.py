"""Whether a graphics card draws, where one is asked for, else the processor. Loaded only where one is asked for."""

import logging
import os

from PySide6.QtGui import QOffscreenSurface, QOpenGLContext
from PySide6.QtQuick import QQuickWindow

_log = logging.getLogger(__name__)


def fall_back() -> None:
    """Let the processor draw where no card can: Qt would end the program. After the application, before a window."""
    if "QSG_RHI_BACKEND" not in os.environ and "QT_QUICK_BACKEND" not in os.environ and not _can_draw():
        _log.warning("No graphics card can be used, so the processor draws.")
        QQuickWindow.setSceneGraphBackend("software")


def _can_draw() -> bool:
    """Whether OpenGL, by which Qt draws, works here."""
    context, surface = QOpenGLContext(), QOffscreenSurface()
    surface.create()
    if not context.create() or not surface.isValid() or not context.makeCurrent(surface):
        return False
    context.doneCurrent()
    return True
