"""What can be had with a booking, and who sees to it."""

import json
import sqlite3

from starlette.requests import Request

from kiosk.server.numbers import SERVICE_TYPES
from kiosk.server.office import Office, Operation
from kiosk.server.sql import Where, page_of

_USERS = """(SELECT json_group_array(json_object('id', x.id, 'displayName', x.name, 'emailAddress', x.email))
    FROM (SELECT p.* FROM service_person sp JOIN person p ON p.id = sp.person_id
          WHERE sp.service_item_id = s.id ORDER BY p.id) x)"""
_SELECT = f"SELECT s.*, {_USERS} AS users FROM service_item s"  # noqa: S608 - literals


async def search(office: Office, request: Request) -> object:
    """`service_item.search`."""
    query = office.query(request)
    where, page = Where(), query.page()
    where.among("s.id", query.ids("id"))
    where.among("s.type", query.numbers("type", SERVICE_TYPES))
    where.among("s.service_plan_id", query.ids("servicePlanId"))
    where.holds(("s.name", "s.description"), query.text("searchText"))
    return await office.store.read(lambda connection: page_of(connection, _SELECT, where, "s.id", page, _item))


def _item(row: sqlite3.Row) -> dict[str, object]:
    return {
        "id": row["id"],
        "name": row["name"],
        "description": row["description"],
        "type": row["type"],
        "isDeleted": bool(row["is_deleted"]),
        "actualAssignedUsers": json.loads(row["users"]),
    }


OPERATIONS = (Operation("service_item.search", "GET", "/api/external/serviceItem/v1", search),)
