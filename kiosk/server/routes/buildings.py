"""Buildings and their floors."""

import sqlite3

from starlette.requests import Request

from kiosk.server.office import Office, Operation
from kiosk.server.sql import Where, page_of

_SELECT = "SELECT id, name, address, is_deleted FROM building"
_FLOORS = 'SELECT id, name, position AS "order" FROM floor WHERE building_id = ? ORDER BY position, id'


async def search(office: Office, request: Request) -> object:
    """`building.search`."""
    query = office.query(request)
    where, page = Where(), query.page()
    where.among("id", query.ids("id"))
    where.holds(("name",), query.text("searchText"))

    def work(connection: sqlite3.Connection) -> object:
        return page_of(connection, _SELECT, where, "id", page, lambda row: _building(connection, row))

    return await office.store.read(work)


def _building(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, object]:
    return {
        "id": row["id"],
        "name": row["name"],
        "address": row["address"],
        "floors": [dict(floor) for floor in connection.execute(_FLOORS, (row["id"],))],
        "isDeleted": bool(row["is_deleted"]),
    }


OPERATIONS = (Operation("building.search", "GET", "/api/external/building/v1", search),)
