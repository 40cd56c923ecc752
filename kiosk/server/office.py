"""What every route works with: the data, the clock, the house's rules, the demo that fills days, the announcer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from starlette.requests import Request

from kiosk.clock import Clock
from kiosk.server.announcer import BOOKINGS, Announcer
from kiosk.server.instants import to_ms
from kiosk.server.query import Query
from kiosk.server.rules import NO_RULES, HouseRules
from kiosk.server.status_cache import StatusCache
from kiosk.server.store import Store


class Days(Protocol):
    """Who makes sure that the days somebody asks about are there."""

    @property
    def keys_seed(self) -> str | None:
        """What the links behind the QR codes are made from; None where the office has none."""
        ...

    async def fill(self, start: int | None, end: int | None, now: int) -> None:
        """Make sure that `[start, end)` in milliseconds holds its bookings; None leaves a side to the callee."""
        ...

    async def fill_traces(self, start: int | None, end: int | None, now: int) -> None:
        """The same, and also for what people leave behind: visits, motion, the air that they breathed."""
        ...


@dataclass(frozen=True, slots=True)
class Office:
    """One running local server; `stirred` is set whenever a booking has changed."""

    store: Store
    clock: Clock
    days: Days
    announcer: Announcer
    rules: HouseRules = NO_RULES
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    statuses: StatusCache = field(default_factory=StatusCache)

    def now(self) -> int:
        """The instant that answers go by, in milliseconds."""
        return to_ms(self.clock.now())

    def changed(self, resource_ids: Iterable[int]) -> None:
        """Bookings of these resources are not as they were: tell whoever wants to know."""
        self.stirred.set()
        self.announcer.changed(BOOKINGS, resource_ids)

    def query(self, request: Request) -> Query:
        """The parameters of a request."""
        return Query(request, self.now())


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of the route table: `answer` returns what is sent as JSON (or a whole response), or raises `Refusal`."""

    name: str
    method: str
    path: str
    answer: Callable[[Office, Request], Awaitable[object]]


class PlainDays:
    """An office of its own: nothing is filled in."""

    keys_seed: str | None = None

    async def fill(self, start: int | None, end: int | None, now: int) -> None:
        """Nothing to do."""

    async def fill_traces(self, start: int | None, end: int | None, now: int) -> None:
        """Nothing to do."""
