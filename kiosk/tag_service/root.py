"""The composition root of the tag service: rooms, gateways, records and whoever wants to hear of them. No Qt."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack
from functools import partial
from pathlib import Path

from kiosk.backends.base import Backend
from kiosk.backends.epaper import KnowsTags
from kiosk.backends.errors import BackendError
from kiosk.clock import Clock
from kiosk.config.tags import GatewayConfig, TagsConfig
from kiosk.domain.night import NightHours
from kiosk.pace import poll_seconds
from kiosk.server.refusal import ServerFault
from kiosk.server.token import token_from
from kiosk.settings import Settings, data_dir, policy_of, tags_zone
from kiosk.site import Memory, open_backend, open_memory
from kiosk.supervision.heartbeat_fed import feed_heart
from kiosk.sync.backoff import Backoff
from kiosk.sync.episode import Episode
from kiosk.sync.feed import RoomFeed
from kiosk.sync.filelock import FileLock
from kiosk.sync.knowledge import went_on
from kiosk.sync.model import FeedSettings, FeedState
from kiosk.sync.subscriptions import Address, Subscriptions, SubscriptionSettings, nowhere
from kiosk.sync.waiting import first_of, pause
from kiosk.tag_service.places import ask_places
from kiosk.tag_service.ports import open_ports, pull_place
from kiosk.tags.bindings import bindings_of, ids_by_gateway
from kiosk.tags.draw import Artist
from kiosk.tags.gateways.gateway import Gateway
from kiosk.tags.gateways.open import Openings, open_gateways
from kiosk.tags.links import RoomsOfSigns
from kiosk.tags.reports import TagReports
from kiosk.tags.rules import Rules
from kiosk.tags.service import TagService
from kiosk.tags.source import Placing, placed
from kiosk.tags.status import TagStatus
from kiosk.tags.status_join import joined
from kiosk.tags.store import FILE, TagStore

_log = logging.getLogger(__name__)
PLACES_SECONDS = 600.0
_SECRET, _LOCK = "tags.secret", "tags.lock"
Ready = Callable[[str], None]
Statuses = Callable[[], Sequence[TagStatus]]


class TagMistakes(Exception):
    """The config cannot be served from; `sentences` name every mistake."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


async def serve_tags(settings: Settings, clock: Clock, stop: asyncio.Event, on_ready: Ready) -> None:
    """Serve the config's tags until `stop` is set; `on_ready` gets a line once they are served.

    Raises TagMistakes, ConfigError, and `ServerFault` where a port or the data folder cannot be had.
    """
    check(settings, clock)
    lock = _locked(data_dir(settings))
    store = TagStore(data_dir(settings) / FILE, clock)
    try:
        with ExitStack() as stack, open_memory(settings, clock) as memory:
            async with open_backend(settings, clock, memory) as backend:
                await TagHouse(settings, clock, memory, store, backend, on_ready).run(stop, stack)
    finally:
        store.close()
        lock.release()


def _locked(folder: Path) -> FileLock:
    """The lock of the one service that keeps its records in this folder."""
    lock = FileLock(folder / _LOCK)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        taken = lock.take()
    except OSError as error:
        message = f"{folder}: the tags' records cannot be kept there ({error.strerror}): name another [panel] data_dir"
        raise ServerFault(message) from error
    if not taken:
        raise ServerFault(f"{folder}: another kiosk tags run is at work there: end it, or name another data_dir")
    return lock


def check(settings: Settings, clock: Clock) -> None:
    """Raises TagMistakes with everything in the config that keeps tags from being served."""
    config = settings.config.tags
    bindings, mistakes = bindings_of(config)
    _, more = open_gateways(config.gateway, ids_by_gateway(bindings), _openings(settings, clock, b""))
    more = (*more, *_unplaced(config))
    if not config.tag and not config.from_server:
        mistakes = (*mistakes, "there is no [[tags.tag]], so there is nothing to serve")
    if mistakes or more:
        raise TagMistakes((*mistakes, *more))


def _unplaced(config: TagsConfig) -> Iterator[str]:
    """A sentence for each gateway that devices are to fetch their signs from, but nothing says where."""
    for one in config.gateway:
        if one.kind == "trmnl":
            try:
                pull_place(config, one.url)
            except ValueError as nowhere:
                yield f'gateway "{one.name}": {nowhere}'


