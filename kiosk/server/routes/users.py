"""The people who work here, and their groups."""

import json
import sqlite3
from functools import partial

from starlette.requests import Request

from kiosk.server.office import Office, Operation
from kiosk.server.query import Page
from kiosk.server.refusal import not_found
from kiosk.server.sql import Where, page_of

_GROUPS = """(SELECT json_group_array(json_object('id', x.id, 'name', x.name))
    FROM (SELECT g.id, g.name FROM person_group pg JOIN user_group g ON g.id = pg.group_id
          WHERE pg.person_id = p.id ORDER BY g.id) x)"""
_SELECT = f"SELECT p.*, {_GROUPS} AS groups FROM person p"  # noqa: S608 - literals


async def get(office: Office, request: Request) -> object:
    """`user.get`."""
    where = Where()
    where.add("CAST(p.id AS TEXT) = ?", request.path_params["id"])
    data = (await office.store.read(partial(_page, where, Page())))["data"]
    if not isinstance(data, list) or not data:
        raise not_found("There is no user with this id.")
    return data[0]


async def search(office: Office, request: Request) -> object:
    """`user.search`; the text may be in the name, the address or the user name."""
    query = office.query(request)
    where, page = Where(), query.page()
    where.among("p.id", query.ids("id"))
    where.exists("SELECT 1 FROM person_group pg WHERE pg.person_id = p.id", "pg.group_id", query.ids("userGroupId"))
    where.holds(("p.name", "p.email", "p.user_name"), query.text("searchText"))
    return await office.store.read(partial(_page, where, page))


def _page(where: Where, page: Page, connection: sqlite3.Connection) -> dict[str, object]:
    return page_of(connection, _SELECT, where, "p.id", page, _user)


def _user(row: sqlite3.Row) -> dict[str, object]:
    return {
        "id": row["id"],
        "displayName": row["name"],
        "emailAddress": row["email"],
        "userName": row["user_name"],
        "activateStatus": row["activate_status"],
        "userGroups": json.loads(row["groups"]),
        "actualPermissions": json.loads(row["permissions"]),
        "isDeleted": bool(row["is_deleted"]),
    }


_PATH = "/api/external/user/v1"
OPERATIONS = (Operation("user.search", "GET", _PATH, search), Operation("user.get", "GET", _PATH + "/{id}", get))
