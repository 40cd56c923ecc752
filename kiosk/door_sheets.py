"""Puts the sheets of one door together: acts, search, reports, set-up. Loaded after the first frame."""

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from kiosk.acting.desk import RoomDesk
from kiosk.backends.base import Backend
from kiosk.clock import Clock
from kiosk.commands.face import Face
from kiosk.domain.room import Room
from kiosk.doorway import Doorway, Flows, acts_of
from kiosk.flows.host import Spawn
from kiosk.reporting import open_reporting
from kiosk.screen import HomeScreen
from kiosk.searching import search_from
from kiosk.settings import policy_of
from kiosk.setup_door import setup_flows
from kiosk.site import Memory
from kiosk.sync.model import blank
from kiosk.sync.ticker import Ticker
from kiosk.window.camera_find import QtCameras
from kiosk.window.engine import PanelWindow
from kiosk.window.scanner import ScannerWatch
from kiosk.window.sheets import tie

if TYPE_CHECKING:
    from kiosk.senses import Task


class DoorSheets:
    """What people can do at the door of `face`. `changed` is called after each act, `restart` once a set-up is kept.

    Raises ConfigError for an address or a secret of the reports that cannot be used.
    """

    def __init__(
        self,
        face: Face,
        clock: Clock,
        memory: Memory,
        backend: Backend,
        rng: Random,
        changed: Callable[[], None],
        restart: Callable[[], None],
    ) -> None:
        self._face = face
        self._clock = clock
        self._memory = memory
        self._backend = backend
        self._restart = restart
        self._close = _nothing
        self._policy = policy_of(face.settings.config)
        self._reporting = open_reporting(face.settings, backend, clock, rng)
        self._desk = RoomDesk(backend, clock, self._policy, partial(secrets.token_hex, 16), changed)

    def open(
        self,
        stack: ExitStack,
        screen: HomeScreen,
        ticker: Ticker,
        window: PanelWindow,
        spawn: Spawn,
        dark: Callable[[], bool],
    ) -> "tuple[Task, ...]":
        """Let the screen offer them from now on; the tasks that close what nobody touches, and deliver reports.

        `dark` says that the screen is black, so that no camera looks.
        """

        def here() -> Room:
            return doorway.known().state.room

        acts = partial(acts_of, self._backend, allow_cancel=self._face.settings.config.policy.allow_cancel)
        more = self._more(screen, here)
        doorway = Doorway(screen.sheet, self._desk, self._clock, self._policy, screen.words, acts, spawn, more)
        tie(screen.home, screen.sheet, doorway)
        stack.callback(ScannerWatch(window.window, doorway.scanned).stop)
        self._look(stack, screen, window, spawn, doorway.scanned, dark)
        self._close = doorway.host.dismiss
        ticker.join(doorway.show)
        screen.offer(doorway.offered)
        ticker.tick()
        return doorway.host.run, self._reporting.run

    def _look(
        self,
        stack: ExitStack,
        screen: HomeScreen,
        window: PanelWindow,
        spawn: Spawn,
        scanned: Callable[[str], None],
        dark: Callable[[], bool],
    ) -> None:
        """Where there is a camera, the codes of a set-up can be held before it."""
        find = QtCameras(self._face.settings.config.panel.camera, self._clock)
        if find.possible:
            from kiosk.window.camera_tie import tie_camera  # noqa: PLC0415 - for those who may have a camera

            tie_camera(stack, window, screen.sheet, find, self._clock, spawn, scanned, dark)

    def _more(self, screen: HomeScreen, here: Callable[[], Room]) -> Flows:
        """The flows beside those of the room's own bookings."""
        door = blank(self._face.room, self._memory.rooms).room
        find = search_from(door, self._backend, self._desk, self._clock, self._policy, screen.words)
        setup = setup_flows(self._face.settings, self._clock, lambda: here().name, self._restart)
        return {"find": find, **self._reporting.flows(here), **setup}

    async def settled(self) -> None:
        """Close the sheet, so that nothing goes on for it, and return once no act is under way.

        An act that was begun is not broken off by the panel's end.
        """
        self._close()
        await self._desk.settled()


def _nothing() -> None:
    """No sheet was ever open."""
