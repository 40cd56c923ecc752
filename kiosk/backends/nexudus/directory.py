"""What rooms there are, asked for once an hour; a failure leaves what was known before."""

import asyncio
import math
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import BackendError, Declined, NotAllowed
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.records import Resource
from kiosk.clock import Clock
from kiosk.domain.room import Room

KEEP = 3600.0
AFTER_FAILURE = 300.0
ANEW = 60.0
DETAILS_AT_ONCE = 10
_HOT_DESK = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A resource. `at_once` bookings may overlap in it before it is busy; `business` is the location's id."""

    id: str
    name: str | None = None
    business: str | None = None
    building: str | None = None
    floor: str | None = None
    capacity: int | None = None
    at_once: int = 1
    archived: bool = False
    visible: bool = True
    desk: bool = False


class Directory:
    """The resources of the account. `complete` tells whether a room that is not among `entries` does not exist."""

    def __init__(self, client: NexudusClient, clock: Clock) -> None:
        self.entries: dict[str, Entry] = {}
        self.complete = False
        self._client = client
        self._clock = clock
        self._next = -math.inf
        self._loaded = -math.inf
        self._no_detail_before = -math.inf
        self._vague: set[str] = set()

    async def load(self) -> None:
        """Ask for the list now; raises `BackendError`."""
        rows = await self._client.resources()
        found = [entry_of(one) for one, _ in rows.good]
        self._vague = {str(one.id) for one, _ in rows.good if _is_vague(one)}
        self.entries = {one.id: one for one in found}
        self.complete = not rows.bad
        self._loaded = self._clock.monotonic()
        self._next = self._loaded + KEEP

    async def refresh(self, *, anew: bool = False) -> None:
        """Ask where the list is old, with `anew` after a minute already; never fails."""
        now = self._clock.monotonic()
        try:
            if now >= self._next or (anew and now >= self._loaded + ANEW and self._loaded > -math.inf):
                await self.load()
        except (Declined, NotAllowed):  # this user may not see resources: rooms have their ids for names
            self._next, self._vague = now + KEEP, set()
        except BackendError:
            self._next = now + AFTER_FAILURE

    async def detail(self, room_ids: Iterable[str]) -> None:
        """Ask for what the list leaves open about these rooms, some at a time, the first ones first; never fails.

        Until it is known, one booking makes a room busy.
        """
        asked = [one for one in room_ids if one in self._vague][:DETAILS_AT_ONCE]
        if not asked or self._clock.monotonic() < self._no_detail_before:
            return
        answers = await asyncio.gather(*map(self._client.resource, asked), return_exceptions=True)
        for room_id, answer in zip(asked, answers, strict=True):
            match answer:
                case Resource():
                    self.entries[room_id] = entry_of(answer)
                    self._vague.discard(room_id)
                case Declined() | NotAllowed():
                    self._vague.discard(room_id)
                case BackendError():
                    self._no_detail_before = self._clock.monotonic() + AFTER_FAILURE
                case _:
                    raise answer


def entry_of(resource: Resource) -> Entry:
    """A record as an entry."""
    places = resource.allocation or 0
    return Entry(
        id=str(resource.id),
        name=_seen(resource.name),
        business=None if resource.business_id is None else str(resource.business_id),
        building=_seen(resource.business_name),
        floor=_seen(resource.group_name),
        capacity=places if places > 0 else None,
        at_once=max(places, 1) if resource.allow_multiple_bookings else 1,
        archived=bool(resource.archived),
        visible=resource.visible is not False,
        desk=resource.system_resource_type == _HOT_DESK,
    )


def room_of(room_id: str, entry: Entry | None, settings: RoomSettings) -> Room:
    """A room out of its entry, where there is one. Zones and hours are the config's."""
    found = entry or Entry(room_id)
    return Room(
        id=room_id,
        name=found.name or room_id,
        time_zone=settings.zone_of(room_id),
        building=found.building,
        floor=found.floor,
        capacity=found.capacity,
        gone=found.archived,
        hours=settings.hours_of(room_id),
    )


def named(entries: Iterable[Entry], name: str) -> str | None:
    """The id of the only entry with this name, None where there is none or several."""
    ids = [one.id for one in entries if one.name == name.strip()]
    return ids[0] if len(ids) == 1 else None


def _is_vague(resource: Resource) -> bool:
    """Whether the partial list leaves open how many bookings may overlap."""
    return resource.allow_multiple_bookings is None and (resource.allocation or 0) > 1


def _seen(text: str | None) -> str | None:
    return text.strip() or None if text is not None else None
