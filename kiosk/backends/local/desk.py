"""What the local server's own routes do with a booking: check in, extend, end, cancel."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from kiosk.backends.errors import Conflict, Declined, Garbled, NotFound, Rejected
from kiosk.backends.http.decode import Unreadable, parse, read
from kiosk.backends.http.moments import Span, read_span
from kiosk.backends.http.records import Id, Period, Wire
from kiosk.backends.http.transport import Answer, Transport
from kiosk.backends.outcomes import gone, later_end, taken
from kiosk.domain.booking import Booking

BOOKINGS = "/api/kiosk/v1/bookings"
USING = "using"
LONGEST = timedelta(days=1)
_REASONS = {
    "too_early": ("Check-in is not open yet.", "Come back closer to the start."),
    "not_running": ("The booking has not begun yet.", "Cancel it instead."),
    "over": ("The booking is over or was cancelled.", "Look at the room again."),
    "resource_deleted": ("This room cannot be booked any more.", "Choose another room."),
}


class ActedOn(Wire):
    """A booking as these routes answer it, as it stands then."""

    vital = frozenset({"id", "bookingState", "period", "period.start", "period.end"})

    id: Id
    booking_state: str
    period: Period


class LocalDesk:
    """Acts on bookings of one local server; every method raises as `kiosk.backends.abilities` says."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def check_in(self, held: Booking) -> Booking:
        """Say that the meeting takes place, from ten minutes before its start."""
        return await self._act(held, "check-in")

    async def extend(self, held: Booking, end: datetime) -> Booking:
        """Until `end`, at most a day longer; two who ask for it at once do not add up."""
        start, end = later_end(held.end, end)
        if end - start > LONGEST:
            raise Rejected("An extension is a day at most.", "Choose an earlier end.")
        return await self._act(held, "extend", msgspec.json.encode({"until": end.isoformat()}))

    async def end(self, held: Booking) -> Booking:
        """End it at the server's own now."""
        return await self._act(held, "end")

    async def cancel(self, held: Booking) -> None:
        """Give the whole time back."""
        await self._act(held, "cancel")

    async def _act(self, held: Booking, name: str, body: bytes | None = None) -> Booking:
        if not (held.id.isascii() and held.id.isdecimal()):
            raise gone()
        path = f"{BOOKINGS}/{held.id}/{name}"
        try:
            answer = await self._transport.request("POST", path, body=body)
        except NotFound:
            raise gone() from None
        except Conflict as no:
            raise named(no) from None
        acted, span = self._read(path, answer)
        return Booking(
            str(acted.id), held.room_id, span.start, span.end, held.subject, checked_in=acted.booking_state == USING
        )

    def _read(self, path: str, answer: Answer) -> tuple[ActedOn, Span]:
        where = f"{self._transport.address.origin}{path}"
        try:
            acted = read(ActedOn, parse(answer.body))[0]
        except Unreadable:
            raise Garbled(f"{where} should answer a booking, but answered something else.") from None
        if (span := read_span(acted.period, ZoneInfo("UTC"))) is None:
            raise Garbled(f"{where} answered a booking whose times cannot be read.")
        return acted, span


def named(no: Conflict) -> Declined:
    """What the server's word for a conflict means; any other word means that the time is taken."""
    if (reason := _REASONS.get(no.code)) is None:
        return taken(no.code)
    return Rejected(*reason, code=no.code)
