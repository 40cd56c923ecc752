"""The tag service: what is known of the rooms becomes faces, and each gateway's worker is told of those that changed.

Knows no backend, and a gateway only by its protocol.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from kiosk.clock import Clock
from kiosk.domain.policy import Policy
from kiosk.sync.model import FeedState
from kiosk.sync.waiting import first_of
from kiosk.tags.bindings import Binding
from kiosk.tags.faces import Faces, Told
from kiosk.tags.gateways.gateway import Gateway
from kiosk.tags.ledger import Ledger
from kiosk.tags.record import TagRecord
from kiosk.tags.rules import Moment, Rules
from kiosk.tags.store import TagStore
from kiosk.tags.worker import Draw, Worker

KEYS_SECONDS = 20.0
GRACE_SECONDS = 15.0
_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


class TagService:
    """These tags, on these gateways by their names. `keyed`: the rooms have links, which are worth waiting for.

    `sure`: the clock tells how long ago it was that something was stored.
    """

    def __init__(
        self,
        bindings: Sequence[Binding],
        gateways: Mapping[str, Gateway],
        store: TagStore,
        draw: Draw,
        clock: Clock,
        policy: Policy,
        rules: Rules,
        rng: Random,
        *,
        hour12: bool = False,
        announce_soon: bool = False,
        keyed: bool = False,
        sure: bool = True,
    ) -> None:
        self._clock = clock
        self._rules = rules
        self._policy = policy
        self._keyed = keyed
        self._bindings = tuple(bindings)
        self._faces = Faces(bindings, policy, hour12=hour12, announce_soon=announce_soon)
        self._ledger = Ledger(bindings, store, self._moment(), sure=sure)
        self._workers = tuple(
            Worker(name, gateway, _of(name, bindings), self._ledger, draw, clock, rules, rng)
            for name, gateway in gateways.items()
        )
        self._state: FeedState | None = None
        self._news = asyncio.Event()
        self._begun = clock.monotonic()
        self._answered_at: float | None = None

    def show(self, state: FeedState) -> None:
        """Take what is known of the rooms; `run` thinks of it in its next turn."""
        self._state = state
        if self._answered_at is None and state.connection.last_contact is not None:
            self._answered_at = self._clock.monotonic()
        self._news.set()

    def records(self) -> tuple[TagRecord, ...]:
        """How every tag is, in the order of their ids; also while it runs."""
        return self._ledger.records()

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set. What is on its way to a gateway then may still arrive."""
        async with asyncio.TaskGroup() as group:
            workers = [group.create_task(worker.run()) for worker in self._workers]
            turning = group.create_task(self._turn_for_ever())
            watching = group.create_task(self._watch_clock())
            await stop.wait()
            for task in (turning, watching):
                task.cancel()
            for worker in self._workers:
                worker.stop()
            if workers:
                await asyncio.wait(workers, timeout=GRACE_SECONDS)
            for task in workers:
                task.cancel()
        self._ledger.flush()

    async def turn(self) -> datetime:
        """Think of the rooms now; when to do so again, should nothing else happen. Others get their turns meanwhile."""
        self._news.clear()
        now, state = self._clock.now(), self._state
        if state is None:
            return datetime.max.replace(tzinfo=UTC)
        wait = self._waits_for_keys(state)
        if wait > 0.0:
            return _after(now, wait)
        patience = self._patience()
        told, due = dict[str, Told](), _after(now, patience) if patience else now + _DAY
        for part in self._faces.parts(state, now, patient=patience > 0.0):
            told.update(part.told)
            for worker in self._workers:
                worker.withhold(part.withheld)
            due = min(due, part.due)
            await self._clock.sleep(0.0)
        self._tell_unknown(state.unknown_rooms)
        for worker in self._workers:
            worker.want(told)
            self._ledger.flush()
            await self._clock.sleep(0.0)
        return due

    async def _turn_for_ever(self) -> None:
        while True:
            due = await self.turn()
            await first_of(self._news.wait(), self._clock.wait_until(due))

    async def _watch_clock(self) -> None:
        """A clock that was set, or a sleep, moves everything that is due."""
        while True:
            await self._clock.wait_moved()
            self._news.set()
            for worker in self._workers:
                worker.nudge()

    def _moment(self) -> Moment:
        return self._rules.moment(self._clock.now(), self._clock.monotonic())

    def _patience(self) -> float:
        """Seconds for which a restart alone is no reason to call rooms unknown: soon the server will have answered."""
        if self._answered_at is not None:
            return 0.0
        return max(self._begun + self._policy.unknown_after.total_seconds() - self._clock.monotonic(), 0.0)

    def _waits_for_keys(self, state: FeedState) -> float:
        """Seconds for which the links are waited for, so that no sign is drawn without its code and then again."""
        if not self._keyed or state.keys.as_of is not None:
            return 0.0
        first = self._begun if self._answered_at is None else self._answered_at
        return max(first + KEYS_SECONDS - self._clock.monotonic(), 0.0)

    def _tell_unknown(self, rooms: Iterable[str]) -> None:
        unknown = set(rooms)
        for one in self._bindings:
            missing = one.tag.room in unknown
            self._ledger.trouble(one.tag.id, room=f'The server knows no room "{one.tag.room}".' if missing else "")


def _after(now: datetime, seconds: float) -> datetime:
    """An instant at which so much time has surely passed: never `now` itself."""
    return now + timedelta(seconds=seconds) + _INSTANT


def _of(gateway: str, bindings: Iterable[Binding]) -> tuple[Binding, ...]:
    return tuple(one for one in bindings if one.tag.gateway == gateway)
