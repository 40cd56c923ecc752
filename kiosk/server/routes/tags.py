"""E-paper controllers and their tags; what a tag says of itself is kept."""

import sqlite3
from functools import partial

import msgspec
from starlette.requests import Request

from kiosk.server.body import read_body
from kiosk.server.instants import iso
from kiosk.server.numbers import CONTROLLER_TYPES
from kiosk.server.office import Office, Operation
from kiosk.server.query import Page
from kiosk.server.refusal import bad_request, not_found
from kiosk.server.sql import Where, page_of

_SELECT = "SELECT id, name, language FROM controller"
_TAGS = """
    SELECT t.*, r.name AS resource FROM tag t LEFT JOIN resource r ON r.id = t.resource_id"""
_KEEP = """
    UPDATE tag SET battery_level = coalesce(:battery, battery_level), screen_size = coalesce(:size, screen_size),
        is_online = :online, reported = :now
    WHERE id = (SELECT id FROM tag WHERE id = :key OR external_key = :key ORDER BY id = :key DESC LIMIT 1)"""


class TagStatus(msgspec.Struct, rename="camel"):
    """The body of `epaper_controller.update_tag_status`; battery and size left out stay as they were."""

    e_paper_tag_id: str | None = None
    is_online: bool = False
    battery_level: float | None = None
    screen_size: float | None = None


async def get(office: Office, request: Request) -> object:
    """`epaper_controller.get`."""
    where = Where()
    where.add("CAST(id AS TEXT) = ?", request.path_params["id"])
    data = (await office.store.read(partial(_page, where, Page())))["data"]
    if not isinstance(data, list) or not data:
        raise not_found("There is no e-paper controller with this id.")
    return data[0]


async def search(office: Office, request: Request) -> object:
    """`epaper_controller.search`."""
    query = office.query(request)
    where, page = Where(), query.page()
    where.among("id", query.ids("id"))
    where.among("type", query.numbers("type", CONTROLLER_TYPES))
    where.holds(("name",), query.text("searchText"))
    return await office.store.read(partial(_page, where, page))


async def update_tag_status(office: Office, request: Request) -> object:
    """`epaper_controller.update_tag_status`; a tag is known by its id, or by the gateway's key for it."""
    status, now = await read_body(request, TagStatus), office.now()
    if not status.e_paper_tag_id:
        raise bad_request("ePaperTagId must name a tag.")
    values = {
        "key": status.e_paper_tag_id,
        "battery": status.battery_level,
        "size": status.screen_size,
        "online": status.is_online,
        "now": now,
    }
    if not await office.store.write(lambda connection: connection.execute(_KEEP, values).rowcount):
        raise not_found("There is no e-paper tag with this id.")
    return {"isSuccess": True}


async def statuses(office: Office, _request: Request) -> object:
    """All tags with what they said last, which the documented operations do not tell."""
    query = f"{_TAGS} ORDER BY t.id"
    return await office.store.read(lambda connection: [_status(row) for row in connection.execute(query)])


def _page(where: Where, page: Page, connection: sqlite3.Connection) -> dict[str, object]:
    return page_of(connection, _SELECT, where, "id", page, lambda row: _controller(connection, row))


def _controller(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, object]:
    tags = connection.execute(f"{_TAGS} WHERE t.controller_id = ? ORDER BY t.id", (row["id"],))
    return {
        "id": row["id"],
        "name": row["name"],
        "displayLanguage": row["language"],
        "tags": [_tag(tag) for tag in tags],
    }


def _tag(row: sqlite3.Row) -> dict[str, object]:
    return {
        "id": row["id"],
        "externalKey": row["external_key"],
        "bookableResource": row["resource_id"] and {"id": row["resource_id"], "name": row["resource"]},
        "isLicenseValid": bool(row["license_valid"]),
    }


def _status(row: sqlite3.Row) -> dict[str, object]:
    return _tag(row) | {
        "batteryLevel": row["battery_level"],
        "screenSize": row["screen_size"],
        "isOnline": None if row["is_online"] is None else bool(row["is_online"]),
        "reportedDate": None if row["reported"] is None else iso(row["reported"], "UTC"),
    }


_PATH = "/api/external/ePaperController/v1"
OPERATIONS = (
    Operation("epaper_controller.search", "GET", _PATH, search),
    Operation("epaper_controller.get", "GET", _PATH + "/{id}", get),
    Operation("epaper_controller.update_tag_status", "POST", _PATH + "/tagStatus", update_tag_status),
    Operation("kiosk.tags", "GET", "/api/kiosk/v1/tags", statuses),
)
