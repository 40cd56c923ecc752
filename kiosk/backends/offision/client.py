"""One method an operation: typed arguments in, decoded records out. Knows no domain and remembers nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from kiosk.backends.base import ClockReading
from kiosk.backends.http.decode import Decoded
from kiosk.backends.http.query import Moment, Value
from kiosk.backends.http.transport import Transport
from kiosk.backends.offision.calls import Calls
from kiosk.backends.offision.epaper import Epaper
from kiosk.backends.offision.figures import Figures
from kiosk.backends.offision.models import (
    AccessLink,
    Booking,
    BookingRequest,
    Building,
    ListedAppointment,
    Resource,
    ResourceAppointment,
    RoomStatus,
    StateSeen,
    Subscription,
)
from kiosk.backends.offision.models_house import Locker, ServiceItem, User
from kiosk.backends.offision.operations import Operation, Reply, unknown_name
from kiosk.backends.offision.requests import check_body
from kiosk.backends.offision.search import Search, joined
from kiosk.backends.offision.sensors import Sensors
from kiosk.backends.offision.visitors import Visitors

LONGEST_SUBSCRIPTION = 1440
LARGEST_FILE = 64 << 20
FILE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Statuses:
    """The answer about room status: its records, its bodies as they came, and the server's clock."""

    rooms: Decoded[RoomStatus]
    body: bytes
    clock: ClockReading | None


