"""The real panel with a finger on it: `python -m tests.app.touching CONFIG STEPS` plays steps, prints what it saw.

STEPS is JSON: ["touch", NAME] touches what has this name (or begins with it), ["see", TITLE] waits for a sheet with
this title, ["home", STATUS] for the room's state, ["run", COMMAND…] runs a program, ["gone"] waits for no sheet.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk.app import Panel
from kiosk.clock import Clock
from kiosk.commands.face import Face
from kiosk.living import live
from kiosk.screen import HomeScreen
from kiosk.settings import data_dir, panel_room, policy_of, settle
from kiosk.site import open_memory
from kiosk.sync.model import FeedState, blank
from kiosk.sync.ticker import Ticker
from kiosk.window import PanelWindow, open_window, prepare_environment
from tests.qml import finger, geometry

PATIENCE = 60.0
TARGETS = ("ActionButton", "TouchButton", "Chip", "SheetRow", "KeyCap")


class Player:
    """Plays the steps on one panel."""

    def __init__(self, window: PanelWindow, screen: HomeScreen) -> None:
        self._window = window
        self._screen = screen
        self.seen: list[dict[str, object]] = []

    async def play(self, steps: list[list[str]]) -> None:
        """One step after the other; each but the first waits for what the one before has brought."""
        for verb, *words in steps:
            begun = time.monotonic()
            match verb:
                case "touch":
                    await self._touch(words[0])
                case "see":
                    await self._until(partial(self._sees, words[0]), f"the sheet {words[0]}")
                case "home":
                    await self._until(partial(self._stands, words[0]), f"the state {words[0]}")
                case "gone":
                    await self._until(lambda: not self._screen.sheet.view.name, "no sheet")
                case "run":
                    subprocess.run(words, check=True, capture_output=True)  # noqa: ASYNC221 - nothing else shall go on
                case _:
                    raise ValueError(verb)
            view = self._screen.sheet.view
            took = round((time.monotonic() - begun) * 1000)
            self.seen.append({"step": [verb, *words], "ms": took, "title": view.title, "line": view.line})

    def _sees(self, title: str) -> bool:
        return self._screen.sheet.view.title == title

    def _stands(self, status: str) -> bool:
        return self._screen.home.view.status == status

    async def _touch(self, name: str) -> None:
        await self._until(lambda: self._find(name) is not None, f"something called {name}")
        item = self._find(name)
        assert item is not None
        settled = time.monotonic() + 0.4  # a person needs longer to read
        await self._until(lambda: time.monotonic() > settled, "a moment")
        finger.tap_quietly(self._window.window, item)

    def _find(self, name: str) -> QQuickItem | None:
        made = [one for kind in TARGETS for one in geometry.of_type(self._window, kind)]
        lines = [one for one in geometry.of_type(self._window, "DayLine") if one.property("pressable")]
        made = [one for one in made if one.isEnabled()]
        names = [(str(one.property("spoken")), one) for one in made] + [
            (f"{one.property('title')} {one.property('begin')}", one) for one in lines if one.isEnabled()
        ]
        return next((one for spoken, one in names if spoken.startswith(name)), None)

    async def _until(self, condition: Callable[[], bool], what: str) -> None:
        give_up = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > give_up:
                raise AssertionError(f"waited in vain for {what}; there is {self._screen.sheet.view}")
            await asyncio.sleep(0.005)


def main(config: Path, steps: list[list[str]]) -> int:
    """Run the panel while the steps are played."""
    settings, clock = settle(argparse.Namespace(config=config, demo=False), os.environ), Clock()
    face = Face(settings, panel_room(settings, None))
    prepare_environment(data_dir(settings) / "cache", offscreen=True, system_fonts=False)
    application = QGuiApplication(["room-kiosk"])
    application.setQuitOnLastWindowClosed(False)
    with open_memory(settings, clock) as memory:
        screen = HomeScreen(settings.config.panel)
        ticker = Ticker(clock, policy_of(settings.config), screen.show)
        ticker.show(FeedState((blank(face.room, memory.rooms),)))
        window = open_window(screen.home, screen.theme, screen.sheet, size=(1280, 800), windowed=True)
        window.draw_first_frame()
        panel, player = Panel(face, clock, memory, screen, ticker, window), Player(window, screen)

        async def both(stop: asyncio.Event) -> None:
            async with asyncio.TaskGroup() as group:
                group.create_task(panel.run(stop))
                try:
                    await player.play(steps)
                finally:
                    stop.set()

        try:
            return live(application, both)
        finally:
            window.destroy()
            sys.stdout.write(json.dumps(player.seen))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), json.loads(sys.argv[2])))
