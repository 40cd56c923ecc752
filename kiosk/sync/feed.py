"""Keeps what is known of the watched rooms up to date. Knows a backend only by its protocol, and no Qt."""

import asyncio
import logging
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from random import Random

from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError
from kiosk.clock import Clock
from kiosk.domain.access import AccessKeys
from kiosk.sync.backoff import Backoff
from kiosk.sync.episode import Episode
from kiosk.sync.gate import Gate
from kiosk.sync.keys import KeyFeed
from kiosk.sync.knowledge import Knowledge
from kiosk.sync.model import FeedSettings, FeedState, next_edge
from kiosk.sync.store import Store
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)
JITTER = 0.1
MERGE_SECONDS = 0.25
SHORTEST_PERIOD = 1.0
LONGEST_POLL = 600.0
GRACE_SECONDS = 60.0
_AFTER_EDGE = (0.1, 1.0)


class RoomFeed:
    """Polls the backend for all rooms together, and hands each new `FeedState` to `on_change`.

    `store` keeps the last good answers over restarts; None keeps nothing. All methods but `hint` belong to the
    loop's thread.
    """

    def __init__(
        self,
        backend: Backend,
        room_ids: Sequence[str],
        clock: Clock,
        settings: FeedSettings,
        rng: Random,
        store: Store | None,
        on_change: Callable[[FeedState], None],
    ) -> None:
        self._backend = backend
        self._room_ids = tuple(room_ids)
        self._clock = clock
        self._settings = settings
        self._rng = rng
        self._on_change = on_change
        self._gate = Gate(clock, rng)
        self._backoff = Backoff(settings.poll_seconds, rng)
        self._episode = Episode(_log, "Rooms")
        self._knowledge = Knowledge(self._room_ids, clock, settings, store)
        self._keys = KeyFeed(
            backend, self._room_ids, clock, settings, rng, self._gate, lambda: self.state.agendas, self._on_keys
        )
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = False
        self._hinted = False
        self._next_hint = float("-inf")
        self._next_whole = float("-inf")
        self._asked_again = False
        self._promised = float("inf")

    @property
    def overdue(self) -> bool:
        """Whether `run` did not come round by the second for which it had meant to, and a minute: it hangs.

        A server that is silent, or says when to come again, does not make it so.
        """
        return self._clock.monotonic() > self._promised + GRACE_SECONDS

    @property
    def state(self) -> FeedState:
        """What is known at this moment; before `run` what the store remembers."""
        return self._knowledge.state

    def hint(self, room_ids: Iterable[str] | None = None) -> None:
        """Somebody says that these rooms (None: any) changed: ask now. May be called from any thread.

        The first hint asks at once, also during a back-off; those that follow within a quarter of a second are
        answered by one more request. A server's `Retry-After` is waited for.
        """
        if room_ids is not None and not set(self._room_ids).intersection(room_ids):
            return
        if self._loop is None:
            self._hinted = True
            return
        with suppress(RuntimeError):  # the loop was closed between the line above and this one
            self._loop.call_soon_threadsafe(self._ask)

    def stop(self) -> None:
        """Let `run` return; a request in flight ends by its own deadline."""
        self._stopping = True
        self._keys.stop()
        self._wake.set()

    async def run(self) -> None:
        """Poll until stopped. Raises only what is not expected; every `BackendError` becomes the state's trouble."""
        self._loop = asyncio.get_running_loop()
        self._on_change(self.state)
        try:
            async with asyncio.TaskGroup() as group:
                watch = group.create_task(self._watch_clock())
                keys = group.create_task(self._keys.run())
                await self._poll_until_stopped()
                await keys
                watch.cancel()
        finally:
            self._loop = None

    def _ask(self) -> None:
        self._hinted = True
        self._wake.set()
        self._keys.ask()

    async def _watch_clock(self) -> None:
        """A clock that was set, or a sleep, makes what is known doubtful."""
        while True:
            await self._clock.wait_moved()
            self._ask()

    async def _poll_until_stopped(self) -> None:
        due = self._clock.monotonic() + self._first_delay()
        while await self._wait(due):
            due = await self._poll()

    def _first_delay(self) -> float:
        if all(agenda.as_of is None for agenda in self.state.agendas):
            return 0.0
        return self._settings.fleet_spread * zlib.crc32(self._settings.device_id.encode()) / 2**32

    async def _wait(self, due: float) -> bool:
        """Wait until a request may be made; False when there shall be none."""
        while not self._stopping:
            until = max(min(due, self._next_hint) if self._hinted else due, self._gate.opens)
            if until <= self._clock.monotonic():
                return True
            self._wake.clear()
            self._promised = until
            await pause(self._clock, until, self._wake)
        return False

    async def _poll(self) -> float:
        """Ask once; the monotonic second at which to ask again."""
        begun = self._clock.monotonic()
        self._promised = begun + LONGEST_POLL
        whole = self._hinted or begun >= self._next_whole
        if self._hinted:
            self._hinted, self._next_hint = False, begun + MERGE_SECONDS
        try:
            snapshot = await self._backend.agendas(self._room_ids, self._clock.now(), whole=whole)
        except BackendError as error:
            return self._failed(error)
        self._backoff.succeeded()
        self._episode.succeeded()
        if whole:
            self._next_whole = begun + self._settings.whole_seconds
        first = self.state.connection.last_contact is None
        far = self._knowledge.learn(snapshot)
        self._on_change(self.state)
        if first:
            self._keys.ask()
        return self._due(begun, far=far)

    def _failed(self, error: BackendError) -> float:
        self._gate.heed(error)
        self._episode.failed(error)
        self._next_whole = float("-inf")
        self._knowledge.fail(error.trouble)
        self._on_change(self.state)
        return self._clock.monotonic() + self._backoff.failed()

    def _due(self, begun: float, *, far: bool) -> float:
        """A period after the last request began, or just after the next meeting's edge.

        Where the answer has moved the clock `far`, the wrong day may have been asked for: ask all again, soon, but not
        twice in a row, should the server's clock be in two minds. Where its time was odd, ask soon for another.
        """
        if self._knowledge.in_doubt:
            return begun + SHORTEST_PERIOD
        self._asked_again = far and not self._asked_again
        if self._asked_again:
            self._next_whole = float("-inf")
            return begun + SHORTEST_PERIOD
        period = self._settings.poll_seconds * self._rng.uniform(1.0 - JITTER, 1.0 + JITTER)
        now = self._clock.now()
        edge = next_edge(self.state.agendas, now)
        if edge is None:
            return begun + period
        to_edge = self._clock.monotonic() + (edge - now).total_seconds() + self._rng.uniform(*_AFTER_EDGE)
        return max(min(begun + period, to_edge), begun + SHORTEST_PERIOD)

    def _on_keys(self, keys: AccessKeys) -> None:
        self._knowledge.learn_keys(keys)
        self._on_change(self.state)
