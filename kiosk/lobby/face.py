"""Composition root of the lobby: builds everything, owns the task group, and the order of start and end."""

import asyncio
import logging
import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.backends.base import Backend
from kiosk.backends.senses import CountsVisitors
from kiosk.clock import Clock
from kiosk.domain.connection import Connection, Trouble
from kiosk.domain.place import rooms_in
from kiosk.domain.room import Room
from kiosk.lobby.screen import LobbyScreen
from kiosk.pace import poll_seconds
from kiosk.settings import Settings, policy_of
from kiosk.site import Memory, open_backend
from kiosk.standing import Ground, Standing, hinted, stand, watched
from kiosk.sync.feed import RoomFeed
from kiosk.sync.knowledge import Knowledge
from kiosk.sync.model import FeedSettings, FeedState
from kiosk.sync.roster import Roster
from kiosk.sync.subscriptions import Address, Subscriptions, SubscriptionSettings
from kiosk.sync.ticker import Ticker
from kiosk.sync.visitors import VisitorFeed
from kiosk.sync.waiting import pause
from kiosk.window.engine import open_face

if TYPE_CHECKING:
    from kiosk.senses import Task
    from kiosk.supervision.heartbeat_face import FaceHeart

_log = logging.getLogger(__name__)
SHOWS = "Shows the lobby"


def run_lobby(settings: Settings, *, windowed: bool, size: tuple[int, int] | None) -> int:
    """Show the lobby until SIGTERM, SIGINT or, when windowed, its closing. The process's exit code.

    What is remembered is on the screen before anything of the network is even loaded.
    """
    clock = Clock()

    def make(ground: Ground) -> Standing:
        memory = ground.memory
        screen = LobbyScreen(settings.config, ZoneInfo(memory.rooms.time_zone), clock.now, ground.dress)
        lobby = Lobby(settings, clock, memory, screen)
        lobby.remember()
        language = settings.config.panel.language
        models = {"lobby": screen.lobby, "theme": screen.theme}
        return Standing(open_face("Lobby", models, size=size, windowed=windowed, language=language), lobby.run)

    return stand("lobby", SHOWS, settings, clock, make, windowed=windowed, size=size)


def chosen_rooms(rooms: Sequence[Room], settings: Settings) -> tuple[Room, ...]:
    """The rooms that the config names by building and floor; the demo has buildings of its own, and shows its first."""
    wanted = settings.config.lobby
    found = rooms_in(rooms, wanted.building, wanted.floor)
    if not settings.demo or (wanted.building and found):
        return found
    first = next(iter(rooms_in(rooms)), None)
    return () if first is None else rooms_in(rooms, first.building or "", wanted.floor) or rooms_in(rooms)


