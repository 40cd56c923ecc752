"""The sensors: which there are, and in which rooms."""

import secrets
import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial

import msgspec
from msgspec import UNSET, UnsetType
from starlette.requests import Request

from kiosk.server.body import Whole, read_body
from kiosk.server.numbers import ENVIRONMENT_SENSOR, OCCUPANCY_SENSOR
from kiosk.server.office import Office, Operation
from kiosk.server.query import Page
from kiosk.server.refusal import bad_request, conflict, not_found
from kiosk.server.sql import Where, page_of

LONGEST_TEXT = 200
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_SELECT = """
    SELECT s.id, s.access_id, s.name, s.resource_id, r.name AS resource, s.is_deleted
    FROM sensor s LEFT JOIN resource r ON r.id = s.resource_id"""
_INSERT = "INSERT INTO sensor (kind, access_id, name, resource_id, is_deleted) VALUES (?, ?, ?, ?, ?)"
_UPDATE = "UPDATE sensor SET access_id = ?, name = ?, resource_id = ?, is_deleted = ? WHERE id = ?"
_TAKEN = "SELECT 1 FROM sensor WHERE access_id = ? AND id != ?"


class Place(msgspec.Struct):
    """The resource that a sensor belongs to; its name is not read."""

    id: Whole


class SensorFields(msgspec.Struct, rename="camel"):
    """The body of create and update; an update leaves as it is what it does not name."""

    access_id: str | None = None
    name: str | UnsetType | None = UNSET
    bookable_resource: Place | UnsetType | None = UNSET
    is_deleted: bool | UnsetType = UNSET


Answer = Callable[[Office, Request], Awaitable[object]]


def search(kind: int) -> Answer:
    """The search of one kind; `bookableResourceId=null` finds those that are nowhere."""

    async def answer(office: Office, request: Request) -> object:
        query = office.query(request)
        where, page = _of(kind), query.page()
        where.among("s.id", query.ids("id"))
        where.among("s.access_id", query.texts("accessId"))
        where.holds(("s.name",), query.text("searchText"))
        if query.text("bookableResourceId") == "null":
            where.add("s.resource_id IS NULL")
        else:
            where.among("s.resource_id", query.ids("bookableResourceId"))
        return await office.store.read(partial(_page, where, page))

    return answer


def create(kind: int) -> Answer:
    """A new sensor; without an access id it gets one of six letters."""

    async def answer(office: Office, request: Request) -> object:
        device = await _device(request)
        return await office.store.write(partial(_create, kind, device))

    return answer


def update(kind: int) -> Answer:
    """Another name, place or access id, or out of use."""

    async def answer(office: Office, request: Request) -> object:
        device = await _device(request)
        return await office.store.write(partial(_update, kind, request.path_params["id"], device))

    return answer


async def _device(request: Request) -> SensorFields:
    device = await read_body(request, SensorFields)
    if any(len(text or "") > LONGEST_TEXT for text in (device.access_id, device.name)):
        raise bad_request(f"accessId and name may have {LONGEST_TEXT} characters.")
    return device


def _create(kind: int, device: SensorFields, connection: sqlite3.Connection) -> object:
    access_id = device.access_id or "".join(secrets.choice(_LETTERS) for _ in range(6))
    _refuse_taken(connection, access_id, 0)
    values = (access_id, device.name or None, _resource(connection, device), device.is_deleted is True)
    return _one(connection, kind, str(connection.execute(_INSERT, (kind, *values)).lastrowid))


def _update(kind: int, key: str, device: SensorFields, connection: sqlite3.Connection) -> object:
    before = _row(connection, kind, key)
    access_id = device.access_id or before["access_id"]
    _refuse_taken(connection, access_id, before["id"])
    name = before["name"] if device.name is UNSET else device.name
    place = before["resource_id"] if device.bookable_resource is UNSET else _resource(connection, device)
    gone = before["is_deleted"] if device.is_deleted is UNSET else device.is_deleted
    connection.execute(_UPDATE, (access_id, name, place, gone, before["id"]))
    return _one(connection, kind, key)


def _refuse_taken(connection: sqlite3.Connection, access_id: str, but: int) -> None:
    if connection.execute(_TAKEN, (access_id, but)).fetchone() is not None:
        raise conflict("Another sensor has this access id.", "access_id_taken")


def _resource(connection: sqlite3.Connection, device: SensorFields) -> int | None:
    place = device.bookable_resource
    if not isinstance(place, Place):
        return None
    if connection.execute("SELECT 1 FROM resource WHERE id = ?", (place.id,)).fetchone() is None:
        raise not_found("There is no bookable resource with this id.")
    return place.id


def _of(kind: int) -> Where:
    where = Where()
    where.add("s.kind = ?", kind)
    return where


def _row(connection: sqlite3.Connection, kind: int, key: str) -> sqlite3.Row:
    where = _of(kind)
    where.add("CAST(s.id AS TEXT) = ?", key)
    row: sqlite3.Row | None = connection.execute(_SELECT + where.sql, where.values).fetchone()
    if row is None:
        raise not_found("There is no such sensor with this id.")
    return row


def _one(connection: sqlite3.Connection, kind: int, key: str) -> dict[str, object]:
    return _sensor(_row(connection, kind, key))


def _page(where: Where, page: Page, connection: sqlite3.Connection) -> dict[str, object]:
    return page_of(connection, _SELECT, where, "s.id", page, _sensor)


def _sensor(row: sqlite3.Row) -> dict[str, object]:
    return {
        "id": row["id"],
        "accessId": row["access_id"],
        "name": row["name"],
        "bookableResource": row["resource_id"] and {"id": row["resource_id"], "name": row["resource"]},
        "isDeleted": bool(row["is_deleted"]),
    }


_OCCUPANCY, _ENVIRONMENT = "/api/external/occupancySensor/v1", "/api/external/environmentSensor/v1"
OPERATIONS = (
    Operation("environment_sensor.search", "GET", _ENVIRONMENT, search(ENVIRONMENT_SENSOR)),
    Operation("occupancy_sensor.search", "GET", _OCCUPANCY, search(OCCUPANCY_SENSOR)),
    Operation("occupancy_sensor.create", "POST", _OCCUPANCY, create(OCCUPANCY_SENSOR)),
    Operation("occupancy_sensor.update", "PUT", _OCCUPANCY + "/{id}", update(OCCUPANCY_SENSOR)),
    Operation("kiosk.environment_sensor", "POST", "/api/kiosk/v1/environment-sensors", create(ENVIRONMENT_SENSOR)),
)
