"""Making buildings, floors and rooms, so that an office can begin with nothing."""

import sqlite3
from functools import partial
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType
from starlette.requests import Request

from kiosk.domain.zones import zone_named
from kiosk.server.body import Whole, read_body
from kiosk.server.numbers import RESOURCE_TYPES
from kiosk.server.office import Office, Operation
from kiosk.server.refusal import bad_request, conflict, not_found
from kiosk.server.routes.rooms import one_room

Name = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(max_length=2000)]
Seats = Annotated[int, Meta(ge=0, le=100_000)]
_ROOM = """
    INSERT INTO resource (name, type, time_zone, access_id, description, floor_id, capacity, needs_check_in, is_deleted)
    VALUES (:name, :type, :time_zone, :access_id, :description, :floor_id, :capacity, :needs_check_in, :is_deleted)"""
_CHANGE = """
    UPDATE resource SET name = :name, type = :type, time_zone = :time_zone, access_id = :access_id,
        description = :description, floor_id = :floor_id, capacity = :capacity, needs_check_in = :needs_check_in,
        is_deleted = :is_deleted
    WHERE id = :id"""
_NEW = {
    "access_id": None,
    "description": None,
    "floor_id": None,
    "capacity": None,
    "needs_check_in": False,
    "is_deleted": False,
    "type": RESOURCE_TYPES["room"],
}


class NewBuilding(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """The body of a new building."""

    name: Name
    address: Text | None = None


class NewFloor(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """The body of a new floor; `order` sorts the floors of a building."""

    building_id: Whole
    name: Name
    order: Whole = 0


class RoomFields(msgspec.Struct, rename="camel", forbid_unknown_fields=True, omit_defaults=True):
    """The body of a changed room: what it leaves out stays. `time_zone` is an IANA key."""

    name: Name | UnsetType = UNSET
    time_zone: str | UnsetType = UNSET
    type: Literal["room", "desk", "equipment"] | UnsetType = UNSET
    access_id: Name | UnsetType | None = UNSET
    description: Text | UnsetType | None = UNSET
    floor_id: Whole | UnsetType | None = UNSET
    capacity: Seats | UnsetType | None = UNSET
    needs_check_in: bool | UnsetType = UNSET
    is_deleted: bool | UnsetType = UNSET
    amenities: list[Name] | UnsetType = UNSET


async def add_building(office: Office, request: Request) -> object:
    """A new building; the answer is as one of `building.search`."""
    body = await read_body(request, NewBuilding)
    insert = "INSERT INTO building (name, address) VALUES (?, ?)"
    key = await office.store.write(lambda db: db.execute(insert, (body.name, body.address)).lastrowid)
    return {"id": key, "name": body.name, "address": body.address, "floors": [], "isDeleted": False}


async def add_floor(office: Office, request: Request) -> object:
    """A new floor of a building."""
    body = await read_body(request, NewFloor)

    def work(connection: sqlite3.Connection) -> object:
        _refuse_missing(connection, "building", body.building_id)
        insert = "INSERT INTO floor (building_id, name, position) VALUES (?, ?, ?)"
        key = connection.execute(insert, (body.building_id, body.name, body.order)).lastrowid
        return {"id": key, "name": body.name, "order": body.order}

    return await office.store.write(work)


async def add_room(office: Office, request: Request) -> object:
    """A new room (or desk, or equipment), which needs a name and a time zone."""
    body = await read_body(request, RoomFields)
    if body.name is UNSET or body.time_zone is UNSET:
        raise bad_request("A new room needs a name and a timeZone.")
    return await office.store.write(partial(_add, body))


async def change_room(office: Office, request: Request) -> object:
    """Change a room; whoever watches it is told."""
    body, key = await read_body(request, RoomFields), request.path_params["id"]
    answer = await office.store.write(partial(_change, key, body))
    office.changed([int(key)])
    return answer


def _add(body: RoomFields, connection: sqlite3.Connection) -> object:
    values = _NEW | _values(connection, body, 0)
    key = connection.execute(_ROOM, values).lastrowid or 0
    _set_amenities(connection, key, body)
    return one_room(connection, key)


def _change(key: str, body: RoomFields, connection: sqlite3.Connection) -> object:
    row = connection.execute("SELECT * FROM resource WHERE CAST(id AS TEXT) = ?", (key,)).fetchone()
    if row is None:
        raise not_found("There is no room with this id.")
    connection.execute(_CHANGE, dict(row) | _values(connection, body, row["id"]))
    _set_amenities(connection, row["id"], body)
    return one_room(connection, row["id"])


def _values(connection: sqlite3.Connection, body: RoomFields, key: int) -> dict[str, object]:
    """The columns that the body names, checked."""
    values = {name: value for name in body.__struct_fields__ if (value := getattr(body, name)) is not UNSET}
    values.pop("amenities", None)
    if isinstance(body.type, str):
        values["type"] = RESOURCE_TYPES[body.type]
    if isinstance(body.time_zone, str):
        _refuse_zone(body.time_zone)
    if isinstance(body.floor_id, int):
        _refuse_missing(connection, "floor", body.floor_id)
    taken = "SELECT 1 FROM resource WHERE access_id = ? AND id != ?"
    if isinstance(body.access_id, str) and connection.execute(taken, (body.access_id, key)).fetchone():
        raise conflict("Another room has this access id.", "access_id_taken")
    return values


def _refuse_zone(name: str) -> None:
    try:
        zone_named(name)
    except ValueError as error:
        raise bad_request("timeZone must be an IANA name, like Europe/Berlin.") from error


def _refuse_missing(connection: sqlite3.Connection, table: Literal["building", "floor"], key: int) -> None:
    if connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (key,)).fetchone() is None:  # noqa: S608 - literals
        raise not_found(f"There is no {table} with this id.")


def _set_amenities(connection: sqlite3.Connection, key: int, body: RoomFields) -> None:
    if not isinstance(body.amenities, list):
        return
    connection.execute("DELETE FROM amenity WHERE resource_id = ?", (key,))
    rows = [(key, number, name) for number, name in enumerate(dict.fromkeys(body.amenities), start=1)]
    connection.executemany("INSERT INTO amenity VALUES (?, ?, ?)", rows)


_PATH = "/api/kiosk/v1/"
OPERATIONS = (
    Operation("kiosk.add_building", "POST", _PATH + "buildings", add_building),
    Operation("kiosk.add_floor", "POST", _PATH + "floors", add_floor),
    Operation("kiosk.add_room", "POST", _PATH + "rooms", add_room),
    Operation("kiosk.change_room", "PUT", _PATH + "rooms/{id}", change_room),
)
