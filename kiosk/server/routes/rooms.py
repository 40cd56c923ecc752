"""The rooms with their time zones, which the documented operations do not tell."""

import sqlite3

from starlette.requests import Request

from kiosk.server.numbers import RESOURCE_TYPES
from kiosk.server.office import Office, Operation

_SELECT = """
    SELECT r.id, r.name, b.name AS building, f.name AS floor, r.capacity, r.time_zone, r.is_deleted
    FROM resource r LEFT JOIN floor f ON f.id = r.floor_id LEFT JOIN building b ON b.id = f.building_id
    WHERE """
_ALL = f"{_SELECT} r.type = ? ORDER BY r.id"


async def rooms(office: Office, _request: Request) -> object:
    """All rooms as a bare array."""
    return await office.store.read(
        lambda connection: [_room(row) for row in connection.execute(_ALL, (RESOURCE_TYPES["room"],))]
    )


def one_room(connection: sqlite3.Connection, key: int) -> object:
    """One resource that is there, of whatever type."""
    return _room(connection.execute(f"{_SELECT} r.id = ?", (key,)).fetchone())


def _room(row: sqlite3.Row) -> dict[str, object]:
    return {
        "id": row["id"],
        "name": row["name"],
        "building": row["building"],
        "floor": row["floor"],
        "capacity": row["capacity"],
        "timeZone": row["time_zone"],
        "isDeleted": bool(row["is_deleted"]),
    }


OPERATIONS = (Operation("kiosk.rooms", "GET", "/api/kiosk/v1/rooms", rooms),)
