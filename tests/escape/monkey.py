"""A monkey at a real face on the whole screen: `python -m tests.escape.monkey FACE SEED EVENTS`.

FACE is panel, reception or lobby, of the config that the user has. Prints what it came to as JSON. Ends with an error
as soon as the program was left, changed or opened; a seed does the same again, as far as the time of day allows.
"""

import argparse
import asyncio
import json
import logging
import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app import Panel
from kiosk.clock import Clock
from kiosk.commands.face import Face
from kiosk.living import live
from kiosk.lobby.face import Lobby
from kiosk.lobby.screen import LobbyScreen
from kiosk.reception.face import Reception, open_reception, screen_of
from kiosk.reception.screen import ReceptionScreen
from kiosk.screen import HomeScreen
from kiosk.settings import Settings, data_dir, panel_room, policy_of, settle
from kiosk.site import Memory, open_memory
from kiosk.sync.model import FeedState, blank
from kiosk.sync.ticker import Ticker
from kiosk.window.engine import PanelWindow, open_face, open_window, prepare_environment
from tests.benchmarks.processes import tree
from tests.escape.hands import Hands
from tests.qml import geometry
from tests.soak.wear import own_memory

BATCH, LOOK_EVERY, HOLD_EVERY = 20, 1000, 10_000
PAUSE_MS, HOLD_MS = 3, 1700
HOME = frozenset({"", "desk-idle"})
LOCKED = frozenset({"settings-pin", "settings-checking", "staff-pin", "staff-wait"})


@dataclass(slots=True)
class Told:
    """What a monkey came to: how often it did something, what was open, and the memory in MB each thousand events."""

    events: int = 0
    holds: int = 0
    sheets: set[str] = field(default_factory=set)
    memory: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stage:
    """A face that stands: its window, what runs it, the name of what is open, and the text that hides the settings.

    `online` says whether it shows that it has news of its server.
    """

    window: PanelWindow
    run: Callable[[asyncio.Event], Coroutine[Any, Any, None]]
    shown: Callable[[], str]
    door: Callable[[], str]
    online: Callable[[], bool] = lambda: True


class Monkey:
    """Plays `events` events and looks in between; `done` is called at the end, or when something is wrong."""

    def __init__(self, stage: Stage, rng: Random, events: int, done: Callable[[], None]) -> None:
        self.told = Told()
        self.complaint = ""
        self._stage = stage
        self._hands = Hands(stage.window, rng)
        self._wanted = events
        self._done = done
        self._next_look, self._next_hold = LOOK_EVERY, HOLD_EVERY // 2
        self._timer = QTimer(stage.window)
        self._timer.timeout.connect(self._play)
        self._timer.start(PAUSE_MS)

    def _play(self) -> None:
        for _ in range(BATCH):
            self._hands.act()
            self._see()
        if self._hands.events >= self._next_look:
            self._look()
        if self._hands.events >= self._wanted or self.complaint:
            self._end()
        elif self._hands.events >= self._next_hold and self._stage.shown() in HOME:
            self._hold()

    def _see(self) -> None:
        name = self._stage.shown()
        self.told.sheets.add(name)
        if name.startswith(("settings-", "staff-")) and name not in LOCKED:
            self.complaint = self.complaint or f"{name} was opened without the PIN"

    def _look(self) -> None:
        self._next_look += LOOK_EVERY
        self.told.memory.append(own_memory())
        self.complaint = self.complaint or escaped(self._stage.window)

    def _hold(self) -> None:
        """A long press, now and then where the settings are hidden."""
        self._next_hold += HOLD_EVERY
        self._hands.let_go()
        self.told.holds += 1
        self._hands.hold(self._door())
        self._timer.stop()
        QTimer.singleShot(HOLD_MS, self._timer, self._held)

    def _door(self) -> QPoint:
        texts = geometry.texts(self._stage.window)
        return next(one.box.center().toPoint() for one in texts if one.text == self._stage.door())

    def _held(self) -> None:
        self._see()
        self._hands.let_go()
        self._timer.start(PAUSE_MS)

    def _end(self) -> None:
        self._timer.stop()
        self._hands.let_go()
        self.told.events = self._hands.events
        self._done()


