"""Composition root of the reception: builds everything, owns the task group, and the order of start and end."""

import asyncio
import random
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError
from kiosk.clock import Clock
from kiosk.config import Config
from kiosk.config.night import LightbarConfig
from kiosk.domain.reception_steps import Habits
from kiosk.domain.state import derive
from kiosk.domain.visit import Visit
from kiosk.reception.screen import Presses, ReceptionScreen
from kiosk.settings import Settings, panel_zone, policy_of
from kiosk.site import Memory, open_backend
from kiosk.standing import Ground, Standing, stand, watched
from kiosk.sync.model import blank
from kiosk.sync.waiting import pause
from kiosk.theme.dress import Dress
from kiosk.window import fonts as window_fonts
from kiosk.window.engine import PanelWindow, open_face
from kiosk.window.letters import Letters

if TYPE_CHECKING:
    from kiosk.camera.reader import Spawn
    from kiosk.night import Night
    from kiosk.reception.staff import Staff
    from kiosk.reception.talk import Talk
    from kiosk.senses import Task
    from kiosk.supervision.heartbeat_face import FaceHeart
    from kiosk.visiting import Visiting

_MINUTE = 60.0
SHOWS = "Receives visitors"


def run_reception(settings: Settings, *, windowed: bool, size: tuple[int, int] | None) -> int:
    """Show the reception until SIGTERM, SIGINT or, when windowed, its closing. The process's exit code."""
    clock = Clock()

    def make(ground: Ground) -> Standing:
        screen = screen_of(settings.config, clock, ground.dress)
        screen.call(building_of(ground.memory))
        window = open_reception(screen, settings, windowed=windowed, size=size)
        return Standing(window, Reception(settings, clock, ground.memory, screen, window).run)

    return stand("reception", SHOWS, settings, clock, make, windowed=windowed, size=size)


def screen_of(config: Config, clock: Clock, dress: Dress | None = None) -> ReceptionScreen:
    """The screen before anything is known of the backend."""
    own = config.reception
    habits = Habits(walk_ins=own.walk_in, check_out=own.check_out, house_rules=bool(own.house_rules))
    zone = ZoneInfo(panel_zone(config))
    return ReceptionScreen(config, habits, zone, clock.now, window_fonts.change, dress)


def open_reception(
    screen: ReceptionScreen, settings: Settings, *, windowed: bool, size: tuple[int, int] | None
) -> PanelWindow:
    """Its window, whose letters are those of the language that is spoken there."""
    models = {"reception": screen.reception, "theme": screen.theme, "sheet": screen.sheet}
    window = open_face("Reception", models, size=size, windowed=windowed, language=settings.config.panel.language)
    letters = Letters(screen.language)
    screen.reception.viewChanged.connect(lambda: letters.follow(screen.language))
    return window


def building_of(memory: Memory) -> str:
    """The name of the one building whose rooms are remembered; empty where there are none, or several."""
    names = {one.room.building or "" for one in memory.agendas(())}
    return names.pop() if len(names) == 1 else ""