class TagHouse:
    """What runs: the tags as they are placed, served until they are placed in another way."""

    def __init__(
        self, settings: Settings, clock: Clock, memory: Memory, store: TagStore, backend: Backend, on_ready: Ready
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._memory = memory
        self._store = store
        self._backend = backend
        self._on_ready = on_ready
        self._rng = random.Random()  # noqa: S311 - spreads requests, guards nothing
        self._backoff = Backoff(PLACES_SECONDS, self._rng)
        self._episode = Episode(_log, "Tags of the server")
        self._feed: RoomFeed | None = None
        self._sure = went_on(clock, memory.store, self._feed_settings().identity, ())

    async def run(self, stop: asyncio.Event, stack: ExitStack) -> None:
        """Serve until `stop` is set. `stack` ends the listening for hints."""
        hints = self._hints(stack)
        placing, seconds = await self._placing()
        while not stop.is_set():
            changed = asyncio.Event()
            watching = asyncio.create_task(self._watch_places(placing, seconds, changed))
            try:
                await self._serve(placing, hints, stop, changed)
                if changed.is_set():
                    placing, seconds = watching.result()
            finally:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)

    async def _placing(self) -> tuple[Placing, float]:
        """The tags there are, and after how many seconds to ask again; without an answer those of the config alone."""
        try:
            placing = await ask_places(self._settings, self._backend)
        except BackendError as error:
            self._episode.failed(error)
            return Placing(placed(self._settings.config.tags, ()).bindings), self._backoff.failed()
        self._episode.succeeded()
        self._backoff.succeeded()
        return placing, PLACES_SECONDS

    async def _watch_places(self, known: Placing, seconds: float, changed: asyncio.Event) -> tuple[Placing, float]:
        """Return how the tags are placed once that is not as it is known; never where only the config says."""
        never = asyncio.Event()
        while True:
            await pause(self._clock, self._clock.monotonic() + seconds, never)
            if not self._settings.config.tags.from_server:
                continue
            placing, seconds = await self._placing()
            if placing != known and not self._backoff.failures:
                changed.set()
                return placing, seconds

    async def _serve(self, placing: Placing, hints: Address, stop: asyncio.Event, changed: asyncio.Event) -> None:
        """Serve these until either is set."""
        config, clock = self._settings.config, self._clock
        if not self._backoff.failures:
            self._store.retain(one.tag.id for one in placing.bindings)
        async with AsyncExitStack() as stack:
            gateways = self._gateways(placing)
            for gateway in gateways.values():
                stack.push_async_callback(gateway.aclose)
            service = TagService(
                placing.bindings,
                gateways,
                self._store,
                Artist().draw,
                clock,
                policy_of(config),
                _rules(self._settings),
                self._rng,
                hour12=config.panel.time_format == "12h",
                announce_soon=config.tags.announce_soon,
                keyed=self._backend.capabilities.access_keys,
                sure=self._sure,
            )
            tags = config.tags
            statuses = partial(_statuses, placing, service, tags.gateway)
            where = await open_ports(stack, tags, gateways, statuses, clock)
            self._on_ready(_greeting(placing, gateways, where))
            await self._until(service, placing, hints, statuses, (stop, changed))

    async def _until(
        self, service: TagService, placing: Placing, hints: Address, statuses: Statuses, ends: tuple[asyncio.Event, ...]
    ) -> None:
        """Serve until one of `ends` is set, and tell the building's system how its tags are where it wants to know."""
        feed, subscriptions = self._sync(service, placing, hints)
        does = f"Keeps {_counted(len(placing.bindings), 'sign')} up to date"
        heart = feed_heart(self._settings.environment, self._clock, feed, does)
        works = [feed.run, subscriptions.run, heart.run]
        backend, done = self._backend, asyncio.Event()
        if backend.capabilities.tags and isinstance(backend, KnowsTags):
            works.append(TagReports(backend, statuses, self._clock, self._rng).run)
        async with asyncio.TaskGroup() as group:
            asking = [group.create_task(work()) for work in works]
            serving = group.create_task(service.run(done))
            await first_of(*(one.wait() for one in ends))
            if ends[0].is_set():
                heart.farewell()
            done.set()
            await asyncio.wait([serving])
            for task in asking:
                task.cancel()

    def _sync(self, service: TagService, placing: Placing, hints: Address) -> tuple[RoomFeed, Subscriptions]:
        rooms = tuple(dict.fromkeys(one.tag.room for one in placing.bindings))
        backend = RoomsOfSigns(self._backend)
        subscriptions = Subscriptions(backend, rooms, self._clock, SubscriptionSettings(hints), self._rng)

        def on_change(state: FeedState) -> None:
            service.show(state)
            subscriptions.show(state)

        settings = self._feed_settings()
        feed = RoomFeed(backend, rooms, self._clock, settings, self._rng, self._memory.store, on_change)
        self._feed = feed
        return feed, subscriptions

    def _feed_settings(self) -> FeedSettings:
        """What tags remember of rooms is not mixed with what a panel of this machine does: links may differ."""
        config = self._settings.config
        return FeedSettings(
            poll_seconds=poll_seconds(config),
            stale_after=policy_of(config).stale_after,
            identity=f"{self._memory.identity}-tags",
            rooms=self._memory.rooms,
        )

    def _gateways(self, placing: Placing) -> dict[str, Gateway]:
        secret = token_from(data_dir(self._settings) / _SECRET).encode()
        config, how = self._settings.config.tags, _openings(self._settings, self._clock, secret)
        gateways, mistakes = open_gateways(config.gateway, ids_by_gateway(placing.bindings), how)
        for mistake in mistakes:
            _log.warning("Tags: %s", mistake)
        return gateways

    def _hints(self, stack: ExitStack) -> Address:
        """Listen for hints where the config names an address for them; the address to subscribe with."""
        sync = self._settings.config.sync
        if not sync.callback_url:
            return nowhere
        from kiosk.hinting import receive_hints  # noqa: PLC0415 - only where hints are wanted

        return receive_hints(stack, sync, self._hinted, self._clock)

    def _hinted(self, rooms: frozenset[str] | None) -> None:
        """Some rooms changed; called from another thread, also before there is a feed."""
        if (feed := self._feed) is not None:
            feed.hint(rooms)


def _rules(settings: Settings) -> Rules:
    config = settings.config
    quiet = NightHours.parse(config.tags.quiet_hours) if config.tags.quiet_hours else None
    return Rules(tags_zone(config), quiet, config.tags.refreshes_a_day)


def _openings(settings: Settings, clock: Clock, secret: bytes) -> Openings:
    return Openings(clock, _rules(settings), secret, settings.environment)


def _statuses(placing: Placing, service: TagService, gateways: tuple[GatewayConfig, ...]) -> tuple[TagStatus, ...]:
    return joined(placing, service.records(), gateways)


def _greeting(placing: Placing, gateways: dict[str, Gateway], where: str) -> str:
    served = f"{_counted(len(placing.bindings), 'tag')} on {_counted(len(gateways), 'gateway')}"
    return served + (f", devices fetch theirs from {where}" if where else "")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
