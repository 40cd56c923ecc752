"""The local server's own list of rooms, with their time zones."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.backends.errors import Garbled
from kiosk.backends.http.decode import Unreadable, decode_all, split
from kiosk.backends.http.records import Id, Wire
from kiosk.backends.http.transport import Transport
from kiosk.backends.offision.directory import Entry
from kiosk.domain.zones import zone_named

ROOMS = "/api/kiosk/v1/rooms"


class LocalRoom(Wire):
    """A room as the local server's own route gives it."""

    vital = frozenset({"id", "isDeleted"})

    id: Id
    name: str | None = None
    building: str | None = None
    floor: str | None = None
    capacity: int | None = None
    time_zone: str | None = None
    is_deleted: bool | None = None


class LocalDirectory:
    """The local server's list of rooms, in one request. With `zone_is_set` the config's zone goes before theirs."""

    def __init__(self, transport: Transport, *, zone_is_set: bool = False) -> None:
        self.tells_zones = not zone_is_set
        self._transport = transport

    async def all(self) -> tuple[Entry, ...]:
        """Every room, deleted ones too."""
        answer = await self._transport.request("GET", ROOMS)
        try:
            rooms = decode_all(LocalRoom, split(answer.body)).items
        except Unreadable:
            sentence = f"{self._transport.address.origin}{ROOMS} should answer a list, but answered something else."
            raise Garbled(sentence, "Check that the address is that of a `kiosk server`.") from None
        return tuple(self.entry(one) for one in rooms)

    async def of(self, room_ids: Sequence[str]) -> tuple[Entry, ...]:
        """The entries of these rooms."""
        wanted = frozenset(room_ids)
        return tuple(one for one in await self.all() if one.id in wanted)

    def entry(self, room: LocalRoom) -> Entry:
        """What the server tells of a room."""
        entry = Entry(str(room.id), room.name, room.building, room.floor, room.capacity, bool(room.is_deleted))
        return replace(entry, time_zone=_known(room.time_zone) if self.tells_zones else None)


def _known(zone: str | None) -> str | None:
    try:
        return None if zone is None else zone_named(zone).key
    except ValueError:
        return None
