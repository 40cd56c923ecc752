"""Books rooms, and extends by booking what directly follows. The API can do no more with bookings."""

from datetime import datetime

from kiosk.backends.errors import BackendError, Conflict, Garbled, Rejected
from kiosk.backends.http.moments import read_span
from kiosk.backends.offision.calibration import Calibration
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.models import BookingRequest, ResourceAppointment, ZonedRange
from kiosk.backends.offision.naming import RoomNaming
from kiosk.backends.offision.states import BookingKind
from kiosk.backends.offision.texts import is_blank
from kiosk.backends.outcomes import later_end, taken, whole_seconds
from kiosk.domain.booking import Booking
from kiosk.domain.room import Room


class OffisionDesk:
    """Implements what `kiosk.backends.abilities` says of booking and extending."""

    def __init__(self, client: OffisionClient, naming: RoomNaming, calibration: Calibration) -> None:
        self._client = client
        self._naming = naming
        self._calibration = calibration

    @property
    def possible(self) -> bool:
        """Whether any room can be booked."""
        return self._naming.possible

    async def book(
        self, room: Room, start: datetime, end: datetime, subject: str | None, *, marker: str | None = None
    ) -> Booking:
        """A new booking, of one request, with the marker in its text; raises as `CanBook.book` does."""
        start, end = whole_seconds(start, end)
        period = ZonedRange(_written(start), _written(end))
        text = None if marker is None else _marked(marker)
        wish = BookingRequest(period, resources=[await self._naming.of(room.id)], subject=subject, text_body=text)
        try:
            made = await self._client.create_booking(wish)
        except Conflict as no:
            raise taken(no.code) from None
        except Rejected:  # with which number a server says that a time is taken is not documented
            if await self._is_taken(room, start, end):
                raise taken() from None
            raise
        if made.id is None:
            raise Garbled("The server took the booking, but did not say which it is.", "Look at the room.")
        return Booking(str(made.id), room.id, start, end, subject)

    async def extend(self, room: Room, held: Booking, end: datetime) -> Booking:
        """A booking that directly follows `held`, and is about the same; raises as `CanExtend.extend` does."""
        start, end = later_end(held.end, end)
        return await self.book(room, start, end, held.subject)

    async def find_own(
        self, room: Room, start: datetime, end: datetime, subject: str | None, marker: str
    ) -> Booking | None:
        """The booking with this marker; where a server keeps no texts, the one of the same time and subject.

        Raises `BackendError`.
        """
        start, end = whole_seconds(start, end)
        rows = await self._client.appointments(resource_ids=(room.id,), start=start, end=end)
        found = [one for one in rows.items if self._is_over(one, room, start, end)]
        marked = [one for one in found if marker in (one.text_body or "")]
        plain = [one for one in found if is_blank(one.text_body) and (one.subject or None) == (subject or None)]
        own = next(iter(marked or (plain if len(plain) == 1 else [])), None)
        key = None if own is None or own.booking is None else own.booking.id
        return None if key is None else Booking(str(key), room.id, start, end, subject)

    def _is_over(self, row: ResourceAppointment, room: Room, start: datetime, end: datetime) -> bool:
        """Whether it is a live booking over exactly `[start, end)`."""
        span = read_span(row.period, room.zone)
        return span is not None and (span.start, span.end) == (start, end) and self._holds(row, room, start, end)

    async def _is_taken(self, room: Room, start: datetime, end: datetime) -> bool:
        """Whether a live booking is seen in `[start, end)`."""
        try:
            rows = await self._client.appointments(resource_ids=(room.id,), start=start, end=end)
        except BackendError:
            return False
        return any(self._holds(one, room, start, end) for one in rows.items)

    def _holds(self, row: ResourceAppointment, room: Room, start: datetime, end: datetime) -> bool:
        state = None if row.booking is None else row.booking.booking_state
        live = self._calibration.learned.states.kind_of(state) is not BookingKind.HIDDEN
        span = read_span(row.period, room.zone)
        here = str(row.bookable_resource.id) == room.id
        return here and live and span is not None and span.start < end and start < span.end


def _marked(marker: str) -> str:
    """What stands in a booking's text, so that it can be told from one that somebody else made at the same moment."""
    return f"room-kiosk {marker}"


def _written(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