class Reception:
    """What runs behind the window: the desk, its deliveries, the conversation, the staff's side.

    `ready` is set once visitors are heard.
    """

    def __init__(
        self, settings: Settings, clock: Clock, memory: Memory, screen: ReceptionScreen, window: PanelWindow
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._memory = memory
        self._screen = screen
        self._window = window
        self._rng = random.Random()  # noqa: S311 - spreads requests, guards nothing
        self.ready = asyncio.Event()

    async def run(self, stop: asyncio.Event, heart: "FaceHeart | None" = None) -> None:
        """Receive visitors until `stop` is set. Raises ConfigError, and what is not expected."""
        from kiosk.visiting import open_visiting  # noqa: PLC0415 - the first frame needs no desk

        with ExitStack() as around:
            whole = self._screen.theme.whole
            watched(around, "reception", self._settings, self._clock, theme_whole=whole)
            night = self._night(around)
            async with open_backend(self._settings, self._clock, self._memory) as backend:
                visiting = open_visiting(self._settings, backend, self._clock, self._rng)
                await self._receive(backend, visiting, night, stop, heart)

    async def _receive(
        self, backend: Backend, visiting: "Visiting", night: "Night", stop: asyncio.Event, heart: "FaceHeart | None"
    ) -> None:
        from kiosk.reception.badge import badge_states  # noqa: PLC0415
        from kiosk.reception.staff import staff_of  # noqa: PLC0415 - the first frame needs none of this
        from kiosk.reception.talk import Talk  # noqa: PLC0415
        from kiosk.visiting import habits_of  # noqa: PLC0415

        settings, clock, screen = self._settings, self._clock, self._screen
        habits, desk = habits_of(settings.config, backend), visiting.desk
        screen.behave(habits)
        with ExitStack() as stack:
            async with asyncio.TaskGroup() as group:
                spawn, telling = group.create_task, partial(_is_told, visiting, clock)
                badges = partial(badge_states, desk.book.outbox, clock)
                talk = Talk(desk, clock, habits, spawn, screen.show, telling, badges)
                staff = staff_of(settings, clock, desk, screen.words, screen.sheet, spawn)
                self._listen(stack, talk, staff)
                self._look(stack, talk, staff, night, spawn)
                self.ready.set()
                works: list[Task] = [talk.run, staff.host.run, visiting.delivery.run, visiting.nightly.run]
                works += [partial(self._minutes, night, heart), partial(self._name, backend), *night.tasks()]
                if heart is not None:
                    works.append(heart.beating(lambda: False, lambda: f"{SHOWS}.").run)
                tasks = [group.create_task(work()) for work in works]
                await stop.wait()
                if heart is not None:
                    heart.farewell()
                for task in tasks:
                    task.cancel()

    def _listen(self, stack: ExitStack, talk: "Talk", staff: "Staff") -> None:
        """From here on presses, scans and touches are heard; while staff are there, no scan is."""
        from kiosk.domain.reception_events import Scanned, Touched  # noqa: PLC0415
        from kiosk.window.scanner import ScannerWatch  # noqa: PLC0415
        from kiosk.window.touch import TouchWatch  # noqa: PLC0415

        def scanned(text: str) -> None:
            if not staff.host.busy:
                talk.tell(Scanned(text))

        presses = Presses(self._screen, talk.tell, self._clock.monotonic)
        stack.callback(presses.stop)
        tie_staff(self._screen, staff)
        stack.callback(ScannerWatch(self._window.window, scanned).stop)
        stack.callback(TouchWatch(self._window.window, lambda: talk.tell(Touched())).stop)

    def _look(self, stack: ExitStack, talk: "Talk", staff: "Staff", night: "Night", spawn: "Spawn") -> None:
        """Where there is a camera, a code can be held before it; not by night, and not while staff are there."""
        from kiosk.domain.reception_events import Scanned  # noqa: PLC0415
        from kiosk.window.camera_find import QtCameras  # noqa: PLC0415

        find = QtCameras(self._settings.config.reception.camera, self._clock)
        if not find.possible:
            return
        from kiosk.window.camera_tie import tie_camera  # noqa: PLC0415 - for those who may have a camera

        find()
        shown, dark = self._screen.reception, lambda: night.dark or staff.host.busy
        tie_camera(stack, self._window, shown, find, self._clock, spawn, lambda text: talk.tell(Scanned(text)), dark)

    def _night(self, stack: ExitStack) -> "Night":
        """How bright it is, by the building's hours and by who is near."""
        from kiosk.night import Night  # noqa: PLC0415 - the first frame needs none
        from kiosk.window.night import night_over  # noqa: PLC0415

        config = replace(self._settings.config, lightbar=LightbarConfig())  # a lamp tells of a room; there is none here
        make = partial(Night, replace(self._settings, config=config), self._clock, self._rng)
        return stack.enter_context(night_over(self._window, make))

    async def _minutes(self, night: "Night", heart: "FaceHeart | None") -> None:
        """The clock on the screen, and whether it is night."""
        rooms, policy, never = self._memory.rooms, policy_of(self._settings.config), asyncio.Event()
        while True:
            now = self._clock.now()
            self._screen.tick()
            if heart is not None:
                heart.turns.turn()
            night.show([derive(blank("", rooms), now, policy)])
            left = _MINUTE - (now.second + now.microsecond / 1_000_000)
            await pause(self._clock, self._clock.monotonic() + left, never)

    async def _name(self, backend: Backend) -> None:
        """The building's name, where neither the config nor the memory knew it; without it the screen does as well."""
        with suppress(BackendError):
            names = {one.building for one in await backend.rooms() if one.building}
            if len(names) == 1:
                self._screen.call(names.pop())


def _is_told(visiting: "Visiting", clock: Clock, visit: Visit) -> bool:
    """Whether a message to the visit's host is on its way, or has arrived."""
    return bool(visiting.hosts.told(visit, clock.now(), visit.id))


def tie_staff(screen: ReceptionScreen, staff: "Staff") -> None:
    """From here on every touch of the staff's sheet reaches its flow."""
    from kiosk.window.sheets import tie_sheet  # noqa: PLC0415 - the first frame has no sheet

    screen.reception.staff_wanted.connect(staff.open)
    tie_sheet(screen.sheet, staff.host, screen.key_names)