class OffisionClient:
    """The External API of one server. Every method may raise `BackendError`.

    A sequence of ids (or names) that is empty asks for all. A search is awaited, or walked page by page.
    """

    def __init__(self, transport: Transport, paths: Mapping[str, str] | None = None) -> None:
        """`paths` replaces default paths by operation name; raises ValueError where one is not to be used."""
        self.transport = transport
        self._calls = Calls(transport, paths or {})
        self.visitors = Visitors(self._calls)
        self.sensors = Sensors(self._calls)
        self.epaper = Epaper(self._calls)
        self.figures = Figures(self._calls)

    @property
    def operations(self) -> Mapping[str, Operation]:
        """Every operation by name, with its path on this server."""
        return self._calls.operations

    async def information(self) -> object:
        """What the server says of itself; its fields are not documented, so they are kept as they come."""
        return await self._calls.parsed("system.information")

    async def room_status(self, ids: Sequence[str]) -> Statuses:
        """The status of rooms: one request, unless the list of ids is too long for one address."""
        answers = await self._calls.batched("room_status.get", "id", ids, {})
        rooms = joined([self._calls.items("room_status.get", RoomStatus, answer) for answer in answers])
        body = b"\n".join(answer.body for answer in answers)
        return Statuses(rooms, body, next((one.clock for one in answers if one.clock is not None), None))

    def appointments(
        self,
        *,
        resource_ids: Sequence[str] = (),
        start: Moment | None = None,
        end: Moment | None = None,
        ids: Sequence[str] = (),
        booking_ids: Sequence[str] = (),
        organizer_ids: Sequence[str] = (),
        resource_types: Sequence[str] = (),
        booking_states: Sequence[str] = (),
        search_text: str | None = None,
        exclude_preparation: bool | None = None,
    ) -> Search[ResourceAppointment]:
        """Appointments that touch `[start, end)`."""
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
        listed = "bookableResourceId"
        return self._calls.search("booking.appointments", ResourceAppointment, listed, resource_ids, fixed)

    def listed(self, *, resource_ids: Sequence[str], start: Moment, end: Moment) -> Search[ListedAppointment]:
        """The same, and of each only what a door needs."""
        fixed: dict[str, Value] = {"from": start, "to": end}
        return self._calls.search("booking.appointments", ListedAppointment, "bookableResourceId", resource_ids, fixed)

    def states_listed(self, name: str, *, resource_ids: Sequence[str], start: Moment, end: Moment) -> Search[StateSeen]:
        """The same in one state, and only as much of each as tells it from others."""
        fixed: dict[str, Value] = {"from": start, "to": end, "bookingState": (name,)}
        return self._calls.search("booking.appointments", StateSeen, "bookableResourceId", resource_ids, fixed)

    async def access_keys(self, resource_ids: Sequence[str], types: Sequence[str] = ()) -> Decoded[AccessLink]:
        """Links of these rooms, none for none; `types` out of oneTime, static, daily."""
        listed = "bookableResourceId"
        return await self._calls.arrays("access_key.search", AccessLink, listed, resource_ids, {"type": types})

    async def bookable_resource(self, resource_id: str) -> Resource:
        """One resource."""
        return await self._calls.one("bookable_resource.get", Resource, {"id": resource_id})

    def bookable_resources(
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
    ) -> Search[Resource]:
        """Resources; `types` out of room, desk, equipment; a floor id may be the word null."""
        fixed: dict[str, Value] = {
            "type": types,
            "categoryId": category_ids,
            "accessId": access_ids,
            "floorId": floor_ids,
            "minCapacity": min_capacity,
            "maxCapacity": max_capacity,
            "searchText": search_text,
        }
        return self._calls.search("bookable_resource.search", Resource, "id", ids, fixed)

    def buildings(self, *, ids: Sequence[str] = (), search_text: str | None = None) -> Search[Building]:
        """Buildings and their floors."""
        return self._calls.search("building.search", Building, "id", ids, {"searchText": search_text})

    def lockers(self, *, ids: Sequence[str] = (), search_text: str | None = None) -> Search[Locker]:
        """Lockers and where they are."""
        return self._calls.search("locker.search", Locker, "id", ids, {"searchText": search_text})

    def service_items(
        self,
        *,
        ids: Sequence[str] = (),
        types: Sequence[str] = (),
        service_plan_ids: Sequence[str] = (),
        search_text: str | None = None,
    ) -> Search[ServiceItem]:
        """What can be ordered for a booking; `types` out of betweenBooking, afterBooking and others."""
        fixed: dict[str, Value] = {"type": types, "servicePlanId": service_plan_ids, "searchText": search_text}
        return self._calls.search("service_item.search", ServiceItem, "id", ids, fixed)

    async def user(self, user_id: str) -> User:
        """One person with an account."""
        return await self._calls.one("user.get", User, {"id": user_id})

    def users(
        self, *, ids: Sequence[str] = (), group_ids: Sequence[str] = (), search_text: str | None = None
    ) -> Search[User]:
        """People with an account."""
        fixed: dict[str, Value] = {"userGroupId": group_ids, "searchText": search_text}
        return self._calls.search("user.search", User, "id", ids, fixed)

    async def create_booking(self, booking: BookingRequest) -> Booking:
        """Make a booking; raises `Conflict` where the time is taken. Never sent twice."""
        return await self._calls.one("booking.create", Booking, body=booking)

    async def export_bookings(
        self,
        path: Path,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        time_zone: str | None = None,
        organizer_email_domain: str | None = None,
        largest: int = LARGEST_FILE,
        seconds: float = FILE_SECONDS,
    ) -> None:
        """The bookings of a period as a workbook, written to `path` whole or not at all; raises OSError.

        `time_zone` is an IANA key, None for UTC. The reference calls this operation still under construction.
        """
        query = {"From": start, "To": end, "TimeZone": time_zone, "OrganizerEmailDomain": organizer_email_domain}
        await self._calls.file("booking.export", query, path, largest=largest, seconds=seconds)

    async def subscribe(self, name: str, ids: Sequence[str], callback_url: str, minutes: int) -> None:
        """Ask to be called for `minutes` (at most 1440) by `name`, one of the four operations that subscribe."""
        wish = Subscription(",".join(ids), callback_url, max(1, min(minutes, LONGEST_SUBSCRIPTION)))
        await self._calls.answer(name, body=msgspec.json.encode(wish))

    async def call(self, name: str, query: Mapping[str, str] | None = None, body: bytes | None = None) -> bytes:
        """Any operation that answers JSON, as it is: the body of its answer.

        Raises ValueError, naming the nearest, for an operation, a query name or a field of the body that is unknown.
        """
        operation = self._checked(name, query or {}, body)
        if operation.reply is Reply.FILE:
            message = f"{name} answers a file: say where to write it (--output F.xlsx)"
            raise ValueError(message)
        return (await self._calls.answer(name, query, body)).body

    async def download(self, name: str, query: Mapping[str, str], path: Path, *, largest: int = LARGEST_FILE) -> None:
        """Any operation that answers a file, written to `path`. Raises ValueError as `call` does, and OSError."""
        if self._checked(name, query, None).reply is not Reply.FILE:
            message = f"{name} answers no file, so there is nothing to write to one"
            raise ValueError(message)
        await self._calls.file(name, query, path, largest=largest, seconds=FILE_SECONDS)

    def _checked(self, name: str, query: Mapping[str, str], body: bytes | None) -> Operation:
        if (operation := self.operations.get(name)) is None:
            raise ValueError(unknown_name("operation", name, self.operations))
        for key in query:
            if key not in (known := (*operation.query, *operation.in_path)):
                raise ValueError(unknown_name(f"parameter of {name}", key, known))
        check_body(operation, body)
        return operation
