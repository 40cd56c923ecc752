"""One method an operation: typed arguments in, decoded records out. Knows no domain and remembers nothing."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import msgspec

from kiosk.backends.base import ClockReading
from kiosk.backends.errors import Garbled, NotFound
from kiosk.backends.offision.decode import Decoded, Unreadable, decode_all, parse, read, split
from kiosk.backends.offision.models import (
    AccessLink,
    Booking,
    BookingRequest,
    Building,
    Resource,
    ResourceAppointment,
    RoomStatus,
    Subscription,
    Wire,
)
from kiosk.backends.offision.operations import Operation, Reply, operations, unknown_name
from kiosk.backends.offision.paging import Page, pages, read_page
from kiosk.backends.offision.query import Value, batches, encode
from kiosk.backends.offision.transport import Answer, Transport

ROWS_A_PAGE = 1000
LONGEST_SUBSCRIPTION = 1440
Record = TypeVar("Record", bound=Wire)


@dataclass(frozen=True, slots=True)
class Statuses:
    """The answer about room status: its records, its bodies as they came, and the server's clock."""

    rooms: Decoded[RoomStatus]
    body: bytes
    clock: ClockReading | None


class OffisionClient:
    """The External API of one server. Every method may raise `BackendError`."""

    def __init__(self, transport: Transport, paths: Mapping[str, str] | None = None) -> None:
        """`paths` replaces default paths by operation name; raises ValueError where one is not to be used."""
        self.transport = transport
        self.operations = operations(paths or {})

    async def information(self) -> object:
        """What the server says of itself; its fields are not documented, so they are kept as they come."""
        operation = self.operations["system.information"]
        return self._parsed(operation, (await self._answer(operation)).body)

    async def room_status(self, ids: Sequence[str]) -> Statuses:
        """The status of rooms: one request, unless the list of ids is too long for one address."""
        answers = await self._batched(self.operations["room_status.get"], "id", ids, {})
        decoded = [self._all(self.operations["room_status.get"], RoomStatus, answer.body) for answer in answers]
        body = b"\n".join(answer.body for answer in answers)
        return Statuses(_joined(decoded), body, next((one.clock for one in answers if one.clock is not None), None))

    async def appointments(
        self,
        *,
        resource_ids: Sequence[str] = (),
        start: datetime | None = None,
        end: datetime | None = None,
        ids: Sequence[str] = (),
        booking_ids: Sequence[str] = (),
        organizer_ids: Sequence[str] = (),
        resource_types: Sequence[str] = (),
        booking_states: Sequence[str] = (),
        search_text: str | None = None,
        exclude_preparation: bool | None = None,
    ) -> Decoded[ResourceAppointment]:
        """Appointments that touch `[start, end)`, of all pages."""
        fixed: dict[str, Value] = {
            "from": start,
            "to": end,
            "id": ids,
            "bookingId": booking_ids,
            "organizerUserId": organizer_ids,
            "bookableResourceType": resource_types,
            "bookingState": booking_states,
            "searchText": search_text,
            "excludePreparation": exclude_preparation,
        }
        return await self._search(
            "booking.appointments", ResourceAppointment, "bookableResourceId", resource_ids, fixed
        )

    async def access_keys(self, resource_ids: Sequence[str], types: Sequence[str] = ()) -> Decoded[AccessLink]:
        """Links of rooms; `types` out of oneTime, static, daily, none for all."""
        operation = self.operations["access_key.search"]
        answers = await self._batched(operation, "bookableResourceId", resource_ids, {"type": types})
        return _joined([self._all(operation, AccessLink, answer.body) for answer in answers])

    async def bookable_resource(self, resource_id: str) -> Resource:
        """One resource."""
        operation = self.operations["bookable_resource.get"]
        answer = await self._answer(operation, {"id": resource_id})
        return self._one(operation, Resource, answer.body)

    async def bookable_resources(
        self,
        *,
        ids: Sequence[str] = (),
        types: Sequence[str] = (),
        category_ids: Sequence[str] = (),
        access_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
        min_capacity: int | None = None,
        max_capacity: int | None = None,
        search_text: str | None = None,
    ) -> Decoded[Resource]:
        """Resources, of all pages; `types` out of room, desk, equipment; a floor id may be the word null."""
        fixed: dict[str, Value] = {
            "type": types,
            "categoryId": category_ids,
            "accessId": access_ids,
            "floorId": floor_ids,
            "minCapacity": min_capacity,
            "maxCapacity": max_capacity,
            "searchText": search_text,
        }
        return await self._search("bookable_resource.search", Resource, "id", ids, fixed)

    async def buildings(self, *, ids: Sequence[str] = (), search_text: str | None = None) -> Decoded[Building]:
        """Buildings and their floors, of all pages."""
        return await self._search("building.search", Building, "id", ids, {"searchText": search_text})

    async def create_booking(self, booking: BookingRequest) -> Booking:
        """Make a booking; raises `Conflict` where the time is taken. Never sent twice."""
        operation = self.operations["booking.create"]
        answer = await self._answer(operation, body=msgspec.json.encode(booking))
        return self._one(operation, Booking, answer.body)

    async def subscribe(self, name: str, ids: Sequence[str], callback_url: str, minutes: int) -> None:
        """Ask to be called for `minutes` (at most 1440) by `name`, one of the four operations that subscribe."""
        wish = Subscription(",".join(ids), callback_url, max(1, min(minutes, LONGEST_SUBSCRIPTION)))
        await self._answer(self.operations[name], body=msgspec.json.encode(wish))

    async def call(self, name: str, query: Mapping[str, str] | None = None, body: bytes | None = None) -> bytes:
        """Any operation as it is: the body of its answer.

        Raises ValueError, naming the nearest, for an operation or a query name that does not exist.
        """
        if (operation := self.operations.get(name)) is None:
            raise ValueError(unknown_name("operation", name, self.operations))
        for key in query or {}:
            if key not in (known := (*operation.query, *operation.in_path)):
                raise ValueError(unknown_name(f"parameter of {name}", key, known))
        return (await self._answer(operation, query or {}, body)).body

    async def _search(
        self, name: str, kind: type[Record], listed: str, ids: Sequence[str], fixed: Mapping[str, Value]
    ) -> Decoded[Record]:
        operation = self.operations[name]
        beside = self._length(operation, {**fixed, "row": ROWS_A_PAGE, "page": 10_000, listed: "-"})
        decoded: list[Decoded[Record]] = []
        for batch in batches(ids, beside) if ids else [()]:
            async for page in self._pages(operation, {**fixed, listed: batch}):
                decoded.append(decode_all(kind, page.items))  # noqa: PERF401 - pages come one by one
        return _joined(decoded)

    def _pages(self, operation: Operation, query: Mapping[str, Value]) -> AsyncIterator[Page]:
        async def fetch(number: int | None) -> Page:
            answer = await self._answer(operation, {**query, "page": number, "row": ROWS_A_PAGE})
            try:
                return read_page(answer.body)
            except Unreadable:
                raise self._garbled(operation, answer.body, "a list of data with its total") from None

        return pages(fetch)

    async def _batched(
        self, operation: Operation, listed: str, ids: Sequence[str], fixed: Mapping[str, Value]
    ) -> list[Answer]:
        """One answer a batch of ids, all at once; where one fails, that failure."""
        beside = self._length(operation, {**fixed, listed: "-"})
        asked = [self._answer(operation, {**fixed, listed: batch}) for batch in batches(ids, beside)]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer
        return [answer for answer in answers if isinstance(answer, Answer)]

    def _length(self, operation: Operation, query: Mapping[str, Value]) -> int:
        address = self.transport.address
        return len(f"{address.origin}{address.prefix}{operation.path}?{encode(query)}")

    async def _answer(
        self, operation: Operation, query: Mapping[str, Value] | None = None, body: bytes | None = None
    ) -> Answer:
        values = dict(query or {})
        path = operation.filled({name: str(values.pop(name, "")) for name in operation.in_path})
        try:
            answer = await self.transport.request(operation.method, path, encode(values), body)
        except NotFound as missing:
            failure = NotFound(missing.sentence, _advice(operation))
        else:
            if answer.body.strip() or operation.reply is Reply.STRING:
                return answer
            raise self._garbled(operation, b"", "JSON")
        raise failure

    def _all(self, operation: Operation, kind: type[Record], body: bytes) -> Decoded[Record]:
        try:
            return decode_all(kind, split(body))
        except Unreadable:
            raise self._garbled(operation, body, "a list") from None

    def _one(self, operation: Operation, kind: type[Record], body: bytes) -> Record:
        try:
            return read(kind, parse(body))[0]
        except Unreadable:
            raise self._garbled(operation, body, "an object") from None

    def _parsed(self, operation: Operation, body: bytes) -> object:
        try:
            return parse(body)
        except Unreadable:
            raise self._garbled(operation, body, "JSON") from None

    def _garbled(self, operation: Operation, body: bytes, expected: str) -> Garbled:
        found = "something else, or only a part of it" if body.strip() else "an empty body"
        where = f"{self.transport.address.origin}{self.transport.address.prefix}{operation.path}"
        return Garbled(
            f"{where} ({operation.name}) should answer {expected}, but answered {found}.", _advice(operation)
        )


def _joined(parts: Sequence[Decoded[Record]]) -> Decoded[Record]:
    return Decoded(
        tuple(item for part in parts for item in part.items),
        tuple(bad for part in parts for bad in part.bad),
        sum(part.repaired for part in parts),
    )


def _advice(operation: Operation) -> str:
    if operation.confirmed:
        return f"Check the server's address, and the path of {operation.name} if [offision.paths] names one."
    return (
        f"{operation.path} is only this program's default for {operation.name}: read the real path off your server's "
        f'own API page and set it in the config, under [offision.paths], as "{operation.name}" = "/…".'
    )
