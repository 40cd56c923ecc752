"""Bookings changed with care: nothing is sent twice blindly, nothing is cleared by a PUT, everything is read back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.backends.errors import (
    BackendError,
    Conflict,
    Declined,
    NoAnswer,
    NotFound,
    Rejected,
)
from kiosk.backends.http.decode import Unreadable, read
from kiosk.backends.http.moments import Span
from kiosk.backends.nexudus.checkin import CheckInCommand
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.compare import changed_beside, is_invoiced, keeps
from kiosk.backends.nexudus.crowd import is_crowded
from kiosk.backends.nexudus.envelope import Outcome
from kiosk.backends.nexudus.own import Own, Places, one_place
from kiosk.backends.nexudus.records import Booking as BookingRecord
from kiosk.backends.nexudus.running import Commands, already_sent, number, refused
from kiosk.backends.nexudus.times import span_in, written
from kiosk.backends.outcomes import gone, later_end, taken, whole_seconds
from kiosk.domain.booking import Booking
from kiosk.domain.room import Room

CHECKED_IN = "CheckedInAt"
NOT_SO = "contradicted"
NEW = {
    "Tentative": False, "RepeatBooking": False, "Repeats": 2, "WhichBookingsToUpdate": 1,
    "ChargeNow": False, "InvoiceNow": False,
}  # fmt: skip
ALONE = {"WhichBookingsToUpdate": 1, "ChargeNow": False, "InvoiceNow": False}


class Desk:
    """Acts on bookings of one account. Every method may raise `BackendError`.

    `Conflict` where another booking is in the way, `Rejected` for any other no, `NotFound` for a booking that is gone.
    """

    def __init__(
        self, client: NexudusClient, check_in: CheckInCommand, new_id: Callable[[], str], *, coworker_id: int | None
    ) -> None:
        """`new_id` gives a text that no other booking carries; `coworker_id` is the member who books, None for none."""
        self._client = client
        self._check_in = check_in
        self._new_id = new_id
        self._coworker_id = coworker_id
        self._commands = Commands(client)
        self._ours = Own(client, self._commands)

    async def book(
        self,
        room: Room,
        start: datetime,
        end: datetime,
        subject: str | None,
        *,
        marker: str | None = None,
        places: Places = one_place,
    ) -> Booking:
        """A new booking; raises as `CanBook.book` does. The room takes `places` bookings at once.

        After a failure it is looked for, and not sent again. Where that fails too, `find_own` tells by the `marker`.
        """
        start, end = whole_seconds(start, end)
        mark = _marked(marker or self._new_id())
        body: dict[str, object] = {
            **NEW,
            "ResourceId": number(room.id, "room"),
            "FromTime": written(start),
            "ToTime": written(end),
            "Notes": subject,
            "InternalNotes": mark,
        }
        if self._coworker_id is not None:
            body["CoworkerId"] = self._coworker_id
        span = Span(start, end)
        made = await self._made(room, span, body, mark)
        with already_sent():
            await self._ours.settle(room, span, made, places)
            await self._read_back(made, body)
        return Booking(made, room.id, start, end, subject)

    async def find_own(
        self,
        room: Room,
        start: datetime,
        end: datetime,
        subject: str | None,
        marker: str,
        *,
        places: Places = one_place,
    ) -> Booking | None:
        """The booking that was made with `marker`; raises `Conflict` where it had to give way to an earlier one."""
        span = Span(*whole_seconds(start, end))
        made = await self._ours.find(room, span, _marked(marker))
        if made is None:
            return None
        await self._ours.settle(room, span, made, places)
        return Booking(made, room.id, span.start, span.end, subject)

    async def extend(self, room: Room, held: Booking, end: datetime, *, places: Places = one_place) -> Booking:
        """The same booking, longer; raises as `CanExtend.extend` does, `Rejected` too where it was invoiced [K]."""
        before, span = await self._held(held, room)
        _, end = later_end(span.end, end)
        if is_invoiced(before):
            raise Rejected("The booking has been invoiced and cannot be extended.", "Make another booking after it.")
        added = Span(span.end, end)
        await self._change(before, "ToTime", written(end), room, added)
        with already_sent():
            others = [one for one in await self._ours.stays(room, added) if str(one.number) != held.id]
            if is_crowded(added, others, 1) and is_crowded(added, others, await places()):
                longer, _ = await self._held(held, room)
                await self._change(longer, "ToTime", written(span.end), room, span)
                raise taken()
        return replace(held, start=span.start, end=end)

    async def end(self, room: Room, held: Booking, at: datetime) -> Booking:
        """The same booking, shorter; raises as `CanEnd.end` does."""
        before, span = await self._held(held, room)
        if at >= span.end:
            raise Rejected("The booking is over already.", "Look at the room again.", code="over")
        if at - timedelta(seconds=1) < span.start:
            raise Rejected("The booking has not begun yet.", "Cancel it instead.", code="not_running")
        _, at = whole_seconds(span.start, at)
        await self._change(before, "ToTime", written(at), room, Span(span.start, at))
        return replace(held, start=span.start, end=at)

    async def check_in(self, held: Booking) -> Booking:
        """The booking, checked in by the account's own command; a second time asks for nothing."""
        if self._check_in.key is None:
            raise Rejected("Check-in is not possible with this account.", self._check_in.why)
        if not (await self._booking(held.id)).get(CHECKED_IN):
            failure = await self._commands.run(self._check_in.key, held.id, (), "check-in")
            with already_sent():
                done = (await self._booking(held.id)).get(CHECKED_IN)
            if not done:
                raise failure or Rejected(
                    "The server took the check-in, but nothing changed.", "Look at it there.", code=NOT_SO
                )
        return replace(held, checked_in=True)

    async def cancel(self, held: Booking) -> None:
        """Nothing is left of the booking, and no fee; it leaves the list."""
        failure = await self._commands.cancel(held.id)
        with already_sent():
            there = await self._commands.is_listed(held.id)
        if there:
            raise failure or Rejected(
                "The server took the cancellation, but the booking is still there.", "Look there.", code=NOT_SO
            )

    async def _held(self, held: Booking, room: Room) -> tuple[dict[str, object], Span]:
        """The whole booking as it is now, and its times."""
        found = await self._booking(held.id)
        try:
            span = span_in(read(BookingRecord, found)[0], room.zone)
        except Unreadable:
            span = None
        if span is None:
            raise Rejected(f"The times of booking {held.id} cannot be read.", "Look at it there.")
        return found, span

    async def _booking(self, booking_id: str) -> dict[str, object]:
        try:
            return await self._client.booking(booking_id)
        except NotFound:
            raise gone() from None

    async def _made(self, room: Room, span: Span, body: Mapping[str, object], mark: str) -> str:
        """The id of a booking that was made with one request."""
        try:
            outcome = await self._client.create_booking(body)
        except NoAnswer as failure:
            with already_sent():
                made = None if failure.undone else await self._ours.find(room, span, mark)
            if made is None:
                raise failure from None
            return made
        except Conflict:
            raise taken() from None
        if not outcome.done:
            raise await self._no(outcome, room, span, None)
        if outcome.id is not None:
            return str(outcome.id)
        with already_sent():
            made = await self._ours.find(room, span, mark)
        if made is None:
            raise Rejected(
                "The server says that it made the booking, but it is not there.", "Look at it there.", code=NOT_SO
            )
        return made

    async def _change(self, before: Mapping[str, object], name: str, value: object, room: Room, wanted: Span) -> None:
        """Write the whole object back with one property changed, read it again, compare [K: a PUT clears the rest]."""
        own = str(before.get("Id"))
        sent = {**before, **ALONE, name: value}
        try:
            outcome = await self._client.update_booking(sent)
        except Conflict:
            raise taken() from None
        except NotFound:
            raise gone() from None
        except NoAnswer as failure:  # it may have been done all the same
            with already_sent():
                done = not failure.undone and keeps(sent, await self._client.booking(own), name)
            if not done:
                raise failure from None
        else:
            if not outcome.done:
                raise await self._no(outcome, room, wanted, own)
        with already_sent():
            after = await self._read_back(own, {name: value})
        if other := changed_beside(before, sent, after, name):
            fields = ", ".join(other[:5])
            raise Rejected(f"{name} of booking {own} was changed, but so was: {fields}.", "Look at the booking there.")

    async def _read_back(self, booking_id: str, sent: Mapping[str, object]) -> dict[str, object]:
        """The booking as the server has it now; raises `Rejected` where it did not keep the times or the room."""
        after = await self._client.booking(booking_id)
        wrong = [name for name in ("ResourceId", "FromTime", "ToTime") if name in sent and not keeps(sent, after, name)]
        if wrong:
            names = ", ".join(wrong)
            sentence = f"The server keeps booking {booking_id} with another {names} than asked for."
            raise Rejected(sentence, "Look there.", code=NOT_SO)
        return after

    async def _no(self, outcome: Outcome, room: Room, span: Span, own: str | None) -> Declined:
        """Why a time was refused: `Conflict` where another booking has it, whatever the server's words are."""
        try:
            rows = (await self._client.bookings(span.start, span.end)).rows
        except BackendError:
            return refused(outcome, "booking")
        for booking, _ in rows.good:
            theirs = span_in(booking, room.zone)
            ours = str(booking.id) == own or str(booking.resource_id) != room.id
            if not ours and theirs is not None and theirs.start < span.end and span.start < theirs.end:
                return taken()
        return refused(outcome, "booking")


def _marked(marker: str) -> str:
    return f"room-kiosk {marker}"
