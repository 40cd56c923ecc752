"""Commands run on bookings, what a refused write means, and that a failure after a write is no proof against it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from kiosk.backends.errors import Declined, NoAnswer, NotAllowed, NotFound, Rejected
from kiosk.backends.nexudus.client import HINT_IDS, NexudusClient
from kiosk.backends.nexudus.envelope import Outcome
from kiosk.backends.outcomes import gone

_LONGEST_ID = 18
CANCEL = "CANCEL_BOOKING"
NO_LONGER_NEEDED = {"Name": "Cancellation Reason", "Type": "eBookingCancellationReason", "Value": 1}
WITHOUT_FEE = {"Name": "Cancel without applying cancellation fee rules.", "Type": "Boolean", "Value": "True"}


class Commands:
    """Runs commands of one account. Every method may raise `BackendError`."""

    def __init__(self, client: NexudusClient) -> None:
        self._client = client

    async def cancel(self, booking_id: str) -> NoAnswer | None:
        """Cancel a booking, without a fee; see `run`."""
        return await self.run(CANCEL, booking_id, (NO_LONGER_NEEDED, WITHOUT_FEE), "cancellation")

    async def is_listed(self, booking_id: str) -> bool:
        """Whether the booking is among those that are not cancelled."""
        rows = await self._client.bookings_by_id([booking_id])
        return bool(rows.bad) or any(str(one.id) == booking_id for one, _ in rows.good)

    async def run(self, key: str, booking_id: str, parameters: Sequence[object], what: str) -> NoAnswer | None:
        """Run a command; a failure that leaves it open whether it was carried out is returned, not raised."""
        try:
            outcome = await self._client.run_command(key, [number(booking_id, "booking")], parameters)
        except NoAnswer as failure:
            return failure
        if outcome.done:
            return None
        raise refused(outcome, what) if await self.is_listed(booking_id) else gone()


@contextmanager
def already_sent() -> Iterator[None]:
    """A failure in here is one after something was sent: it does not say that nothing was done, or may be."""
    try:
        yield
    except NoAnswer as failure:
        failure.undone = False
        raise
    except NotAllowed as no:
        raise NoAnswer(no.sentence, no.hint) from None


def refused(outcome: Outcome, what: str) -> Declined:
    """Names the refused properties, never the server's sentence: it may hold what another member wrote."""
    if "ResourceId" in outcome.fields:
        return NotFound("The server does not know this room, or not as one to book.", HINT_IDS)
    fields = f" because of {', '.join(outcome.fields[:5])}" if outcome.fields else ""
    return Rejected(f"The server refused the {what}{fields}.", "Its rules of booking, or this user's roles, forbid it.")


def number(value: str, what: str) -> int:
    """An id as the number that it is; raises `NotFound` for one that can be none of this system's."""
    if value.isascii() and value.isdecimal() and len(value) <= _LONGEST_ID:
        return int(value)
    if what == "booking":
        raise gone()
    raise NotFound("That is no room of this system; expected a number.", HINT_IDS)
