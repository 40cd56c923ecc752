"""What every route works with: the data, the clock, the demo that fills days, and the announcer of changes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request

from kiosk.clock import Clock
from kiosk.server.announcer import Announcer
from kiosk.server.instants import to_ms
from kiosk.server.query import Query
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


@dataclass(frozen=True, slots=True)
class Office:
    """One running local server."""

    store: Store
    clock: Clock
    days: Days
    announcer: Announcer

    def now(self) -> int:
        """The instant that answers go by, in milliseconds."""
        return to_ms(self.clock.now())

    def query(self, request: Request) -> Query:
        """The parameters of a request."""
        return Query(request, self.now())


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of the route table: `answer` returns what is sent as JSON, or raises `Refusal`."""

    name: str
    method: str
    path: str
    answer: Callable[[Office, Request], Awaitable[object]]


class PlainDays:
    """An office of its own: nothing is filled in."""

    keys_seed: str | None = None

    async def fill(self, start: int | None, end: int | None, now: int) -> None:
        """Nothing to do."""
