"""What people report to be wrong with a room, and the list of it, the newest first."""

import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.requests import Request

from kiosk.server.body import key_of, ms_of, read_body
from kiosk.server.instants import iso
from kiosk.server.office import Office, Operation
from kiosk.server.query import Page
from kiosk.server.refusal import bad_request, conflict, not_found
from kiosk.server.sql import Where, page_of

_KIND = re.compile(r"[a-z][a-z_]{0,39}")
_SELECT = """
    SELECT p.id, p.resource_id, r.name AS room, r.time_zone, p.kind, p.text, p.at, p.received
    FROM problem p JOIN resource r ON r.id = p.resource_id"""
_INSERT = "INSERT INTO problem (resource_id, kind, text, at, received, key) VALUES (?, ?, ?, ?, ?, ?)"


class NewProblem(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a report. `problem` is a lower-case word such as too_cold; `time` is when it was noticed."""

    problem: Annotated[str, Meta(min_length=1, max_length=40)]
    text: Annotated[str, Meta(max_length=200)] | None = None
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    room: str
    body: NewProblem
    at: int
    received: int
    key: str | None


async def add_problem(office: Office, request: Request) -> object:
    """Keep a report; one with an `Idempotency-Key` that came before is answered as it was then."""
    body, now = await read_body(request, NewProblem), office.now()
    if not _KIND.fullmatch(body.problem):
        raise bad_request("problem must be a word of lower-case letters and underscores.")
    at, key = now if body.time is None else ms_of(body.time, "time"), key_of(request)
    return await office.store.write(partial(_keep, _Asked(request.path_params["id"], body, at, now, key)))


async def problems(office: Office, request: Request) -> object:
    """One page of the reports, of one room where the path names one."""
    room, page = request.path_params.get("id"), office.query(request).page()
    return await office.store.read(partial(_list, room, page))


def _keep(asked: _Asked, connection: sqlite3.Connection) -> object:
    room, body = _room(connection, asked.room), asked.body
    before = connection.execute(f"{_SELECT} WHERE p.key = ?", (asked.key,)).fetchone()
    if before is not None:
        if (before["resource_id"], before["kind"], before["text"]) != (room, body.problem, body.text):
            raise conflict("This Idempotency-Key came before, with another report.", "key_reused")
        return _shape(before)
    values = (room, body.problem, body.text, asked.at, asked.received, asked.key)
    key = connection.execute(_INSERT, values).lastrowid
    return _shape(connection.execute(f"{_SELECT} WHERE p.id = ?", (key,)).fetchone())


def _list(room: str | None, page: Page, connection: sqlite3.Connection) -> object:
    where = Where()
    if room is not None:
        where.add("p.resource_id = ?", _room(connection, room))
    return page_of(connection, _SELECT, where, "p.received DESC, p.id DESC", page, _shape)


def _room(connection: sqlite3.Connection, key: str) -> int:
    row = connection.execute("SELECT id FROM resource WHERE CAST(id AS TEXT) = ?", (key,)).fetchone()
    if row is None:
        raise not_found("There is no room with this id.")
    return int(row["id"])


def _shape(row: sqlite3.Row) -> dict[str, object]:
    return {
        "id": row["id"],
        "bookableResource": {"id": row["resource_id"], "name": row["room"]},
        "problem": row["kind"],
        "text": row["text"],
        "time": iso(row["at"], row["time_zone"]),
        "received": iso(row["received"], row["time_zone"]),
    }


_ROOT = "/api/kiosk/v1/"
OPERATIONS = (
    Operation("kiosk.problems", "GET", _ROOT + "problems", problems),
    Operation("kiosk.room_problems", "GET", _ROOT + "rooms/{id}/problems", problems),
    Operation("kiosk.report_problem", "POST", _ROOT + "rooms/{id}/problems", add_problem),
)
