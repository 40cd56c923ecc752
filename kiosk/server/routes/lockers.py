"""Lockers, and the banks that they stand in."""

import sqlite3

from starlette.requests import Request

from kiosk.server.office import Office, Operation
from kiosk.server.sql import Where, page_of

_SELECT = """
    SELECT l.id, l.name, l.is_deleted, k.id AS bank_id, k.name AS bank, f.id AS floor_id, f.name AS floor
    FROM locker l LEFT JOIN locker_bank k ON k.id = l.bank_id LEFT JOIN floor f ON f.id = k.floor_id"""


async def search(office: Office, request: Request) -> object:
    """`locker.search`."""
    query = office.query(request)
    where, page = Where(), query.page()
    where.among("l.id", query.ids("id"))
    where.holds(("l.name",), query.text("searchText"))
    return await office.store.read(lambda connection: page_of(connection, _SELECT, where, "l.id", page, _locker))


def _locker(row: sqlite3.Row) -> dict[str, object]:
    floor = None if row["floor_id"] is None else {"id": row["floor_id"], "name": row["floor"]}
    bank = None if row["bank_id"] is None else {"id": row["bank_id"], "name": row["bank"], "floor": floor}
    return {"id": row["id"], "name": row["name"], "locker": bank, "isDeleted": bool(row["is_deleted"])}


OPERATIONS = (Operation("locker.search", "GET", "/api/external/locker/v1", search),)
