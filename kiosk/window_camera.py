"""The camera of one screen: its button where there is one, on while somebody wants it, and what it sees and reads.

Loads Qt Multimedia and zxing-cpp only where they are installed and something that looks like a camera is there.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLoggingCategory

from kiosk.camera_reader import Camera, CameraReader, Spawn
from kiosk.clock import Clock
from kiosk.domain.camera import Picture, Sighting
from kiosk.viewmodels.camera import CameraViewModel
from kiosk.viewmodels.camera_view import CameraView
from kiosk.window_camera_picture import NAME, LivePicture

if TYPE_CHECKING:
    from kiosk.window import PanelWindow
    from kiosk.window_camera_device import QtCamera

_LIBRARIES = ("PySide6.QtMultimedia", "zxingcpp")
_QUIET = "qt.multimedia.*.debug=false\nqt.multimedia.*.info=false\nqt.multimedia.symbolsresolver=false"


class Finder(Protocol):
    """Says which camera there is at this moment."""

    def __call__(self) -> Camera | None:
        """The camera, the same one each time; None while there is none."""
        ...


class CameraPlace:
    """Ties the camera that `find` finds to what `model` shows in `window`. All methods: the loop's thread.

    `scanned` gets what was read, once for each time that somebody turned the camera on. `dark` says that the screen is
    black: then nothing looks.
    """

    def __init__(
        self,
        window: "PanelWindow",
        model: CameraViewModel,
        find: Finder,
        clock: Clock,
        spawn: Spawn,
        scanned: Callable[[str], None],
        dark: Callable[[], bool],
    ) -> None:
        self._window = window
        self._model = model
        self._find = find
        self._clock = clock
        self._spawn = spawn
        self._scanned = scanned
        self._dark = dark
        self._step = ""
        self._live: LivePicture | None = None
        self._reader: CameraReader | None = None
        model.wanted.connect(self._look)
        model.left.connect(self._leave)

    def ask(self, step: str) -> None:
        """The step that asks for a code now, empty for none: only then is there a button, and may the camera be on.

        Another step begins anew, with the camera off.
        """
        if step != self._step:
            self._step = step
            self._off(CameraView(offered=bool(step) and self._find() is not None))

    def stop(self) -> None:
        """Off, and nothing is heard any more; before the window is gone."""
        self.ask("")
        self._model.wanted.disconnect(self._look)
        self._model.left.disconnect(self._leave)

    def _look(self) -> None:
        if not self._step or self._reader is not None or self._dark():
            return
        camera = self._find()
        if camera is None:
            self._model.show(CameraView(failed=True))
            return
        if self._live is None:
            self._live = LivePicture()
            self._window.provide(NAME, self._live)
        self._model.show(CameraView(offered=True, looking=True))
        self._reader = CameraReader(camera, _codes_in, self._clock, self._spawn, self._saw, self._read, self._failed)
        self._reader.begin()

    def _leave(self) -> None:
        self._off(replace(self._model.view, looking=False, source=""))

    def _saw(self, picture: Picture) -> None:
        if self._dark():
            self._leave()
        elif self._live is not None:
            self._model.show(replace(self._model.view, source=self._live.show(picture)))

    def _read(self, text: str) -> None:
        self._leave()
        self._scanned(text)

    def _failed(self) -> None:
        self._off(CameraView(offered=self._find() is not None, failed=True))

    def _off(self, then: CameraView) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.end()
        if self._live is not None:
            self._live.forget()
        self._model.show(then)


class QtCameras:
    """Finds the camera that a config's `camera` means: true any, false none, a text the one of that name.

    `devices` is where the system shows its devices; without one there nothing is loaded.
    """

    def __init__(self, wanted: bool | str, clock: Clock, devices: Path = Path("/dev")) -> None:  # noqa: FBT001
        self._name = wanted if isinstance(wanted, str) else ""
        self._wanted = wanted is not False
        self._clock = clock
        self._devices = devices
        self._camera: QtCamera | None = None

    def __call__(self) -> Camera | None:
        """The camera, while it is plugged in."""
        if not self._wanted or not self._plugged() or not installed():
            return None
        if self._camera is None:
            QLoggingCategory.setFilterRules(_QUIET)
            from kiosk.window_camera_device import QtCamera  # noqa: PLC0415 - megabytes, for those who have a camera

            self._camera = QtCamera(self._name, self._clock)
        return self._camera if self._camera.there else None

    def _plugged(self) -> bool:
        """Whether there may be one: elsewhere than on Linux only Qt can tell."""
        return not sys.platform.startswith("linux") or any(self._devices.glob("video*"))


def installed() -> bool:
    """Whether the extra `camera` is."""
    return all(find_spec(one) is not None for one in _LIBRARIES)


def _codes_in(picture: Picture) -> Sequence[Sighting]:
    from kiosk.camera_codes import codes_in  # noqa: PLC0415 - an extra that may not be there

    return codes_in(picture)