class Lobby:
    """What runs behind the window: the list of rooms and their feed, the ticker, the pages, the visitors."""

    def __init__(self, settings: Settings, clock: Clock, memory: Memory, screen: LobbyScreen) -> None:
        self._settings = settings
        self._clock = clock
        self._memory = memory
        self._screen = screen
        self._rng = random.Random()  # noqa: S311 - spreads requests, guards nothing
        self._feed: RoomFeed | None = None
        self._rooms: tuple[Room, ...] = ()
        self._known = self._choose([one.room for one in memory.agendas(())])
        self._ticker = Ticker(clock, policy_of(settings.config), screen.show)

    def remember(self) -> None:
        """Show what is remembered, once."""
        self._ticker.show(Knowledge(self._known, self._clock, self._feed_settings(), self._memory.store).state)
        self._ticker.tick()

    async def run(self, stop: asyncio.Event, heart: "FaceHeart | None" = None) -> None:
        """Keep the screen true until `stop` is set. Raises ConfigError, and what is not expected."""
        with ExitStack() as stack:
            hints = hinted(stack, self._settings, self._hinted, self._clock)
            self._watched(stack)
            async with open_backend(self._settings, self._clock, self._memory) as backend:
                await self._work(backend, hints, stop, heart)

    async def _work(self, backend: Backend, hints: Address, stop: asyncio.Event, heart: "FaceHeart | None") -> None:
        watch = partial(self._watch, backend, hints)
        roster = Roster(backend, self._clock, self._rng, self._choose, self._known, watch, self._answered)
        works: list[Task] = [roster.run, self._ticker.run, self._turn_pages, *self._visitors(backend)]
        if heart is not None:
            self._ticker.join(heart.turns.turn)
            works.append(heart.beating(self._overdue, self._status).run)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work()) for work in works]
            await stop.wait()
            if heart is not None:
                heart.farewell()
            for task in tasks:
                task.cancel()

    async def _watch(self, backend: Backend, hints: Address, room_ids: tuple[str, ...]) -> None:
        """Keep these rooms up to date until cancelled."""
        if not room_ids:
            return
        clock, rng, subscription = self._clock, self._rng, SubscriptionSettings(hints)
        subscriptions = Subscriptions(backend, room_ids, clock, subscription, rng)

        def on_change(state: FeedState) -> None:
            self._learned(state)
            subscriptions.show(state)

        feed = RoomFeed(backend, room_ids, clock, self._feed_settings(), rng, self._memory.store, on_change)
        self._feed = feed
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(subscriptions.run())
                group.create_task(feed.run())
        finally:
            self._feed = None

    def _overdue(self) -> bool:
        return self._feed is not None and self._feed.overdue

    def _status(self) -> str:
        from kiosk.supervision.heartbeat import status_of  # noqa: PLC0415 - the first frame comes first

        return status_of(SHOWS, Connection() if self._feed is None else self._feed.state.connection)

    def _watched(self, stack: ExitStack) -> None:
        if monitor := watched(stack, "lobby", self._settings, self._clock, theme_whole=self._screen.theme.whole):
            self._ticker.join(monitor.show)

    def _hinted(self, room_ids: frozenset[str] | None) -> None:
        """Some rooms changed; called from another thread, also before there is a feed."""
        if (feed := self._feed) is not None:
            feed.hint(room_ids)

    def _learned(self, state: FeedState) -> None:
        """Show what the feed knows, once it knows anything: rooms of which nothing is known are not shown meanwhile."""
        if state.connection != Connection() or any(one.as_of is not None for one in state.agendas):
            self._ticker.show(state)

    def _choose(self, rooms: Sequence[Room]) -> tuple[str, ...]:
        self._rooms = chosen_rooms(rooms, self._settings)
        if rooms and not self._rooms:
            wanted = self._settings.config.lobby
            _log.warning("Lobby: no room is in building %r on floor %r.", wanted.building, wanted.floor)
        return tuple(one.id for one in self._rooms)

    def _answered(self, trouble: Trouble | None) -> None:
        """The list of rooms was asked for; while no room is watched, nothing else tells of the connection."""
        if trouble is None:
            self._screen.listed(self._rooms)
        if not self._rooms:
            contact = self._clock.now() if trouble is None else None
            self._ticker.show(FeedState(connection=Connection(contact, trouble)))

    async def _turn_pages(self) -> None:
        never, seconds = asyncio.Event(), self._settings.config.lobby.page_seconds
        while True:
            await pause(self._clock, self._clock.monotonic() + seconds, never)
            self._screen.lobby.turn()

    def _visitors(self, backend: Backend) -> "Iterator[Task]":
        if not self._settings.config.lobby.show_visitors:
            return
        if not backend.capabilities.visitors or not isinstance(backend, CountsVisitors):
            _log.warning("Visitors: this building's system does not count them, so the lobby does not show them.")
            return
        screen = self._screen
        yield VisitorFeed(backend, self._clock, self._rng, lambda: screen.zone, screen.show_visitors).run

    def _feed_settings(self) -> FeedSettings:
        config = self._settings.config
        return FeedSettings(
            poll_seconds=poll_seconds(config),
            keys_seconds=0.0,
            stale_after=policy_of(config).stale_after,
            identity=self._memory.identity,
            rooms=self._memory.rooms,
        )
