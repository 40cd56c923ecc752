"""When the building, or some rooms of it, cannot be booked. Asked for rarely; which rooms, only by id [K]."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeGuard

from kiosk.backends.errors import BackendError, Declined, NotAllowed, NotFound
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.directory import Entry
from kiosk.backends.nexudus.envelope import Rows
from kiosk.backends.nexudus.records import Closure
from kiosk.clock import Clock

KEEP = 300.0
AFTER_REFUSAL = 3600.0
SLACK = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Shut:
    """A closure and the rooms that it is for: None for all, of its own location where it names one [I]."""

    record: Closure
    rooms: frozenset[str] | None = None

    def closes(self, room_id: str, entry: Entry | None) -> bool:
        """Whether it is for this room."""
        if self.rooms is not None:
            return room_id in self.rooms
        theirs = None if entry is None else entry.business
        return theirs is None or self.record.business_id is None or theirs == str(self.record.business_id)


class Closures:
    """The closures around now, kept for five minutes. `unreadable` where one of them could not be read."""

    def __init__(self, client: NexudusClient, clock: Clock) -> None:
        self.known: tuple[Shut, ...] = ()
        self.unreadable = False
        self._client = client
        self._clock = clock
        self._until: datetime | None = None
        self._next = -math.inf
        self._scopes: dict[tuple[object, ...], frozenset[str] | None] = {}

    async def refresh(self, start: datetime, end: datetime, *, anew: bool = False) -> None:
        """Ask where what is known is old.

        A user who may not see closures has none. Any other failure is raised only where what was known before does not
        reach up to 12 hours before `end`.
        """
        if self._until is not None and self._clock.monotonic() < self._next and not anew:
            return
        try:
            rows = await self._client.closures(start, end)
            shut = [Shut(one, await self._rooms(one)) for one in _unique(rows)]
        except (Declined, NotAllowed):
            self.known, self.unreadable, self._until = (), False, end
            self._next = self._clock.monotonic() + AFTER_REFUSAL
        except BackendError:
            if self._until is None or self._until < end - SLACK:
                raise
        else:
            self.known, self.unreadable, self._until = tuple(shut), bool(rows.bad), end
            self._scopes = {_print(one.record): one.rooms for one in shut}
            self._next = self._clock.monotonic() + KEEP

    async def _rooms(self, closure: Closure) -> frozenset[str] | None:
        """The rooms of a closure, asked for once as long as it does not change."""
        if (key := _print(closure)) in self._scopes:
            return self._scopes[key]
        try:
            return rooms_in((await self._client.closure(closure.id)).resources)
        except NotFound:  # it was taken away since the list was made
            return frozenset()


def rooms_in(resources: object) -> frozenset[str] | None:
    """Ids, or objects with one; None, which is all rooms, where there are none or where one cannot be read."""
    if not isinstance(resources, list) or not resources:
        return None
    ids = [one.get("Id") if isinstance(one, dict) else one for one in resources]
    known = [str(one) for one in ids if _is_id(one)]
    return frozenset(known) if len(known) == len(ids) else None


def _is_id(value: object) -> TypeGuard[int | str]:
    return isinstance(value, int | str) and not isinstance(value, bool) and value != ""


def _unique(rows: Rows[Closure]) -> Iterable[Closure]:
    return {str(one.id): one for one, _ in rows.good}.values()


def _print(closure: Closure) -> tuple[object, ...]:
    return str(closure.id), closure.from_time, closure.to_time, repr(closure.updated_on)
