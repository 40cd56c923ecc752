"""A reception with a real window and a real desk, where only the camera's device is a double."""

import argparse
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtQuick import QQuickItem

from kiosk.domain.camera import Picture
from kiosk.domain.reception_events import Scanned
from kiosk.domain.reception_steps import Habits
from kiosk.reception.face import open_reception, screen_of
from kiosk.reception.screen import Presses
from kiosk.reception.talk import Talk
from kiosk.settings import settle
from kiosk.viewmodels.camera import CameraViewModel
from kiosk.viewmodels.reception_parts import Badge
from kiosk.window.camera_tie import tie_camera
from tests.camera.eye import Eye, SlowClock, Work
from tests.qml import finger, geometry
from tests.visits.house import desk


class Front:
    """What a visitor stands before. `plugged` says whether there is a camera, `black` whether the screen is dark."""

    def __init__(self, folder: Path) -> None:
        environment = {"XDG_CONFIG_HOME": str(folder / "config"), "KIOSK_DATA_DIR": str(folder / "state")}
        settings = settle(argparse.Namespace(config=None, demo=True), environment)
        self.eye, self.clock, self.work = Eye(), SlowClock(), Work()
        self.plugged, self.black = True, False
        self.at = desk(folder)
        panel = replace(settings.config.panel, reduced_motion=True)
        self.screen = screen_of(replace(settings.config, panel=panel), self.at.clock)
        self.window = open_reception(self.screen, settings, windowed=True, size=(1280, 800))
        self.talk = Talk(
            self.at.desk, self.at.clock, Habits(), self.work.spawn, self.screen.show, lambda _: False, _no_badge
        )
        seconds = count()
        self._stack = ExitStack()
        self._stack.callback(Presses(self.screen, self.talk.tell, lambda: float(next(seconds))).stop)
        tie_camera(
            self._stack,
            self.window,
            self.screen.reception,
            self._camera,
            self.clock,
            self.work.spawn,
            lambda text: self.talk.tell(Scanned(text)),
            lambda: self.black,
        )
        (self.model,) = self.screen.reception.findChildren(CameraViewModel)
        self.window.draw_first_frame()

    def _camera(self) -> Eye | None:
        return self.eye if self.plugged else None

    def button(self, spoken: str) -> QQuickItem | None:
        """What can be pressed and has this name."""
        self.window.grab()
        found = [one for kind in ("TouchButton", "CameraButton") for one in geometry.of_type(self.window, kind)]
        return next((one for one in found if one.property("spoken") == spoken and one.isVisible()), None)

    def touch(self, spoken: str) -> None:
        one = self.button(spoken)
        assert one is not None, spoken
        finger.tap(self.window.window, one)
        QCoreApplication.processEvents()

    async def sees(self, picture: Picture) -> None:
        """A picture, and all that follows from a code in it."""
        self.eye.sees(picture)
        await self.work.over()

    async def close(self) -> None:
        self._stack.close()
        await self.work.over()
        self.window.destroy()


async def _no_badge(_key: str) -> AsyncIterator[Badge]:
    for _ in ():
        yield "none"
