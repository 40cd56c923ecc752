"""Bookable resources: rooms, desks, equipment."""

import sqlite3

from starlette.requests import Request

from kiosk.server.numbers import RESOURCE_TYPES
from kiosk.server.office import Office, Operation
from kiosk.server.query import Page, Query
from kiosk.server.refusal import not_found
from kiosk.server.sql import Where, page_of

_SELECT = """
    SELECT r.*, f.name AS floor, b.id AS building_id, b.name AS building
    FROM resource r LEFT JOIN floor f ON f.id = r.floor_id LEFT JOIN building b ON b.id = f.building_id"""
_SERVICES = """
    SELECT s.id, s.name FROM resource_service rs JOIN service_item s ON s.id = rs.service_item_id
    WHERE rs.resource_id = ? ORDER BY s.id"""


async def get(office: Office, request: Request) -> object:
    """`bookable_resource.get`."""
    where = Where()
    where.add("CAST(r.id AS TEXT) = ?", request.path_params["id"])
    found = await office.store.read(lambda connection: _page(connection, where, Page()))
    data = found["data"]
    if not isinstance(data, list) or not data:
        raise not_found("There is no bookable resource with this id.")
    return data[0]


async def search(office: Office, request: Request) -> object:
    """`bookable_resource.search`."""
    query = office.query(request)
    where, page = _where(query), query.page()
    return await office.store.read(lambda connection: _page(connection, where, page))


def _where(query: Query) -> Where:
    where = Where()
    where.among("r.id", query.ids("id"))
    where.among("r.type", query.numbers("type", RESOURCE_TYPES))
    where.among("r.category_id", query.ids("categoryId"))
    where.among("r.access_id", query.texts("accessId"))
    where.holds(("r.name",), query.text("searchText"))
    if (least := query.whole("minCapacity")) is not None:
        where.add("r.capacity >= ?", least)
    if (most := query.whole("maxCapacity")) is not None:
        where.add("r.capacity <= ?", most)
    if query.text("floorId") == "null":
        where.add("r.floor_id IS NULL")
    else:
        where.among("r.floor_id", query.ids("floorId"))
    return where


def _page(connection: sqlite3.Connection, where: Where, page: Page) -> dict[str, object]:
    return page_of(connection, _SELECT, where, "r.id", page, lambda row: _resource(connection, row))


def _resource(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, object]:
    return {
        "id": row["id"],
        "accessId": row["access_id"],
        "name": row["name"],
        "type": row["type"],
        "category": _named(row["category_id"], row["category"]),
        "description": row["description"],
        "actualServiceItems": [dict(item) for item in connection.execute(_SERVICES, (row["id"],))],
        "floor": _floor(row),
        "capacity": row["capacity"],
        "isDeleted": bool(row["is_deleted"]),
    }


def _named(key: int | None, name: str | None) -> dict[str, object] | None:
    return None if key is None else {"id": key, "name": name}


def _floor(row: sqlite3.Row) -> dict[str, object] | None:
    if row["floor_id"] is None:
        return None
    return {"id": row["floor_id"], "name": row["floor"], "building": _named(row["building_id"], row["building"])}


_PATH = "/api/external/bookableResource/v1"
OPERATIONS = (
    Operation("bookable_resource.search", "GET", _PATH, search),
    Operation("bookable_resource.get", "GET", _PATH + "/{id}", get),
)
