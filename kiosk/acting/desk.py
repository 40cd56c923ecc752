"""What people do with rooms: look before, let the backend decide, read back after. Never raises a `BackendError`."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.acting.book import BookErrand, Wish
from kiosk.acting.errand import Errand
from kiosk.acting.held import CancelErrand, CheckInErrand, EndErrand, ExtendErrand
from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.acting.runner import Runner
from kiosk.backends.abilities import Abilities, FindsOwn, abilities_of
from kiosk.backends.base import Backend
from kiosk.clock import Clock
from kiosk.domain.booking import Booking
from kiosk.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class _Flight:
    """An act under way."""

    act: Act
    room_id: str
    booking_id: str
    start: datetime
    end: datetime
    task: asyncio.Task[Outcome]

    def is_like(self, errand: Errand, booking_id: str) -> bool:
        """Whether the errand is the same tap again: the same act on the same booking, or on overlapping times."""
        start, end = errand.span
        same = (self.act, self.room_id, self.booking_id) == (errand.act, errand.room_id, booking_id)
        return same and self.start < end and start < self.end


class RoomDesk:
    """Acts on the rooms of one backend, one coroutine an act, each of which ends in a named `Outcome`.

    `new_id` gives a text that is never given again; `changed` is called after each act, for the screen to be looked at
    anew. The same act asked for again while it runs is the one that runs. An act that has begun is not broken off when
    its caller is: `settled` waits for it.
    """

    def __init__(
        self,
        backend: Backend,
        clock: Clock,
        policy: Policy,
        new_id: Callable[[], str],
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._backend = backend
        self._clock = clock
        self._policy = policy
        self._new_id = new_id
        self._changed = changed
        self._flights: list[_Flight] = []
        self._doubts: dict[str, BookErrand] = {}

    @property
    def abilities(self) -> Abilities:
        """What can be done at this moment."""
        return abilities_of(self._backend)

    async def book(self, room_id: str, start: datetime, end: datetime, title: str | None = None) -> Outcome:
        """A new booking over `[start, end)`, in whole seconds; `title` is its subject, None for none."""
        desk = self.abilities.book
        if desk is None:
            return Outcome(Act.BOOK, room_id, Ending.NOT_POSSIBLE)
        first, last = (one.replace(microsecond=0) for one in (start, end))
        wish = Wish(room_id, first, last, title or None, self._new_id())
        finder = self._backend if isinstance(self._backend, FindsOwn) else None
        return await self._once(BookErrand(wish, desk, finder), "")

    async def check_in(self, room_id: str, held: Booking) -> Outcome:
        """Say that the meeting of `held` takes place."""
        desk = self.abilities.check_in
        if desk is None:
            return Outcome(Act.CHECK_IN, room_id, Ending.NOT_POSSIBLE)
        return await self._once(CheckInErrand(held, desk, self._policy.check_in_opens), held.id)

    async def extend(self, room_id: str, held: Booking, end: datetime) -> Outcome:
        """Keep the room until `end`."""
        desk = self.abilities.extend
        if desk is None:
            return Outcome(Act.EXTEND, room_id, Ending.NOT_POSSIBLE)
        return await self._once(ExtendErrand(held, desk, end.replace(microsecond=0)), held.id)

    async def end(self, room_id: str, held: Booking) -> Outcome:
        """Free the rest of the time, from now on."""
        desk = self.abilities.end
        if desk is None:
            return Outcome(Act.END, room_id, Ending.NOT_POSSIBLE)
        return await self._once(EndErrand(held, desk, self._clock.now()), held.id)

    async def cancel(self, room_id: str, held: Booking) -> Outcome:
        """Give the whole time back."""
        desk = self.abilities.cancel
        if desk is None:
            return Outcome(Act.CANCEL, room_id, Ending.NOT_POSSIBLE)
        return await self._once(CancelErrand(held, desk), held.id)

    async def settled(self) -> None:
        """Return once nothing is under way."""
        while self._flights:
            await asyncio.gather(*(one.task for one in self._flights), return_exceptions=True)

    async def _once(self, errand: Errand, booking_id: str) -> Outcome:
        """The outcome of the errand, or of the same one that is under way."""
        flight = next((one for one in self._flights if one.is_like(errand, booking_id)), None)
        if flight is None:
            task = asyncio.create_task(self._run(errand))
            flight = _Flight(errand.act, errand.room_id, booking_id, *errand.span, task)
            self._flights.append(flight)
            task.add_done_callback(lambda _: self._flights.remove(flight))
        return await asyncio.shield(flight.task)

    async def _run(self, errand: Errand) -> Outcome:
        runner = Runner(self._backend, self._clock, self._doubts)
        try:
            return await runner.run(errand)
        finally:
            self._changed()
