"""Finds the camera that a config means. Loads Qt Multimedia only where it is installed and a camera may be there."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory

from kiosk.clock import Clock

if TYPE_CHECKING:
    from kiosk.window.camera_device import QtCamera

LIBRARIES = ("PySide6.QtMultimedia", "zxingcpp")
_QUIET = "qt.multimedia.*.debug=false\nqt.multimedia.*.info=false\nqt.multimedia.symbolsresolver=false"


class QtCameras:
    """The camera of a config's `camera`: true the one that looks at people, false none, a text the one of that name.

    `devices` is where Linux shows its devices; without one there nothing is loaded. `libraries` are what it takes.
    """

    def __init__(
        self,
        wanted: bool | str,  # noqa: FBT001 - as it stands in the config
        clock: Clock,
        devices: Path = Path("/dev"),
        libraries: tuple[str, ...] = LIBRARIES,
    ) -> None:
        self._name = wanted if isinstance(wanted, str) else ""
        self._clock = clock
        self._devices = devices
        self._camera: QtCamera | None = None
        self.possible = wanted is not False and all(find_spec(one) is not None for one in libraries)
        """Whether there may ever be one: it is wanted, and the extra `camera` is installed."""

    def __call__(self) -> "QtCamera | None":
        """The camera, the same one each time; None while none is plugged in."""
        if not self.possible or not self._plugged():
            return None
        if self._camera is None:
            hush()
            from kiosk.window.camera_device import QtCamera  # noqa: PLC0415 - megabytes, for those who have a camera

            self._camera = QtCamera(self._name, self._clock)
        return self._camera if self._camera.there else None

    def _plugged(self) -> bool:
        """Whether it is worth a closer look: elsewhere than on Linux only Qt can tell."""
        return not sys.platform.startswith("linux") or any(self._devices.glob("video*"))


def hush() -> None:
    """Let Qt not report which libraries of this system it does not find; whether a camera works is seen anyway."""
    QLoggingCategory.setFilterRules(_QUIET)
