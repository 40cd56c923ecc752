"""What the local server's own routes do for visitors: find, let in, let go, receive, invite, list."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from kiosk.backends.errors import Garbled, NotFound, Rejected
from kiosk.backends.http.decode import Unreadable, decode_all, parse, read, split
from kiosk.backends.http.moments import read_span
from kiosk.backends.http.query import Value, encode
from kiosk.backends.http.records import Id, Period, Wire
from kiosk.backends.http.transport import Answer, Transport
from kiosk.backends.offision.visits import STATES
from kiosk.domain.visit import BadgeState, Host, Visit
from kiosk.domain.visiting import Invited
from kiosk.domain.zones import zone_named

VISITS = "/api/kiosk/v1/visits"
HOSTS = "/api/kiosk/v1/hosts"
GUESSES = "/api/kiosk/v1/guesses"
ROWS = 500


class LocalPerson(Wire):
    """A visitor or a host."""

    id: Id | None = None
    name: str | None = None
    email_address: str | None = None
    company: str | None = None


class LocalPlace(Wire):
    """A building or a room."""

    id: Id | None = None
    name: str | None = None
    floor: str | None = None


class LocalVisit(Wire):
    """A visit as these routes answer it."""

    vital = frozenset({"id", "state", "period", "period.start", "period.end", "timeZone"})

    id: Id
    state: str
    period: Period
    time_zone: str
    uid: str | None = None
    registration_code: str | None = None
    visitor: LocalPerson | None = None
    host: LocalPerson | None = None
    building: LocalPlace | None = None
    room: LocalPlace | None = None
    check_in_date: datetime | None = None
    check_out_date: datetime | None = None


class LocalLock(Wire):
    """Until when nobody may try a code."""

    until: datetime | None = None


class LocalVisitors:
    """Asks one local server. Every method may raise `BackendError`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def find(self, code: str) -> tuple[Visit, ...]:
        """The visits with this code or this uid, newest first."""
        found = await self._list({"code": code}) or await self._list({"uid": code})
        return tuple(sorted(found, key=lambda one: one.start, reverse=True))

    async def expected(self) -> tuple[Visit, ...]:
        """Who is expected in the day to come, and who is in; at most five hundred, the earliest first."""
        return await self._list({"row": ROWS})

    async def arrive(self, visit: Visit, at: datetime, key: str) -> None:
        """Once a key, and once a visit."""
        await self._act(visit, "arrive", at, key)

    async def leave(self, visit: Visit, at: datetime, key: str) -> None:
        """The same."""
        await self._act(visit, "leave", at, key)

    async def hosts(self, text: str, most: int) -> tuple[Host, ...]:
        """People whose name begins so."""
        answer = await self._transport.request("GET", HOSTS, encode({"text": text, "row": most}))
        try:
            people = decode_all(LocalPerson, split(answer.body)).items
        except Unreadable:
            raise self._garbled(HOSTS, "a list") from None
        return tuple(_host(one) for one in people if one.name)

    async def walk_in(self, visit: Visit, key: str) -> Visit:
        """The visit as the server keeps it; once a key."""
        host = visit.host and (visit.host.id or visit.host.email or visit.host.name)
        body = {
            "name": visit.visitor, "email": visit.email, "company": visit.company, "host": host,
            "building": visit.building_id, "code": visit.code or None, "uid": visit.uid, "timeZone": visit.time_zone,
            "from": visit.start, "to": visit.end,
        }  # fmt: skip
        return await self._made(f"{VISITS}/walk-ins", body, key)

    async def invite(self, invited: Invited, key: str) -> Visit:
        """The invitation, with the code and the uid that the server gave it; once a key."""
        body = {
            "name": invited.name, "email": invited.email, "company": invited.company, "host": invited.host,
            "building": invited.building, "room": invited.room, "timeZone": invited.time_zone,
            "from": invited.start, "to": invited.end,
        }  # fmt: skip
        return await self._made(VISITS, body, key)

    async def lock(self, building: str, at: datetime) -> datetime | None:
        """Until when nobody may try a code in this building; an older server keeps no locks."""
        try:
            answer = await self._transport.request("GET", GUESSES, encode({"building": building, "date": at}))
        except NotFound:
            return None
        try:
            return _moment(read(LocalLock, parse(answer.body))[0].until)
        except Unreadable:
            raise self._garbled(GUESSES, "a lock") from None

    async def missed(self, building: str, at: datetime) -> None:
        """A code was none."""
        body = msgspec.json.encode({"building": building, "date": at})
        await self._transport.request("POST", GUESSES, body=body)

    async def _list(self, query: Mapping[str, Value]) -> tuple[Visit, ...]:
        answer = await self._transport.request("GET", VISITS, encode(query))
        try:
            page = parse(answer.body)
        except Unreadable:
            page = None
        rows = page.get("data") if isinstance(page, dict) else None
        if not isinstance(rows, list):
            raise self._garbled(VISITS, "a page")
        visits = (_visit(one) for one in decode_all(LocalVisit, rows).items)
        return tuple(one for one in visits if one is not None)

    async def _act(self, visit: Visit, name: str, at: datetime, key: str) -> None:
        if not (visit.id.isascii() and visit.id.isdecimal()):
            raise NotFound("The server knows no such visit.", "Look the code up again.")
        await self._post(f"{VISITS}/{visit.id}/{name}", {"date": at}, key)

    async def _made(self, path: str, body: Mapping[str, object], key: str) -> Visit:
        answer = await self._post(path, body, key)
        try:
            made = _visit(read(LocalVisit, parse(answer.body))[0])
        except Unreadable:
            made = None
        if made is None:
            raise self._garbled(path, "a visit")
        return made

    async def _post(self, path: str, body: Mapping[str, object], key: str) -> Answer:
        try:
            data = msgspec.json.encode(body)
        except UnicodeEncodeError:
            raise Rejected("A text in it is no text.", "Type it again.") from None
        headers = ((b"Idempotency-Key", key.encode("ascii")),)
        return await self._transport.request("POST", path, body=data, headers=headers)

    def _garbled(self, path: str, expected: str) -> Garbled:
        sentence = f"{self._transport.address.origin}{path} should answer {expected}, but answered something else."
        return Garbled(sentence, "Check that the address is that of a `kiosk server`.")


def _visit(one: LocalVisit) -> Visit | None:
    zone = _zone(one.time_zone)
    span = read_span(one.period, ZoneInfo(zone))
    if span is None or span.end <= span.start:
        return None
    visitor, building, room = one.visitor or LocalPerson(), one.building or LocalPlace(), one.room or LocalPlace()
    return Visit(
        str(one.id),
        one.registration_code or "",
        span.start,
        span.end,
        zone,
        STATES.get(one.state, BadgeState.UNKNOWN),
        uid=one.uid,
        visitor=visitor.name or None,
        email=visitor.email_address,
        company=visitor.company,
        building_id=None if building.id is None else str(building.id),
        building=building.name,
        room=room.name,
        floor=room.floor,
        host=None if one.host is None or not one.host.name else _host(one.host),
        arrived=_moment(one.check_in_date),
        left=_moment(one.check_out_date),
    )


def _host(one: LocalPerson) -> Host:
    return Host(one.name or "", None if one.id is None else str(one.id), one.email_address)


def _zone(key: str) -> str:
    try:
        return zone_named(key).key
    except ValueError:
        return "UTC"


def _moment(moment: datetime | None) -> datetime | None:
    try:
        return None if moment is None or moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:  # in the first or the last hours of all years
        return None
