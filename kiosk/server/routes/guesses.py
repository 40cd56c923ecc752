"""How long nobody may try another code in a building, counted for all desks of it. Knows no codes."""

import sqlite3
from datetime import datetime
from functools import partial
from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.requests import Request

from kiosk.domain.guessing import locked_until, missed, packed, unpacked
from kiosk.server.body import ms_of, read_body
from kiosk.server.instants import from_ms, iso, to_ms
from kiosk.server.office import Office, Operation

LONGEST_BUILDING = 100


class Miss(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a miss: in which building (empty: in none that is told apart), and when; else now."""

    building: Annotated[str, Meta(max_length=LONGEST_BUILDING)] = ""
    date: datetime | None = None


async def lock(office: Office, request: Request) -> object:
    """Until when, null where anybody may try."""
    query = office.query(request)
    building, at = query.text("building") or "", query.instant("date")
    return await office.store.read(partial(_lock, building, from_ms(office.now() if at is None else at)))


async def miss(office: Office, request: Request) -> object:
    """A code was none; the answer is that of `lock`."""
    body = await read_body(request, Miss)
    at = office.now() if body.date is None else ms_of(body.date, "date")
    return await office.store.write(partial(_miss, body.building, from_ms(at)))


def _lock(building: str, at: datetime, connection: sqlite3.Connection) -> dict[str, object]:
    row = connection.execute("SELECT body FROM guesses WHERE building = ?", (building,)).fetchone()
    until = locked_until(unpacked(None if row is None else row["body"]), at)
    return {"until": None if until is None else iso(to_ms(until), "UTC")}


def _miss(building: str, at: datetime, connection: sqlite3.Connection) -> dict[str, object]:
    row = connection.execute("SELECT body FROM guesses WHERE building = ?", (building,)).fetchone()
    after = missed(unpacked(None if row is None else row["body"]), at)
    connection.execute("INSERT OR REPLACE INTO guesses VALUES (?, ?)", (building, packed(after)))
    return _lock(building, at, connection)


_PATH = "/api/kiosk/v1/guesses"
OPERATIONS = (Operation("kiosk.guess_lock", "GET", _PATH, lock), Operation("kiosk.guess_missed", "POST", _PATH, miss))
