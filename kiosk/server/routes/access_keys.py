"""The links behind the QR codes at the doors: made from the clock, never stored."""

import hashlib
import sqlite3
from base64 import b32encode
from datetime import UTC
from zoneinfo import ZoneInfo

from starlette.requests import Request

from kiosk.server.instants import from_ms
from kiosk.server.numbers import KEY_TYPES
from kiosk.server.office import Office, Operation
from kiosk.server.sql import Where, rows_of

_SELECT = "SELECT id, time_zone FROM resource"
_PREFIX = "https://rooms.example.com/k/"


async def search(office: Office, request: Request) -> object:
    """`access_key.search`, a bare array; empty where the office has no links."""
    query, seed, now = office.query(request), office.days.keys_seed, office.now()
    kinds = query.numbers("type", KEY_TYPES) or [KEY_TYPES[kind] for kind in ("daily", "oneTime", "static")]
    where = Where()
    where.add("NOT is_deleted")
    where.among("id", query.ids("bookableResourceId"))
    if seed is None:
        return []
    rows = await office.store.read(lambda connection: rows_of(connection, _SELECT, where, "id"))
    return [_key(seed, row, kind, now) for row in rows for kind in kinds]


def _key(seed: str, row: sqlite3.Row, kind: int, now: int) -> dict[str, object]:
    """Daily keys change at the room's own midnight, one-time keys with the hour."""
    instant = from_ms(now)
    turn = {
        KEY_TYPES["daily"]: instant.astimezone(ZoneInfo(row["time_zone"])).date().isoformat(),
        KEY_TYPES["oneTime"]: instant.astimezone(UTC).strftime("%Y-%m-%dT%H"),
    }.get(kind, "")
    digest = hashlib.blake2b(f"{seed}/{row['id']}/{kind}/{turn}".encode(), digest_size=10).digest()
    url = _PREFIX + b32encode(digest).decode("ascii").lower()
    return {"type": kind, "bookableResource": {"id": row["id"]}, "accessUrl": url}


OPERATIONS = (Operation("access_key.search", "GET", "/api/external/accessKey/v1", search),)
