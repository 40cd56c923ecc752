"""Answers kept for a while, so that many who ask the same are answered by one request. Knows no HTTP and no API."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from kiosk.backends.errors import BackendError, Declined, NotAllowed
from kiosk.clock import Clock

AFTER_FAILURE = 10.0
AFTER_REFUSAL = 60.0
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A usable answer, true at the monotonic second `since`, to be asked for again after `life` seconds."""

    body: bytes
    since: float
    life: float


Ask = Callable[[], Awaitable[Kept]]


@dataclass(slots=True)
class _Flight:
    """One request and, for as long as it is of use, its answer; `until` is infinite while it is under way."""

    work: "asyncio.Task[Kept | BackendError]"
    until: float = math.inf


class Shelf:
    """At most one request a key is under way, and none while its answer is on the shelf.

    A failure is kept too, for ten seconds, or for a minute where it is a refusal: what is broken is not asked for
    once a panel. Who joined a request that was forgotten meanwhile still gets its answer; nobody joins it any more.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._flights: dict[Key, _Flight] = {}
        self._running: set[asyncio.Task[Kept | BackendError]] = set()

    async def get(self, key: Key, ask: Ask) -> Kept:
        """The answer to `key`, from the shelf or by `ask`, which is not cancelled with those who wait for it."""
        flight = self._flights.get(key)
        if flight is None or flight.until <= self._clock.monotonic():
            flight = self._launched(key, ask)
        found = await asyncio.shield(flight.work)
        if isinstance(found, BackendError):
            raise found.with_traceback(None)
        return found

    def kept(self) -> Iterator[tuple[str, Kept]]:
        """What is handed out now to whoever asks: the first word of its key, and the answer."""
        for key, flight in self._flights.items():
            if self._clock.monotonic() < flight.until < math.inf and isinstance(found := flight.work.result(), Kept):
                yield key[0], found

    def forget(self, name: str) -> None:
        """Take every answer off the shelf whose key begins with this name, also those that are still under way."""
        self._flights = {key: flight for key, flight in self._flights.items() if key[0] != name}

    async def aclose(self) -> None:
        """Give up what is under way."""
        for work in tuple(self._running):
            work.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _launched(self, key: Key, ask: Ask) -> _Flight:
        now = self._clock.monotonic()
        self._flights = {each: flight for each, flight in self._flights.items() if flight.until > now}
        flight = _Flight(asyncio.create_task(_landed(ask)))
        self._flights[key] = flight
        self._running.add(flight.work)
        flight.work.add_done_callback(lambda work: self._done(flight, work))
        return flight

    def _done(self, flight: _Flight, work: "asyncio.Task[Kept | BackendError]") -> None:
        self._running.discard(work)
        flight.until = -math.inf
        if work.cancelled() or work.exception() is not None:
            return
        match work.result():
            case Kept() as kept:
                flight.until = kept.since + kept.life
            case failure:
                refused = isinstance(failure, Declined | NotAllowed)
                flight.until = self._clock.monotonic() + (AFTER_REFUSAL if refused else AFTER_FAILURE)


async def _landed(ask: Ask) -> Kept | BackendError:
    try:
        return await ask()
    except BackendError as error:
        return error
