"""The panel's window: Qt's environment, the QML engine and what it shows. Knows no backend and no words."""

import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtNetwork import QNetworkProxy
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk import window_fonts
from kiosk.resources import qml
from kiosk.viewmodels.registration import HomeViewModel, ThemeViewModel

REFERENCE_SIZE = (1280, 800)
_MOST_ROUNDS = 1000
_NOWHERE = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", 0)


class WindowFailed(Exception):
    """The window could not be made; the sentence holds what the QML engine had against it."""


def prepare_environment(cache: Path, *, offscreen: bool = False, system_fonts: bool = True) -> None:
    """Choose Qt's platform, renderer, fonts and cache. To be called once, before the application object is made.

    `cache` is a folder that may be written and lost. Pictures are made without the system's fonts, so that they are
    the same everywhere. The software renderer is the default: it starts soonest; KIOSK_RENDERER=gpu changes it.
    """
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if os.environ.get("KIOSK_RENDERER") != "gpu":
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QML_DISK_CACHE_PATH", str(cache / "qml"))
    os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")
    window_fonts.configure(cache, system=system_fonts)


class PanelWindow(QObject):
    """One window with its engine. The view models must outlive it: call `destroy` first."""

    first_frame = Signal()

    def __init__(self, engine: QQmlApplicationEngine, window: QQuickWindow) -> None:
        super().__init__()
        self._engine = engine
        self.window = window
        self.frames = 0
        window.frameSwapped.connect(self._count)

    def grab(self) -> QImage:
        """The window as it is drawn now, in device pixels."""
        return self.window.grabWindow()

    def draw_first_frame(self) -> None:
        """Let Qt work until something is on the screen, for a screen needs a few rounds to come up."""
        for _ in range(_MOST_ROUNDS):
            QCoreApplication.processEvents()
            if self.frames:
                return

    def settled(self) -> bool:
        """Whether a frame was drawn and every picture in it has arrived; for those who grab it."""
        return self.frames > 0 and not any(item.property("loading") is True for item in _items(self.window.contentItem()))

    def destroy(self) -> None:
        """Close the window and take the engine down; nothing of it is left when this returns."""
        self.window.frameSwapped.disconnect(self._count)
        self.window.hide()
        self._engine.deleteLater()
        QCoreApplication.sendPostedEvents(self._engine, int(QEvent.Type.DeferredDelete))

    def _count(self) -> None:
        self.frames += 1
        if self.frames == 1:
            self.first_frame.emit()


def open_window(
    home: HomeViewModel,
    theme: ThemeViewModel,
    *,
    size: tuple[int, int] | None = None,
    windowed: bool = False,
    language: str = "en",
) -> PanelWindow:
    """Show the door panel: on the whole screen, without a cursor and not to be closed, unless `windowed`.

    `size` is in logical pixels and counts when windowed. Raises WindowFailed with the engine's own words.
    """
    QNetworkProxy.setApplicationProxy(_NOWHERE)  # nothing that is shown may fetch anything
    window_fonts.install(language)
    engine = QQmlApplicationEngine()
    engine.setOutputWarningsToStandardError(False)
    complaints: list[str] = []

    def complain(errors: list[QQmlError]) -> None:
        complaints.extend(error.toString() for error in errors)

    engine.warnings.connect(complain)
    engine.addImportPath(str(qml()))
    engine.setInitialProperties({"home": home, "theme": theme, "closable": windowed})
    engine.loadFromModule("DoorPanel", "Main")
    engine.warnings.disconnect(complain)
    engine.setOutputWarningsToStandardError(True)
    roots = engine.rootObjects()
    if not roots or not isinstance(window := roots[0], QQuickWindow):
        raise WindowFailed("The panel's window could not be made: " + ("; ".join(complaints) or "no window came of it"))
    panel = PanelWindow(engine, window)
    _show(window, size or REFERENCE_SIZE, windowed=windowed)
    return panel


def _items(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from _items(child)


def _show(window: QQuickWindow, size: tuple[int, int], *, windowed: bool) -> None:
    window.resize(*size)
    if windowed:
        window.show()
        return
    window.setCursor(Qt.CursorShape.BlankCursor)
    window.showFullScreen()
