"""Composition root of the panel: builds everything, owns the task group, and the order of start and end."""

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING

from kiosk.backends.base import Backend
from kiosk.clock import Clock
from kiosk.commands.face import Face
from kiosk.config.file import ConfigError
from kiosk.domain.state import RoomState
from kiosk.living import unwrapped
from kiosk.pace import poll_seconds
from kiosk.screen import HomeScreen
from kiosk.settings import data_dir, policy_of
from kiosk.site import Memory, open_backend
from kiosk.standing import Ground, Standing, hinted, stand, watched
from kiosk.sync.feed import RoomFeed
from kiosk.sync.knowledge import Knowledge
from kiosk.sync.model import FeedSettings, FeedState
from kiosk.sync.subscriptions import Address, Subscriptions, SubscriptionSettings
from kiosk.sync.ticker import Ticker
from kiosk.window.engine import PanelWindow, open_window

if TYPE_CHECKING:
    from kiosk.door_sheets import DoorSheets
    from kiosk.night import Night
    from kiosk.senses import Task
    from kiosk.supervision.heartbeat_face import FaceHeart
    from kiosk.supervision.quarantine import Quarantine

FLEET_SPREAD = 3.0
LONGEST_WITHOUT_ACTIONS = 1.0
LONGEST_FRAME = 0.2


def run_panel(face: Face, *, windowed: bool, size: tuple[int, int] | None) -> int:
    """Show the door panel of `face` until SIGTERM, SIGINT or, when windowed, its closing. The process's exit code.

    What is remembered is on the screen before anything of the network is even loaded.
    """
    settings, clock = face.settings, Clock()

    def make(ground: Ground) -> Standing:
        memory, screen = ground.memory, HomeScreen(settings.config.panel, dress=ground.dress)
        quarantine = _quarantine(face, clock) if ground.supervised else None
        admit = (lambda state: state) if quarantine is None else quarantine.admit
        ticker = Ticker(clock, policy_of(settings.config), screen.show, admit)
        ticker.show(_remembered(memory, face, clock))
        ticker.tick()
        language = settings.config.panel.language
        window = open_window(screen.home, screen.theme, screen.sheet, size=size, windowed=windowed, language=language)
        panel = Panel(face, clock, memory, screen, ticker, window)
        if quarantine is None:
            return Standing(window, panel.run, ended=lambda: panel.exit_code)
        return Standing(window, panel.run, quarantine.well, partial(_ended, panel, quarantine))

    return stand("panel", _shows(face), settings, clock, make, windowed=windowed, size=size)


def _ended(panel: "Panel", quarantine: "Quarantine") -> int:
    quarantine.ended()
    return panel.exit_code


def _quarantine(face: Face, clock: Clock) -> "Quarantine":
    """What keeps a meeting off the screen that brought it down twice."""
    from kiosk.supervision.quarantine import Quarantine  # noqa: PLC0415 - the first frame of others needs none

    return Quarantine(data_dir(face.settings) / "shown-panel.json", clock)


def _shows(face: Face) -> str:
    return f"Shows room {face.room}"


def _remembered(memory: Memory, face: Face, clock: Clock) -> FeedState:
    return Knowledge((face.room,), clock, _feed_settings(face, memory), memory.store).state


def _feed_settings(face: Face, memory: Memory) -> FeedSettings:
    sync = face.settings.config.sync
    return FeedSettings(
        poll_seconds=poll_seconds(face.settings.config),
        stale_after=policy_of(face.settings.config).stale_after,
        device_id=face.room,
        fleet_spread=0.0 if face.settings.demo else min(FLEET_SPREAD, sync.poll_seconds / 5),
        identity=memory.identity,
        rooms=memory.rooms,
    )


