"""A booking of our own: found by its mark, and given back where the server let somebody have the time before us."""

from collections.abc import Awaitable, Callable

from kiosk.backends.errors import Declined, Garbled, NotAllowed, NotFound
from kiosk.backends.http.moments import Span
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.crowd import Stay, is_crowded, stays_in
from kiosk.backends.nexudus.running import Commands, number
from kiosk.backends.nexudus.times import span_in
from kiosk.backends.outcomes import taken
from kiosk.domain.room import Room

Places = Callable[[], Awaitable[int]]


async def one_place() -> int:
    """The places of an ordinary room: one booking at once."""
    return 1


class Own:
    """Bookings that this program made. Every method may raise `BackendError`."""

    def __init__(self, client: NexudusClient, commands: Commands) -> None:
        self._client = client
        self._commands = commands

    async def find(self, room: Room, span: Span, mark: str) -> str | None:
        """The id of our own booking, where it was made after all: same room, start, end and mark."""
        for booking, value in (await self._client.bookings(span.start, span.end)).rows.good:
            found = value if isinstance(value, dict) else {}
            theirs = span_in(booking, room.zone)
            other_room = booking.resource_id is not None and str(booking.resource_id) != room.id
            if (
                booking.id is None
                or other_room
                or theirs is None
                or (theirs.start, theirs.end) != (span.start, span.end)
            ):
                continue
            if "InternalNotes" not in found or "ResourceId" not in found:
                found = await self._client.booking(booking.id)
            if found.get("InternalNotes") == mark and str(found.get("ResourceId")) == room.id:
                return str(booking.id)
        return None

    async def settle(self, room: Room, span: Span, made: str, places: Places) -> None:
        """Give way where the server let others have the time too: of all, those stay that were made first.

        It does not say that it checks and writes at once [?]. Raises `Conflict` once our own booking is gone again.
        """
        earlier = [one for one in await self.stays(room, span) if one.number < number(made, "booking")]
        if is_crowded(span, earlier, 1) and is_crowded(span, earlier, await places()):
            await self._withdraw(made)
            raise taken()

    async def stays(self, room: Room, span: Span) -> tuple[Stay, ...]:
        """The bookings that touch a span of the room."""
        return stays_in(room, (await self._client.bookings(span.start, span.end)).rows)

    async def _withdraw(self, made: str) -> None:
        """Take back what was made a moment ago, so that nobody sees a trace of it; else cancel it."""
        try:
            if (await self._client.delete_booking(made)).done:
                return
        except NotFound:
            return
        except (Declined, NotAllowed):
            pass
        failure = await self._commands.cancel(made)
        if await self._commands.is_listed(made):
            raise failure or Garbled("The server let two have one time, and keeps both.", "Cancel one of them there.")
