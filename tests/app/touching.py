"""The real panel with a finger on it: `python -m tests.app.touching CONFIG STEPS` plays steps, prints what it saw.

CONFIG is a file, or `-` for what the user has. STEPS is JSON. What is done: ["touch", NAME] touches what has this key,
or whose name begins so, as soon as it is there and was read, ["double", NAME] twice, ["type", TEXT] touches keys on the
screen, ["hold"] the clock for long, ["key", NAME] presses a key, ["reach", NAME] presses Tab until this has the
keyboard, ["run", COMMAND...] runs a program, ["clock", SECONDS] sets the tablet's clock. What is waited for: ["see",
TITLE] a sheet with this title, ["home", STATUS] the room's state, ["outcome"] the end of an act, ["code"] a QR code,
["noted"] a complaint, ["gone"] no sheet, ["restarted"] that the panel begins anew. Each line that is printed is what a
step left on the screen.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickItem

from kiosk.app import Panel
from kiosk.clock import Clock
from kiosk.commands.face import Face
from kiosk.living import live
from kiosk.screen import HomeScreen
from kiosk.settings import data_dir, panel_room, policy_of, settle
from kiosk.setup.restart import RESTART
from kiosk.site import open_memory
from kiosk.sync.model import FeedState, blank
from kiosk.sync.ticker import Ticker
from kiosk.window.engine import PanelWindow, open_window, prepare_environment
from tests.qml import finger, geometry

PATIENCE = 20.0
TARGETS = ("ActionButton", "TouchButton", "Chip", "SheetRow", "KeyCap", "DayLine")


class TabletClock(Clock):
    """The system's clock, and somebody who sets it."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = timedelta()

    def wall(self) -> datetime:
        """What the tablet thinks that the time is."""
        return super().wall() + self.ahead