class Panel:
    """What runs behind the window once it stands: the feed, the ticker; hints and senses where they are wanted."""

    def __init__(
        self, face: Face, clock: Clock, memory: Memory, screen: HomeScreen, ticker: Ticker, window: PanelWindow
    ) -> None:
        self._face = face
        self._clock = clock
        self._memory = memory
        self._screen = screen
        self._ticker = ticker
        self._window = window
        self._rng = random.Random()  # noqa: S311 - spreads requests, guards nothing
        self._news = asyncio.Event()
        self.exit_code = 0

    async def run(self, stop: asyncio.Event, heart: "FaceHeart | None" = None) -> None:
        """Keep the screen true until `stop` is set. Raises ConfigError, and what is not expected."""
        self._screen.draw_codes()
        with ExitStack() as stack, unwrapped(ConfigError):
            async with open_backend(self._face.settings, self._clock, self._memory) as backend:
                await self._work(backend, stack, stop, heart)

    async def _work(self, backend: Backend, stack: ExitStack, stop: asyncio.Event, heart: "FaceHeart | None") -> None:
        """The room's state comes first; what surrounds it is loaded while nobody waits for an answer any more."""
        feed, subscriptions = self._sync(backend)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work()) for work in (feed.run, self._ticker.run)]
            await self._first_news()
            self._watched(stack)
            night, sheets = self._night(stack), self._sheets(backend, feed, stop)
            senses = self._senses(stack, backend, night)
            hints = subscriptions(hinted(stack, self._face.settings, feed.hint, self._clock))
            begin, dark = group.create_task, lambda: night.dark
            opened = sheets.open(stack, self._screen, self._ticker, self._window, begin, dark)
            works = (*opened, hints.run, *night.tasks(), *senses, *self._beating(heart, feed))
            tasks += [group.create_task(work()) for work in works]
            await stop.wait()
            if heart is not None and not self.exit_code:
                heart.farewell()
            await sheets.settled()
            for task in tasks:
                task.cancel()

    async def _first_news(self) -> None:
        """Return once the backend's first answer, or that there is none, is on the screen; or after a while."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WITHOUT_ACTIONS):
                await self._news.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_FRAME):
                await self._window.drawn()

    def _watched(self, stack: ExitStack) -> None:
        whole = self._screen.theme.whole
        if monitor := watched(stack, "panel", self._face.settings, self._clock, theme_whole=whole):
            self._ticker.join(monitor.show)

    def _night(self, stack: ExitStack) -> "Night":
        """Brightness, veil and lamp, as they are to be now."""
        from kiosk.night import Night  # noqa: PLC0415 - the first frame needs none
        from kiosk.window.night import night_over  # noqa: PLC0415

        make = partial(Night, self._face.settings, self._clock, self._rng)
        night = stack.enter_context(night_over(self._window, make))
        self._ticker.join(lambda states, _: night.show(states))
        self._ticker.tick()
        return night

    def _beating(self, heart: "FaceHeart | None", feed: RoomFeed) -> "Sequence[Task]":
        """What keeps a supervisor's watchdog from barking."""
        if heart is None:
            return ()
        from kiosk.supervision.heartbeat import status_of  # noqa: PLC0415 - the first frame comes first

        def turn(states: tuple[RoomState, ...], _: FeedState) -> None:
            heart.turns.turn()
            heart.name = states[0].room.name

        self._ticker.join(turn)
        return (heart.beating(lambda: feed.overdue, lambda: status_of(_shows(self._face), feed.state.connection)).run,)

    def _sheets(self, backend: Backend, feed: RoomFeed, stop: asyncio.Event) -> "DoorSheets":
        """What people can do at this door. Raises ConfigError."""
        from kiosk.door_sheets import DoorSheets  # noqa: PLC0415 - the first frame has no actions
        from kiosk.setup.restart import RESTART  # noqa: PLC0415

        def restart() -> None:
            self.exit_code = RESTART
            stop.set()

        return DoorSheets(self._face, self._clock, self._memory, backend, self._rng, feed.hint, restart)

    def _sync(self, backend: Backend) -> tuple[RoomFeed, Callable[[Address], Subscriptions]]:
        rooms, clock, rng = (self._face.room,), self._clock, self._rng
        listeners: list[Subscriptions] = []

        def on_change(state: FeedState) -> None:
            self._ticker.show(state)
            if state.connection.last_contact is not None or state.connection.trouble is not None:
                self._news.set()
            for listener in listeners:
                listener.show(state)

        def subscriptions(address: Address) -> Subscriptions:
            listeners.append(Subscriptions(backend, rooms, clock, SubscriptionSettings(address), rng))
            return listeners[-1]

        settings = _feed_settings(self._face, self._memory)
        return RoomFeed(backend, rooms, clock, settings, rng, self._memory.store, on_change), subscriptions

    def _senses(self, stack: ExitStack, backend: Backend, night: "Night") -> "Sequence[Task]":
        """The tasks of what the panel senses; where the config asks for nothing, nothing is even loaded."""
        config, presence = self._face.settings.config, self._face.settings.config.presence
        if not (config.panel.show_environment or presence.sensor or presence.command or presence.mqtt):
            return ()
        from kiosk.senses import Senses  # noqa: PLC0415 - only where something is to be sensed

        senses = Senses(self._face.settings, backend, self._clock, self._rng, night.sensed)
        tasks = senses.tasks(self._face.room, self._screen.show_environment)
        if senses.touched is not None:
            from kiosk.window.touch import TouchWatch  # noqa: PLC0415

            stack.callback(TouchWatch(self._window.window, senses.touched).stop)
        return tasks
