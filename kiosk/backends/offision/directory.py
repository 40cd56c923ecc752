"""What rooms there are: names, places, sizes, and whether they still exist. Asked for rarely, and kept for an hour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import BackendError, Declined, NotAllowed
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.models import Resource
from kiosk.backends.offision.texts import plain
from kiosk.clock import Clock
from kiosk.domain.room import Room

KEEP = 3600.0
AFTER_FAILURE = 300.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A room as the directory describes it; `time_zone` is an IANA key where the backend tells it.

    `access_id` is its other name on the server, where it has one.
    """

    id: str
    name: str | None = None
    building: str | None = None
    floor: str | None = None
    capacity: int | None = None
    gone: bool = False
    time_zone: str | None = None
    access_id: str | None = None


class Directory(Protocol):
    """Where entries come from; `tells_zones` where they hold time zones. Both methods may raise `BackendError`."""

    tells_zones: bool

    async def all(self) -> tuple[Entry, ...]:
        """Every room, deleted ones too."""
        ...

    async def of(self, room_ids: Sequence[str]) -> tuple[Entry, ...]:
        """The entries of these rooms; what the backend does not know is left out."""
        ...


class OffisionDirectory:
    """The directory of bookable resources."""

    tells_zones = False

    def __init__(self, client: OffisionClient, language: str) -> None:
        self._client = client
        self._language = language

    async def all(self) -> tuple[Entry, ...]:
        """Every resource of the type room."""
        return self._entries((await self._client.bookable_resources(types=("room",))).items)

    async def of(self, room_ids: Sequence[str]) -> tuple[Entry, ...]:
        """These resources, of whatever type."""
        return self._entries((await self._client.bookable_resources(ids=room_ids)).items)

    def _entries(self, resources: Sequence[Resource]) -> tuple[Entry, ...]:
        return tuple(self._entry(one) for one in resources)

    def _entry(self, resource: Resource) -> Entry:
        floor = resource.floor
        building = None if floor is None else floor.building
        return Entry(
            id=str(resource.id),
            name=plain(resource.name, self._language),
            building=None if building is None else plain(building.name, self._language),
            floor=None if floor is None else plain(floor.name, self._language),
            capacity=resource.capacity if (resource.capacity or 0) > 0 else None,
            gone=bool(resource.is_deleted),
            access_id=resource.access_id or None,
        )


class KeptDirectory:
    """Entries of the watched rooms, kept for an hour. A failure is not fatal: what was known before is still known.

    Those of other rooms stay as they were learned, for somebody else may be looking at them at the same time.
    """

    def __init__(self, source: Directory, clock: Clock) -> None:
        self.entries: Mapping[str, Entry] = {}
        self.complete = False
        self._source = source
        self._clock = clock
        self._asked: frozenset[str] = frozenset()
        self._since = 0.0
        self._not_before = 0.0

    async def refresh(self, room_ids: Sequence[str], *, keep: float = KEEP) -> None:
        """Ask again where the entries are older than `keep` seconds, or are of other rooms.

        `complete` tells afterwards whether a room that is not among the entries is one that the backend does not know.
        """
        now, asked = self._clock.monotonic(), frozenset(room_ids)
        if asked == self._asked and (now < self._not_before or (self.complete and now < self._since + keep)):
            return
        try:
            found = await self._source.of(room_ids)
        except (Declined, NotAllowed):  # there is no directory for us: what the status leaves out is not known
            self.complete, self._since, self._not_before = True, now, now
        except BackendError:
            self.complete, self._not_before = asked == self._asked and self.complete, now + AFTER_FAILURE
        else:
            others = {id_: entry for id_, entry in self.entries.items() if id_ not in asked}
            self.entries, self.complete = others | {one.id: one for one in found}, True
            self._since, self._not_before = now, now
        self._asked = asked

    def doubt(self) -> None:
        """A no says that a room may not be what it was: the next `refresh` asks again."""
        self._since = float("-inf")


def room_of(room_id: str, entry: Entry | None, settings: RoomSettings) -> Room:
    """A room out of its entry, where there is one. A room's own zone in the config goes before the backend's."""
    told = None if entry is None else entry.time_zone
    found = entry or Entry(room_id)
    return Room(
        id=room_id,
        name=found.name or room_id,
        time_zone=settings.time_zones.get(room_id) or told or settings.time_zone,
        building=found.building,
        floor=found.floor,
        capacity=found.capacity,
        gone=found.gone,
        hours=settings.hours_of(room_id),
    )
