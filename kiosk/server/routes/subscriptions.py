"""Who wants to be told when rooms change, and until when."""

import json
import secrets
import sqlite3
from collections.abc import Awaitable, Callable

import msgspec
from starlette.requests import Request

from kiosk.server.body import read_body
from kiosk.server.instants import MINUTE
from kiosk.server.office import Office, Operation
from kiosk.server.post import is_address
from kiosk.server.query import is_id
from kiosk.server.refusal import bad_request

LONGEST_MINUTES = 1440
_INSERT = "INSERT INTO subscription (id, operation, callback_url, expires, resource_ids) VALUES (?, ?, ?, ?, ?)"


class Wish(msgspec.Struct, rename="camel"):
    """The body of a subscribe; `ids` is one comma-separated string, `expire_time` is in minutes."""

    ids: str
    callback_url: str
    expire_time: int = 60


def subscribe(operation: str) -> Callable[[Office, Request], Awaitable[object]]:
    """The answer of one of the subscribe operations: the id of the subscription, as a bare string."""

    async def answer(office: Office, request: Request) -> object:
        wish = await read_body(request, Wish)
        ids, key = _ids(wish), secrets.token_hex(8)
        expires = office.now() + wish.expire_time * MINUTE
        row = (key, operation, wish.callback_url, expires, json.dumps(ids))
        await office.store.write(lambda connection: _keep(connection, ids, row))
        return key

    return answer


def _ids(wish: Wish) -> list[int]:
    parts = [part.strip() for part in wish.ids.split(",") if part.strip()]
    if not parts or not all(is_id(part) for part in parts):
        raise bad_request("ids must be resource ids, like 1,2,3.")
    if not is_address(wish.callback_url):
        raise bad_request("callbackUrl must be an http or https address.")
    if not 1 <= wish.expire_time <= LONGEST_MINUTES:
        raise bad_request(f"expireTime must be 1 to {LONGEST_MINUTES} minutes.")
    return [int(part) for part in parts]


def _keep(connection: sqlite3.Connection, ids: list[int], row: tuple[str, str, str, int, str]) -> None:
    """The same wish again renews it instead of standing beside the first."""
    known = {key for (key,) in connection.execute("SELECT id FROM resource")}
    if missing := [key for key in ids if key not in known]:
        raise bad_request(f"There is no bookable resource {missing[0]}.")
    connection.execute(
        "DELETE FROM subscription WHERE operation = ? AND callback_url = ? AND resource_ids = ?",
        (row[1], row[2], row[4]),
    )
    connection.execute(_INSERT, row)


OPERATIONS = tuple(
    Operation(name, "POST", path, subscribe(name))
    for name, path in (
        ("booking.subscribe", "/api/external/booking/v1/subscribe"),
        ("room_status.subscribe", "/api/external/bookableResourceStatus/v1/subscribe"),
        ("access_key.subscribe_daily", "/api/external/accessKey/v1/subscribe/daily"),
        ("access_key.subscribe", "/api/external/accessKey/v1/subscribe"),
    )
)
