"""What the local server's own routes do with rooms and their places: make and change them. Knows no booking."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from kiosk.backends.errors import Conflict, Garbled
from kiosk.backends.http.decode import Unreadable, parse, read
from kiosk.backends.http.records import Id, Wire
from kiosk.backends.local.directory import ROOMS, LocalDirectory, LocalRoom
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.directory import Entry
from kiosk.domain.room_change import RoomChange

Record = TypeVar("Record", bound=Wire)
BUILDINGS, FLOORS = "/api/kiosk/v1/buildings", "/api/kiosk/v1/floors"


class Made(Wire):
    """A building or a floor that was just made."""

    vital = frozenset({"id"})

    id: Id


class LocalRooms:
    """Asks one local server. Every method may raise `BackendError`; places made until then stay, and are used again."""

    def __init__(self, client: OffisionClient, directory: LocalDirectory) -> None:
        self._client = client
        self._directory = directory

    async def add(self, change: RoomChange) -> Entry:
        """A new room. Raises `Conflict` where its building has one of that name."""
        _refuse_twin(await self._directory.all(), change.name, change.building)
        return await self._sent("POST", ROOMS, change)

    async def change(self, key: str, change: RoomChange) -> Entry:
        """The room with this id as it is then. Raises as `add` does."""
        every = await self._directory.all()
        now = next((one for one in every if one.id == key), None)
        if now is not None and (change.name or change.building or change.in_use):
            others = [one for one in every if one.id != key]
            _refuse_twin(others, change.name or now.name, change.building or now.building)
        return await self._sent("PUT", f"{ROOMS}/{key}", change)

    async def _sent(self, method: str, path: str, change: RoomChange) -> Entry:
        body: dict[str, object] = {
            "name": change.name, "timeZone": change.time_zone, "capacity": change.capacity,
            "needsCheckIn": change.needs_check_in, "isDeleted": None if change.in_use is None else not change.in_use,
        }  # fmt: skip
        if change.building is not None and change.floor is not None:
            body["floorId"] = await self._floor(change.building, change.floor)
        named = {name: value for name, value in body.items() if value is not None}
        room = await self._asked(method, path, named, LocalRoom)
        return self._directory.entry(room)

    async def _floor(self, building: str, floor: str) -> Id:
        """The floor of that name in the building of that name; both are made where they are missing."""
        found = (await self._client.buildings()).items
        house = next((one for one in found if _same(one.name, building)), None)
        if house is None:
            made = await self._asked("POST", BUILDINGS, {"name": building}, Made)
            return await self._new_floor(made.id, floor, 0)
        floors = house.floors or []
        known = next((one.id for one in floors if _same(one.name, floor)), None)
        return await self._new_floor(house.id, floor, len(floors)) if known is None else known

    async def _new_floor(self, building: Id, floor: str, order: int) -> Id:
        return (await self._asked("POST", FLOORS, {"buildingId": building, "name": floor, "order": order}, Made)).id

    async def _asked(self, method: str, path: str, body: dict[str, object], kind: type[Record]) -> Record:
        transport = self._client.transport
        answer = await transport.request(method, path, body=msgspec.json.encode(body))
        try:
            return read(kind, parse(answer.body))[0]
        except Unreadable:
            sentence = f"{transport.address.origin}{path} should answer what it keeps, but answered something else."
            raise Garbled(sentence, "Check that the address is that of a `kiosk server`.") from None


def _refuse_twin(entries: Sequence[Entry], name: str | None, building: str | None) -> None:
    """Two rooms of one name could not be told apart at their doors."""
    twins = (one for one in entries if not one.gone and _same(one.name, name) and _same(one.building, building))
    if (twin := next(twins, None)) is not None:
        sentence = f'There is a room "{twin.name}" already; its id is {twin.id}.'
        raise Conflict(sentence, "Choose another name, or change that one with `kiosk rooms change`.")


def _same(one: object, other: str | None) -> bool:
    known = one if isinstance(one, str) else ""
    return known.casefold() == (other or "").casefold()
