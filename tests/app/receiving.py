"""The real reception with a finger on it: `python -m tests.app.receiving CONFIG STEPS` plays steps, prints what it saw.

STEPS is JSON: ["touch", NAME] touches what has this name, ["type", TEXT] presses keys on the screen, ["scan", TEXT]
types as a scanner does, ["see", STEP] waits for a step (or one that begins so), ["sheet", NAME] for a sheet, ["hold"]
holds the building's name, ["run", COMMAND…] runs a program.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.clock import Clock
from kiosk.commands.reception_face import chosen
from kiosk.living import live
from kiosk.reception.face import Reception, open_reception, screen_of
from kiosk.reception.screen import ReceptionScreen
from kiosk.settings import data_dir, settle
from kiosk.site import open_memory
from kiosk.window.engine import PanelWindow, prepare_environment
from tests.qml import finger, geometry

PATIENCE = 60.0
TARGETS = ("TouchButton", "Chip", "SheetRow", "KeyCap")
SIZE = (1280, 800)


class Player:
    """Plays the steps on one reception."""

    def __init__(self, window: PanelWindow, screen: ReceptionScreen) -> None:
        self._window = window
        self._screen = screen
        self._stamp = 1000
        self.seen: list[dict[str, Any]] = []

    async def play(self, steps: list[list[str]]) -> None:
        """One step after the other; each waits for what it needs."""
        for verb, *words in steps:
            begun = time.monotonic()
            await self._step(verb, words)
            view, sheet = self._screen.reception.view, self._screen.sheet.view
            rows = [asdict(one) for one in sheet.rows]
            shown = {"name": view.name, "title": view.title, "line": view.line, "note": view.note, "code": view.code}
            facts = {one.key: one.text for one in view.facts}
            seen = {"step": [verb, *words], "ms": round((time.monotonic() - begun) * 1000), "language": view.language}
            self.seen.append({**seen, **shown, "facts": facts, "sheet": sheet.title, "rows": rows, "hint": sheet.note})

    async def _step(self, verb: str, words: list[str]) -> None:
        match verb:
            case "touch":
                await self._touch(words[0], settled=True)
            case "type":
                for place, character in enumerate(words[0]):
                    await self._touch({" ": "Space"}.get(character, character), settled=place == 0)
            case "scan":
                self._scan(words[0])
            case "see":
                await self._until(lambda: self._screen.reception.view.name.startswith(words[0]), words[0])
            case "sheet":
                await self._until(lambda: self._screen.sheet.view.name == words[0], words[0])
            case "hold":
                await self._hold()
            case "run":
                subprocess.run(words, check=True, capture_output=True)  # noqa: ASYNC221 - nothing else shall go on
            case _:
                raise ValueError(verb)

    async def _touch(self, name: str, *, settled: bool) -> None:
        await self._until(lambda: self._find(name) is not None, f"something called {name}")
        if settled:
            ready = time.monotonic() + 0.4  # a person needs longer to read
            await self._until(lambda: time.monotonic() > ready, "a moment")
        item = self._find(name)
        assert item is not None, name
        finger.tap_quietly(self._window.window, item)
        await asyncio.sleep(0)

    async def _hold(self) -> None:
        texts = geometry.texts(self._window)
        place = next(one.box.center().toPoint() for one in texts if one.text == self._screen.reception.view.building)
        window = self._window.window
        QTest.touchEvent(window, finger.screen(), False).press(0, place, window).commit(False)  # noqa: FBT003 - Qt's
        await self._until(lambda: bool(self._screen.sheet.view.name), "the staff's sheet")
        QTest.touchEvent(window, finger.screen(), False).release(0, place, window).commit(False)  # noqa: FBT003

    def _scan(self, text: str) -> None:
        for character in (*text, "\r"):
            key = Qt.Key.Key_Return if character == "\r" else Qt.Key.Key_A
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
                self._stamp += 2
                event.setTimestamp(self._stamp)
                QCoreApplication.sendEvent(self._window.window, event)

    def _find(self, name: str) -> QQuickItem | None:
        made = [one for kind in TARGETS for one in geometry.of_type(self._window, kind) if one.isEnabled()]
        exact = [one for one in made if str(one.property("spoken")).casefold() == name.casefold()]
        return exact[0] if exact else None

    async def _until(self, condition: Callable[[], bool], what: str) -> None:
        give_up = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > give_up:
                shown = self._screen.reception.view, self._screen.sheet.view
                raise AssertionError(f"waited in vain for {what}; there is {shown}")
            await asyncio.sleep(0.005)


def main(config: Path, steps: list[list[str]]) -> int:
    """Run the reception while the steps are played."""
    options = argparse.Namespace(config=config, demo=False, locale=None, theme=None)
    settings, clock = chosen(settle(options, os.environ), options), Clock()
    prepare_environment(data_dir(settings) / "cache", offscreen=True, system_fonts=False)
    application = QGuiApplication(["room-kiosk"])
    application.setQuitOnLastWindowClosed(False)
    with open_memory(settings, clock) as memory:
        screen = screen_of(settings.config, clock)
        window = open_reception(screen, settings, windowed=True, size=SIZE)
        window.draw_first_frame()
        reception, player = Reception(settings, clock, memory, screen, window), Player(window, screen)

        async def both(stop: asyncio.Event) -> None:
            async with asyncio.TaskGroup() as group:
                group.create_task(reception.run(stop))
                await reception.ready.wait()
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
