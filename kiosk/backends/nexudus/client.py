"""One method an operation of the REST API: typed arguments in, decoded records out. Knows no domain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import msgspec

from kiosk.backends.base import ClockReading
from kiosk.backends.errors import Garbled, NotFound
from kiosk.backends.http.decode import Unreadable, parse, read
from kiosk.backends.http.query import Value, encode
from kiosk.backends.http.transport import Answer
from kiosk.backends.nexudus.envelope import Outcome, Page, Rows, read_outcome, read_page, read_rows
from kiosk.backends.nexudus.line import AVAILABLE
from kiosk.backends.nexudus.operations import (
    BOOKINGS,
    CLOSURES,
    COMMANDS,
    COWORKERS,
    ENUMS,
    RESOURCES,
    RUN_COMMAND,
    VISITORS,
    operation_of,
)
from kiosk.backends.nexudus.records import Booking, Choice, Closure, Command, Record, Resource
from kiosk.backends.nexudus.session import Caller

REPEAT_CYCLE, UPDATE_ACTION = "eBookingRepeatCycle", "eRepeatedBookingUpdateAction"
MOST_PAGES = 200
PAGE_SIZE = 500
HINT_IDS = "`kiosk rooms` lists the rooms with their ids."
Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class Listing:
    """The bookings of all pages, and what the first answer says of the server's clock.

    `age` is how many seconds before the request they were true: more than 0 where a relay kept them.
    """

    rows: Rows[Booking]
    clock: ClockReading | None = None
    age: float = 0.0


@dataclass(frozen=True, slots=True)
class Records:
    """The records of all pages, undecoded, each once; `pages` is how many requests they took, the rest as `Listing`."""

    found: tuple[bytes, ...]
    pages: int
    clock: ClockReading | None = None
    age: float = 0.0


@dataclass(frozen=True, slots=True)
class Availability:
    """What the server thinks of a booking that is not made yet [K, from a working client]."""

    available: bool
    can_be_ignored: bool = False
    code: str | None = None


class NexudusClient:
    """The API of one account. Every method may raise `BackendError`."""

    def __init__(self, session: Caller, *, page_size: int = PAGE_SIZE, anew: bool = False) -> None:
        """`page_size` is asked for; the server may give less [K]. With `anew` no answer may have been kept anywhere."""
        self.session = session
        self._page_size = page_size
        self._anew = anew

    def asking_anew(self) -> "NexudusClient":
        """The same client, for those who act: what they read must be true now."""
        return NexudusClient(self.session, page_size=self._page_size, anew=True)

    async def bookings(self, start: datetime, end: datetime, filters: Mapping[str, Value] | None = None) -> Listing:
        """All bookings that touch `[start, end)` [I: the names of the filters; both ends are widened to minutes]."""
        span: dict[str, Value] = {"To_Booking_FromTime": _ceil(end), "From_Booking_ToTime": _floor(start)}
        all_ = await self.records(BOOKINGS, {**span, **(filters or {})})
        return Listing(read_rows(Booking, all_.found), all_.clock, all_.age)

    async def bookings_by_id(self, ids: Sequence[int | str]) -> Rows[Booking]:
        """The bookings with these ids; cancelled ones are not among them [K]."""
        wanted = ",".join(str(one) for one in ids)
        return read_rows(Booking, (await self.records(BOOKINGS, {"Booking_Id": f"[{wanted}]"})).found)

    async def booking(self, booking_id: int | str) -> dict[str, object]:
        """One booking with every property it has, also those that this program does not know."""
        found = await self._object(f"{BOOKINGS}/{_segment(booking_id)}")
        if str(found.get("Id")) != str(booking_id):
            raise self._garbled(BOOKINGS, "the booking that was asked for")
        return found

    async def create_booking(self, booking: Mapping[str, object]) -> Outcome:
        """Make a booking. Never sent twice, but where the server says that it did not look at it."""
        return await self._write("POST", BOOKINGS, booking)

    async def update_booking(self, booking: Mapping[str, object]) -> Outcome:
        """Replace a booking: **every property that is missing is cleared** [K]; use `bookings.Desk` to change one."""
        return await self._write("PUT", BOOKINGS, booking)

    async def delete_booking(self, booking_id: int | str) -> Outcome:
        """Delete a booking, which unlike the command to cancel leaves no trace."""
        return await self._write("DELETE", f"{BOOKINGS}/{_segment(booking_id)}", None)

    async def available(self, booking: Mapping[str, object]) -> Availability:
        """Whether the server would take this booking."""
        answer = await self._ask("POST", AVAILABLE, body=msgspec.json.encode(booking))
        found = self._parsed(AVAILABLE, answer)
        if not isinstance(found, dict) or not isinstance(free := found.get("available"), bool):
            raise self._garbled(AVAILABLE, "{available, …}")
        code = found.get("errorCode")
        return Availability(free, found.get("canBeIgnored") is True, None if code is None else str(code))

    async def commands(self) -> tuple[Command, ...]:
        """What can be done to bookings; a command that cannot be read is left out."""
        return self._rows(COMMANDS, Command, await self._ask("GET", COMMANDS))

    async def run_command(self, key: str, ids: Sequence[int | str], parameters: Sequence[object] = ()) -> Outcome:
        """Run a command by its key; a refused one can come with HTTP 200 [K]."""
        return await self._write("POST", RUN_COMMAND, {"Key": key, "Ids": list(ids), "Parameters": list(parameters)})

    async def enum(self, name: str) -> dict[int, str]:
        """The values of an enumeration, such as `REPEAT_CYCLE` and `UPDATE_ACTION`, by their numbers."""
        answer = await self._ask("GET", ENUMS, encode({"name": name}))
        return {one.id: one.name or "" for one in self._rows(ENUMS, Choice, answer)}

    async def resources(self) -> Rows[Resource]:
        """All resources, archived and hidden ones too [I: the path; K: the fields]."""
        return read_rows(Resource, (await self.records(RESOURCES, {})).found)

    async def resource(self, resource_id: str) -> Resource:
        """One resource, whole."""
        return self._read(RESOURCES, Resource, await self._object(f"{RESOURCES}/{_segment(resource_id)}"))

    async def closures(self, start: datetime, end: datetime) -> Rows[Closure]:
        """Closures; the server may not know the filters [I], so there may be some outside `[start, end)`."""
        name = "BookingAvailabilityException"
        span: dict[str, Value] = {f"To_{name}_FromTime": _ceil(end), f"From_{name}_ToTime": _floor(start)}
        return read_rows(Closure, (await self.records(CLOSURES, span)).found)

    async def closure(self, closure_id: int | str) -> Closure:
        """One closure, with the resources that it is for."""
        return self._read(CLOSURES, Closure, await self._object(f"{CLOSURES}/{_segment(closure_id)}"))

    async def visitor(self, visitor_id: int | str) -> dict[str, object]:
        """One visitor with every property it has."""
        found = await self._object(f"{VISITORS}/{_segment(visitor_id)}")
        if str(found.get("Id")) != str(visitor_id):
            raise self._garbled(VISITORS, "the visitor who was asked for")
        return found

    async def update_visitor(self, visitor: Mapping[str, object]) -> Outcome:
        """Replace a visitor: **every property that is missing is cleared** [K]."""
        return await self._write("PUT", VISITORS, visitor)

    async def coworker(self, coworker_id: int | str) -> dict[str, object]:
        """One customer, whole: keep of it what is needed, at once. No operation of a program's, and no relay's [I]."""
        return await self._object(f"{COWORKERS}/{_segment(coworker_id)}")

    async def call(self, name: str, values: Mapping[str, str] | None = None, body: bytes | None = None) -> bytes:
        """Any operation as it is: the body of its answer; a PUT clears whatever `body` does not carry [K].

        Raises ValueError, naming the nearest, for an operation or a value that does not exist.
        """
        operation = operation_of(name)
        path, query = operation.prepared(values or {}, body)
        return (await self._ask(operation.method, path, query, body)).body

    async def records(self, path: str, query: Mapping[str, Value]) -> Records:
        """The records of all pages, each once as it came, the first answer's clock, and the oldest one's age."""
        found: dict[bytes, None] = {}
        clock, age = None, 0.0
        for number in range(1, MOST_PAGES + 1):
            asked = encode({**query, "page": number, "size": self._page_size, "orderby": "Id"})
            answer = await self._ask("GET", path, asked)
            clock, age = clock or answer.clock, max(age, answer.age)
            page, before = self._page(path, answer), len(found)
            found.update(dict.fromkeys(page.records))
            if page.more is False or not page.records or (page.more is None and len(found) == before):
                return Records(tuple(found), number, clock, age)
            if len(found) == before:
                break
        raise self._garbled(path, "a list that ends")

    async def _object(self, path: str) -> dict[str, object]:
        value = self._parsed(path, await self._ask("GET", path))
        if not isinstance(value, dict):
            raise self._garbled(path, "an object")
        return value

    async def _write(self, method: str, path: str, value: Mapping[str, object] | None) -> Outcome:
        answer = await self._ask(method, path, body=None if value is None else msgspec.json.encode(value))
        try:
            return read_outcome(answer.body)
        except Unreadable:
            raise self._garbled(path, "whether it was successful") from None

    async def _ask(self, method: str, path: str, query: str = "", body: bytes | None = None) -> Answer:
        try:
            answer = await self.session.request(method, path, query, body, anew=self._anew and method == "GET")
        except NotFound as missing:
            hint = "Check [backend] url, which is https://spaces.nexudus.com unless you were told another."
            raise NotFound(missing.sentence, hint) from None
        if not answer.body.strip():
            raise self._garbled(path, "JSON")
        return answer

    def _page(self, path: str, answer: Answer) -> Page:
        try:
            return read_page(answer.body)
        except Unreadable:
            raise self._garbled(path, "a list of Records") from None

    def _rows(self, path: str, kind: type[Kind], answer: Answer) -> tuple[Kind, ...]:
        value = self._parsed(path, answer)
        if not isinstance(value, list):
            raise self._garbled(path, "a list")
        return tuple(one for one, _ in read_rows(kind, (msgspec.json.encode(item) for item in value)).good)

    def _parsed(self, path: str, answer: Answer) -> object:
        try:
            return parse(answer.body)
        except Unreadable:
            raise self._garbled(path, "JSON") from None

    def _read(self, path: str, kind: type[Kind], value: object) -> Kind:
        try:
            return read(kind, value)[0]
        except Unreadable:
            raise self._garbled(path, "a whole record") from None

    def _garbled(self, path: str, expected: str) -> Garbled:
        where = f"{self.session.transport.address.origin}{path}"
        return Garbled(
            f"{where} should answer {expected}, but answered something else, or only a part of it.",
            "Check [backend] url; a proxy may stand in between.",
        )


def _segment(value: int | str) -> str:
    """An id as a part of a path. Raises `NotFound` for one that can be none of this system's."""
    text = str(value)
    if not (text.isascii() and text.isdecimal()):
        raise NotFound("That is no id of this system; expected a number.", HINT_IDS)
    return text


def _floor(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def _ceil(moment: datetime) -> datetime:
    floor = _floor(moment)
    return floor if floor == moment else floor + timedelta(minutes=1)
