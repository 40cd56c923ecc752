"""What the documented operations cannot do with visits: invite, let in, let go, receive, and say who is expected."""

import secrets
import sqlite3
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.requests import Request

from kiosk.domain.zones import zone_named
from kiosk.server import visitors
from kiosk.server.body import key_of, ms_of, read_body
from kiosk.server.instants import DAY
from kiosk.server.numbers import BADGE_INITIAL, BADGE_STATES, BADGE_VISITING
from kiosk.server.office import Office, Operation
from kiosk.server.query import Page
from kiosk.server.refusal import bad_request
from kiosk.server.routes.badges import badge_state_at, span_of
from kiosk.server.sql import Where, page_of

MOST_HOSTS = 20
_LETTERS, _LENGTH = "ABCDEFGHJKLMNPQRSTUVWXYZ", 6  # without those that are taken for digits
Name = Annotated[str, Meta(max_length=200)]
Key = Annotated[str, Meta(min_length=1, max_length=100)]


class Moment(msgspec.Struct, forbid_unknown_fields=True):
    """The body of arrive and leave: when it was, the server's own now where it does not say. The path tells who."""

    date: datetime | None = None
    registrationCode: Name | None = None  # noqa: N815 - its name on the wire


class Invitation(msgspec.Struct, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """Somebody is invited over `[from, to)`. `host` is a person's id, mail address or name; so are the others."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    start: datetime
    end: datetime
    email: Name | None = None
    company: Name | None = None
    host: Name | None = None
    building: Key | None = None
    room: Key | None = None
    timeZone: Key = "UTC"  # noqa: N815 - its name on the wire


class WalkIn(msgspec.Struct, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """Somebody came without an invitation, at `from`. A `code` or `uid` that is taken is replaced."""

    start: datetime
    end: datetime
    name: Name | None = None
    email: Name | None = None
    company: Name | None = None
    host: Name | None = None
    building: Key | None = None
    code: Annotated[str, Meta(pattern="^[A-Z0-9]{4,12}$")] | None = None
    uid: Annotated[str, Meta(pattern="^[A-Za-z0-9-]{8,64}$")] | None = None
    timeZone: Key = "UTC"  # noqa: N815 - its name on the wire


@dataclass(frozen=True, slots=True)
class _Asked:
    name: str
    key: str | None
    new: visitors.NewVisit
    now: int


async def found(office: Office, request: Request) -> object:
    """Visits by `code` or `uid`; else those that are expected in `[from, to)`, the day to come, or in the house."""
    now, query = office.now(), office.query(request)
    start, end = span_of(query)
    where, codes, uids = Where(), query.texts("code"), query.texts("uid")
    if codes is None and uids is None:
        start, end = (now if start is None else start), (now + DAY if end is None else end)
        _expected_or_in(where, query.numbers("state", BADGE_STATES), now, (start, end))
    where.among("g.code", codes)
    where.among("g.uid", uids)
    where.among("v.building_id", query.ids("buildingId"))
    await office.days.fill_traces(start, end, now)
    return await office.store.read(partial(_page, where, query.page(), now))


def _expected_or_in(where: Where, states: list[int] | None, now: int, span: tuple[int, int]) -> None:
    """In the house are also those whose time is over."""
    state = badge_state_at(now)
    where.among(f"({state})", states or [BADGE_INITIAL, BADGE_VISITING])
    where.add(f"({state}) = {BADGE_VISITING} OR (v.ends > ? AND v.starts < ?)", *span)


async def find_hosts(office: Office, request: Request) -> object:
    """At most twenty people whose name begins with `text` in any of its words; never all of them."""
    query = office.query(request)
    text, rows = query.text("text") or "", query.whole("row") or MOST_HOSTS
    if not text.strip():
        raise bad_request("text must have at least one letter.")
    return await office.store.read(lambda connection: visitors.hosts(connection, text, max(1, min(rows, MOST_HOSTS))))


def _acting(name: str) -> Callable[[Office, Request], Awaitable[object]]:
    async def answer(office: Office, request: Request) -> object:
        body, now = await read_body(request, Moment), office.now()
        at = now if body.date is None else ms_of(body.date, "date")
        key, badge = key_of(request), request.path_params["id"]

        def work(connection: sqlite3.Connection) -> object:
            return visitors.one(connection, visitors.act(connection, badge, name, key, at, now), now)

        return await office.store.write(work)

    return answer


async def invite(office: Office, request: Request) -> object:
    """Make an invitation; a second time with the same Idempotency-Key it is the one that was made."""
    body = await read_body(request, Invitation)
    new = visitors.NewVisit(
        " ".join(body.name.split()), body.email, body.company, body.host, _address(body.host), body.building, body.room,
        ms_of(body.start, "from"), ms_of(body.end, "to"), _zone(body.timeZone),
    )  # fmt: skip
    return await office.store.write(partial(_made, _Asked("invite", key_of(request), new, office.now())))


async def walk_in(office: Office, request: Request) -> object:
    """Somebody is here whom nobody announced; the key as in `invite`."""
    body, now = await read_body(request, WalkIn), office.now()
    new = visitors.NewVisit(
        body.name, body.email, body.company, body.host, _address(body.host), body.building, None,
        ms_of(body.start, "from"), ms_of(body.end, "to"), _zone(body.timeZone),
        min(ms_of(body.start, "from"), now), body.code, body.uid,
    )  # fmt: skip
    return await office.store.write(partial(_made, _Asked("walk_in", key_of(request), new, now)))


def _made(asked: _Asked, connection: sqlite3.Connection) -> object:
    badge = visitors.done(connection, asked.key, asked.name)
    if badge is None:
        visitors.check_span(asked.new.starts, asked.new.ends)
        badge = visitors.make(connection, asked.new, _new_code, lambda: str(uuid.uuid4()))
        visitors.note(connection, asked.key, badge, asked.name, asked.now)
    return visitors.one(connection, badge, asked.now)


def _page(where: Where, page: Page, now: int, connection: sqlite3.Connection) -> dict[str, object]:
    order = "v.starts, g.id"
    return page_of(connection, visitors.select(now), where, order, page, lambda row: visitors.shape(row, now))


def _new_code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def _zone(key: str) -> str:
    try:
        return zone_named(key).key
    except ValueError:
        raise bad_request("timeZone must be an IANA key such as Europe/Berlin.") from None


def _address(host: str | None) -> str | None:
    return host if host is not None and "@" in host else None


_ROOT = "/api/kiosk/v1/"
OPERATIONS = (
    Operation("kiosk.visits", "GET", _ROOT + "visits", found),
    Operation("kiosk.invite", "POST", _ROOT + "visits", invite),
    Operation("kiosk.walk_in", "POST", _ROOT + "visits/walk-ins", walk_in),
    Operation("kiosk.arrive", "POST", _ROOT + "visits/{id}/arrive", _acting("arrive")),
    Operation("kiosk.leave", "POST", _ROOT + "visits/{id}/leave", _acting("leave")),
    Operation("kiosk.hosts", "GET", _ROOT + "hosts", find_hosts),
)