class Player:
    """Plays the steps on one panel. After `play`, `rest` is what the panel that begins anew has to play."""

    def __init__(self, window: PanelWindow, screen: HomeScreen, clock: TabletClock) -> None:
        self._window = window
        self._screen = screen
        self._clock = clock
        self.rest: list[list[str]] = []

    async def play(self, steps: list[list[str]], stop: asyncio.Event) -> None:
        """One step after the other; each but the first waits for what the one before has brought."""
        for number, (verb, *words) in enumerate(steps):
            begun = time.monotonic()
            if verb == "restarted":
                await self._until(stop.is_set, "the panel to begin anew")
                self.rest = steps[number + 1 :]
            else:
                await self._step(verb, words)
            view, took = self._screen.sheet.view, round((time.monotonic() - begun) * 1000)
            seen = {"step": [verb, *words], "ms": took, "title": view.title, "line": view.line, "note": view.note}
            sys.stdout.write(json.dumps(seen) + "\n")
            sys.stdout.flush()
            if verb == "restarted":
                return

    async def _step(self, verb: str, words: list[str]) -> None:
        match verb:
            case "touch":
                await self._touch(words[0])
            case "double":
                await self._touch(words[0], times=2)
            case "type":
                await self._type(words[0])
            case "hold":
                await self._hold()
            case "run":
                subprocess.run(words, check=True, capture_output=True)  # noqa: ASYNC221 - nothing else shall go on
            case "clock":
                self._clock.ahead += timedelta(seconds=float(words[0]))
            case "key":
                await self._read()
                self._key(Qt.Key[f"Key_{words[0]}"])
            case "reach":
                await self._reach(words[0])
            case _:
                await self._until(self._awaited(verb, *words), f"{verb} {words}")

    def _awaited(self, verb: str, what: str = "") -> Callable[[], bool]:
        sheet, home = self._screen.sheet, self._screen.home
        match verb:
            case "see":
                return lambda: sheet.view.title == what
            case "home":
                return lambda: home.view.status == what
            case "code":
                return lambda: sheet.view.qr_modules > 0
            case "outcome":
                return lambda: sheet.view.tone in {"good", "bad"}
            case "noted":
                return lambda: bool(sheet.view.note)
            case "gone":
                return lambda: not sheet.view.name
            case _:
                raise ValueError(verb)

    async def _touch(self, name: str, *, times: int = 1) -> None:
        await self._until(lambda: self._find(name) is not None, f"something called {name}")
        await self._read()
        item = self._find(name)
        assert item is not None, f"{name} is gone; there is {self._screen.sheet.view}"
        place = finger.middle(item)
        for _ in range(times):
            finger.tap_place_quietly(self._window.window, place)
            await asyncio.sleep(0.05)

    async def _read(self) -> None:
        """A person needs a moment to read."""
        read = time.monotonic() + 0.4
        await self._until(lambda: time.monotonic() > read, "a moment")

    async def _type(self, text: str) -> None:
        for letter in text:
            if self._cap(letter) is None:
                turn = self._cap("123") or self._cap("ABC")
                assert turn is not None
                finger.tap_quietly(self._window.window, turn)
                await self._read()
            await self._until(lambda letter=letter: self._cap(letter) is not None, f"the key {letter}")  # type: ignore[misc]
            cap, before = self._cap(letter), self._typed()
            assert cap is not None
            finger.tap_quietly(self._window.window, cap)
            await self._until(lambda before=before: self._typed() > before, f"{letter} in the field")  # type: ignore[misc]

    def _typed(self) -> int:
        entry = self._screen.sheet.view.entry
        return 0 if entry is None else len(entry.text)

    def _cap(self, letter: str) -> QQuickItem | None:
        found = (one for one in geometry.of_type(self._window, "KeyCap") if one.property("letter") == letter)
        return next(found, None)

    async def _hold(self) -> None:
        clock = self._screen.home.view.clock
        item = next(one for one in geometry.of_type(self._window, "PlainText") if one.property("text") == clock)
        finger.press_quietly(self._window.window, item)
        await self._until(lambda: bool(self._screen.sheet.view.name), "a sheet")
        finger.release_quietly(self._window.window, item)

    async def _reach(self, name: str) -> None:
        """Press Tab until what has this name has the keyboard; where it never does, that is said."""
        await self._read()
        passed: list[str] = []
        while not (has := str(self._window.window.activeFocusItem().property("spoken") or "")).startswith(name):
            assert passed.count(has) < 3, f"{name} cannot be reached; there are {passed}"
            passed.append(has)
            self._key(Qt.Key.Key_Tab)
            await asyncio.sleep(0)

    def _key(self, key: Qt.Key) -> None:
        """Press a key and let go, without working off Qt's events."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
            QGuiApplication.sendEvent(self._window.window, event)

    def _find(self, name: str) -> QQuickItem | None:
        made = [one for kind in TARGETS for one in geometry.of_type(self._window, kind) if one.isEnabled()]
        return next((one for one in made if _is(one, name)), None)

    async def _until(self, condition: Callable[[], bool], what: str) -> None:
        give_up = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > give_up:
                raise AssertionError(
                    f"waited in vain for {what}; there is {self._screen.sheet.view}, {self._screen.home.view}"
                )
            await asyncio.sleep(0.005)


def _is(item: QQuickItem, name: str) -> bool:
    """Whether it has this key, or a key or a name that begins so."""
    key = str(item.property("key") or "")
    return key == name or (name.endswith(" ") and key.startswith(name)) or _called(item).startswith(name)


def _called(item: QQuickItem) -> str:
    """What an item says that it is; a line of the day that cannot be pressed says nothing."""
    if item.property("pressable") is None:
        return str(item.property("spoken"))
    return f"{item.property('title')} {item.property('begin')}" if item.property("pressable") else "-"


def main(name: str, steps: list[list[str]], player_of: type[Player] = Player, *, offscreen: bool = True) -> int:
    """Run the panel while the steps are played."""
    config = None if name == "-" else Path(name)
    settings, clock = settle(argparse.Namespace(config=config, demo=False), os.environ), TabletClock()
    face = Face(settings, panel_room(settings, None))
    prepare_environment(data_dir(settings) / "cache", offscreen=offscreen, system_fonts=False)
    application = QGuiApplication(["room-kiosk"])
    application.setQuitOnLastWindowClosed(False)
    with open_memory(settings, clock) as memory:
        screen = HomeScreen(settings.config.panel)
        ticker = Ticker(clock, policy_of(settings.config), screen.show)
        ticker.show(FeedState((blank(face.room, memory.rooms),)))
        window = open_window(screen.home, screen.theme, screen.sheet, size=(1280, 800), windowed=True)
        window.draw_first_frame()
        panel, player = Panel(face, clock, memory, screen, ticker, window), player_of(window, screen, clock)

        async def both(stop: asyncio.Event) -> None:
            async with asyncio.TaskGroup() as group:
                group.create_task(panel.run(stop))
                try:
                    await player.play(steps, stop)
                finally:
                    stop.set()

        try:
            code = live(application, both)
        finally:
            window.destroy()
    if player.rest and panel.exit_code == RESTART:
        del screen, ticker, window, panel
        os.execv(sys.executable, [sys.executable, "-m", "tests.app.touching", name, json.dumps(player.rest)])  # noqa: S606
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], json.loads(sys.argv[2])))
