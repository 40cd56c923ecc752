"""The strict fake of a Nexudus account with the contract's two rooms. It knows no private bookings."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path

from kiosk.backends.base import RoomSettings
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import open_nexudus
from tests.backends.houses import NOW, SETTINGS, Event, House, Site
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.hasty import HastyClock
from tests.wire.scripted_server import serving


@asynccontextmanager
async def running(_: Path, events: Sequence[Event]) -> AsyncIterator[Site]:
    """The fake account with these events in it."""
    clock = HastyClock(NOW)
    fake, numbers, opened = FakeNexudus(clock), count(1), list[NexudusBackend]()
    for one in events:
        more = {"Notes": one.subject, "CoworkerFullName": one.organizer, "CancelIfNotCheckedIn": one.waiting}
        fake.bookings.put_in(int(one.room), one.start, one.end, **more)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(serving(fake))

        def connect(settings: RoomSettings = SETTINGS, *, url: str = "", secret: str = "") -> NexudusBackend:
            login = Login(USER, secret or PASSWORD, "")
            opened.append(open_nexudus(url or server.url, login, settings, clock, lambda: f"n{next(numbers)}"))
            return opened[-1]

        try:
            yield Site(connect, stack.aclose)
        finally:
            for backend in opened:
                await backend.aclose()


NEXUDUS = House("nexudus", running, frozenset({"book", "check_in", "extend", "end", "cancel"}), knows_private=False)
