"""The panel's window: Qt's environment, the QML engine and what it shows. Knows no backend and no words."""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkProxy
from PySide6.QtQml import QQmlApplicationEngine, QQmlComponent, QQmlError, QQmlNetworkAccessManagerFactory
from PySide6.QtQuick import QQuickImageProvider, QQuickItem, QQuickWindow

from kiosk.resources import qml
from kiosk.theme.dress import OURS, Typeface
from kiosk.viewmodels.registration import HomeViewModel, SheetViewModel, ThemeViewModel
from kiosk.window import fonts as window_fonts

if TYPE_CHECKING:
    from kiosk.window.whole import WholeScreen

REFERENCE_SIZE = (1280, 800)
_MOST_ROUNDS = 1000
_CURSOR_MS = 50
"""How long after the first frame the cursor goes: meanwhile the server is asked."""


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


def open_application(cache: Path) -> QGuiApplication:
    """Qt for a face on a screen, which ends when it is told to; `cache` as above. To be called once, and to be kept."""
    prepare_environment(cache)
    application = QGuiApplication(["room-kiosk"])
    application.setQuitOnLastWindowClosed(False)
    return application


def _ready_to_draw(language: str, typeface: Typeface) -> None:
    if os.environ.get("KIOSK_RENDERER") == "gpu":
        from kiosk.window.gpu import fall_back  # noqa: PLC0415 - few ask for it

        fall_back()
    window_fonts.install(language, typeface)


class _NoNetwork(QQmlNetworkAccessManagerFactory):
    """Whatever a screen may ask for by an address, no connection is made, not even to this machine."""

    def create(self, parent: QObject) -> QNetworkAccessManager:
        """A manager whose every request ends at a proxy that cannot exist."""
        manager = QNetworkAccessManager(parent)
        manager.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", 0))
        return manager


class _Pictures(QQuickImageProvider):
    """Pictures that come inside their own `data:` address; made in Qt's main thread, while the item waits."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002, N802, N803 - Qt's
        """The picture of an address; none where it is not understood."""
        return QImage.fromData(QByteArray.fromBase64(id.rpartition(",")[2].encode()))


class PanelWindow(QObject):
    """One window with its engine. The view models must outlive it: call `destroy` first."""

    first_frame = Signal()

    def __init__(self, engine: QQmlApplicationEngine, window: QQuickWindow, no_network: _NoNetwork) -> None:
        super().__init__()
        self._engine = engine
        self._no_network = no_network  # the engine does not own it
        self.window = window
        self.frames = 0
        self._gone = False
        self._whole: WholeScreen | None = None
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

    def lay_over(self, module: str, name: str, models: Mapping[str, QObject]) -> None:
        """Lay an item of a QML module over all that is shown; it goes with the window. Raises WindowFailed."""
        component = QQmlComponent(self._engine, module, name)
        item = component.createWithInitialProperties({**models}) if component.isReady() else None
        if not isinstance(item, QQuickItem):
            raise WindowFailed(component.errorString())
        item.setParent(self.window)
        item.setParentItem(self.window.contentItem())

    def provide(self, name: str, pictures: QQuickImageProvider) -> None:
        """Let the screens show pictures under `image://name/`, until the window is gone; the engine owns them then."""
        self._engine.addImageProvider(name, pictures)

    def stand(self, size: tuple[int, int], *, windowed: bool) -> None:
        """Show it: on the whole screen, and there again whenever somebody has made it smaller, unless `windowed`."""
        self.window.resize(*size)
        if windowed:
            self.window.show()
            return
        self.first_frame.connect(lambda: QTimer.singleShot(_CURSOR_MS, self, self._keep_whole))
        self.window.showFullScreen()

    async def drawn(self) -> None:
        """Return once a frame was drawn that began after this call; there may be none for a minute."""
        swapped = asyncio.Event()
        self.window.frameSwapped.connect(swapped.set)
        try:
            await swapped.wait()
        finally:
            self.window.frameSwapped.disconnect(swapped.set)

    def destroy(self) -> None:
        """Close the window and take the engine down; nothing of it is left when this returns. Once is enough."""
        if self._gone:
            return
        self._gone = True
        self.window.frameSwapped.disconnect(self._count)
        if self._whole is not None:
            self._whole.stop()
        self.window.hide()
        self._engine.deleteLater()
        QCoreApplication.sendPostedEvents(self._engine, int(QEvent.Type.DeferredDelete))

    def _keep_whole(self) -> None:
        from kiosk.window.whole import WholeScreen  # noqa: PLC0415 - the first frame comes first

        if not self._gone:
            self._whole = WholeScreen(self.window)

    def _count(self) -> None:
        self.frames += 1
        if self.frames == 1:
            self.first_frame.emit()


def open_window(
    home: HomeViewModel,
    theme: ThemeViewModel,
    sheet: SheetViewModel,
    *,
    size: tuple[int, int] | None = None,
    windowed: bool = False,
    language: str = "en",
    folder: Path | None = None,
) -> PanelWindow:
    """Show the door panel; the rest as for `open_face`."""
    models = {"home": home, "theme": theme, "sheet": sheet}
    return open_face("DoorPanel", models, size=size, windowed=windowed, language=language, folder=folder)


def open_face(
    module: str,
    models: Mapping[str, QObject],
    *,
    size: tuple[int, int] | None = None,
    windowed: bool = False,
    language: str = "en",
    folder: Path | None = None,
) -> PanelWindow:
    """Show the `Main` of a QML module: on the whole screen, without a cursor and not to be closed, unless `windowed`.

    `models` are what its window requires, by name; its letters are those of the theme among them. `size` is in logical
    pixels and counts when windowed; `language` is a BCP 47 tag and chooses among fonts; `folder` holds the QML modules,
    unless they are where they belong. Raises WindowFailed with the engine's own words.
    """
    theme = models.get("theme")
    _ready_to_draw(language, theme.typeface if isinstance(theme, ThemeViewModel) else OURS)
    engine = QQmlApplicationEngine()
    no_network = _NoNetwork()
    engine.setNetworkAccessManagerFactory(no_network)
    engine.addImageProvider("picture", _Pictures())
    engine.setOutputWarningsToStandardError(False)
    complaints: list[str] = []

    def complain(errors: list[QQmlError]) -> None:
        complaints.extend(error.toString() for error in errors)

    engine.warnings.connect(complain)
    engine.addImportPath(str(folder or qml()))
    engine.setInitialProperties({**models, "closable": windowed})
    engine.loadFromModule(module, "Main")
    engine.warnings.disconnect(complain)
    engine.setOutputWarningsToStandardError(True)
    roots = engine.rootObjects()
    if not roots or not isinstance(window := roots[0], QQuickWindow):
        raise WindowFailed("The panel's window could not be made: " + ("; ".join(complaints) or "no window came of it"))
    panel = PanelWindow(engine, window, no_network)
    panel.stand(size or REFERENCE_SIZE, windowed=windowed)
    return panel