def escaped(panel: PanelWindow) -> str:
    """What shows that somebody got out, empty for nothing."""
    window, screen = panel.window, QGuiApplication.primaryScreen()
    if others := [one.objectName() or one.title() for one in QGuiApplication.topLevelWindows() if one is not window]:
        return f"other windows are open: {others}"
    if not window.isVisible() or window.visibility() is not window.Visibility.FullScreen:
        return f"the window is {window.visibility().name}"
    if window.geometry() != screen.geometry():
        return f"the window is at {window.geometry()} of {screen.geometry()}"
    if QGuiApplication.focusWindow() is not window:
        return "the keyboard is elsewhere"
    if window.cursor().shape() is not Qt.CursorShape.BlankCursor:
        return f"a cursor is seen: {window.cursor().shape().name}"
    if programs := tree(os.getpid())[1:]:
        return f"programs were begun: {programs}"
    return ""


@contextmanager
def stage(face: str, settings: Settings, clock: Clock, memory: Memory) -> Iterator[Stage]:
    """A face as its program makes it, full-screen."""
    match face:
        case "panel":
            made = panel_stage(settings, clock, memory)
        case "reception":
            screen = screen_of(settings.config, clock)
            window = open_reception(screen, settings, windowed=False, size=None)
            run = Reception(settings, clock, memory, screen, window).run
            made = Stage(window, run, partial(desk_shown, screen), lambda: screen.reception.view.building)
        case "lobby":
            board = LobbyScreen(settings.config, ZoneInfo(memory.rooms.time_zone), clock.now)
            models = {"lobby": board.lobby, "theme": board.theme}
            made = Stage(
                open_face("Lobby", models),
                Lobby(settings, clock, memory, board).run,
                str,
                lambda: str(board.lobby.property("clock")),
                lambda: board.lobby.property("connection") == "online",
            )
        case _:
            raise ValueError(face)
    made.window.draw_first_frame()
    try:
        yield made
    finally:
        made.window.destroy()


def desk_shown(screen: ReceptionScreen) -> str:
    """What is open at a reception: a sheet, else a step of the conversation."""
    return screen.sheet.view.name or f"desk-{screen.reception.view.name}"


def panel_stage(settings: Settings, clock: Clock, memory: Memory) -> Stage:
    """The door panel."""
    face, screen = Face(settings, panel_room(settings, None)), HomeScreen(settings.config.panel)
    ticker = Ticker(clock, policy_of(settings.config), screen.show)
    ticker.show(FeedState((blank(face.room, memory.rooms),)))
    window = open_window(screen.home, screen.theme, screen.sheet)
    run = Panel(face, clock, memory, screen, ticker, window).run
    online = lambda: screen.home.view.connection == "online"  # noqa: E731 - as its neighbours
    return Stage(window, run, lambda: screen.sheet.view.name, lambda: screen.home.view.clock, online)


def main(face: str, seed: int, events: int) -> int:
    """Let the monkey play; 0 where it changed nothing that it must not."""
    logging.basicConfig(format="kiosk: %(message)s")
    settings, clock = settle(argparse.Namespace(config=None, demo=False), os.environ), Clock()
    prepare_environment(data_dir(settings) / "cache", offscreen=True, system_fonts=False)
    application = QGuiApplication(["room-kiosk"])
    application.setQuitOnLastWindowClosed(False)
    monkeys: list[Monkey] = []
    with open_memory(settings, clock) as memory, stage(face, settings, clock, memory) as made:

        async def run(stop: asyncio.Event) -> None:
            monkeys.append(Monkey(made, Random(seed), events, stop.set))
            await made.run(stop)

        live(application, run)
        told = asdict(monkeys[0].told)
        complaint = monkeys[0].complaint or ("" if told["events"] >= events else "the program ended by itself")
        monkeys.clear()
    sys.stdout.write(json.dumps({**told, "sheets": sorted(told["sheets"]), "seed": seed}) + "\n")
    if complaint:
        sys.stderr.write(f"seed {seed}, after {told['events']} events: {complaint}\n")
    return 1 if complaint else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
