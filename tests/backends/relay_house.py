"""The strict fake of a Nexudus account, reached by way of a relay: a panel there must not notice the difference."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from itertools import count
from pathlib import Path

from kiosk.backends.base import RoomSettings
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import open_relayed
from kiosk.relay.run import Account
from tests.backends.houses import NOW, SETTINGS, Event, House, Site
from tests.backends.nexudus_house import CAN, otherwise
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.hasty import HastyClock
from tests.relay.conftest import TOKEN, relaying
from tests.wire.scripted_server import serving


@asynccontextmanager
async def running(
    _: Path, events: Sequence[Event], turn: Callable[[FakeNexudus], None] = lambda _: None
) -> AsyncIterator[Site]:
    """As `nexudus_house.running`, with a relay before it. The site is closed with both."""
    clock = HastyClock(NOW)
    fake, numbers, opened = FakeNexudus(clock), count(1), list[NexudusBackend]()
    turn(fake)
    for one in events:
        more = {"Notes": one.subject, "CoworkerFullName": one.organizer, "CancelIfNotCheckedIn": one.waiting}
        fake.bookings.put_in(int(one.room), one.start, one.end, **more)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(serving(fake))
        relay = await stack.enter_async_context(relaying(Account(url=server.url, login=Login(USER, PASSWORD)), clock))

        def connect(settings: RoomSettings = SETTINGS, *, url: str = "", secret: str = "") -> NexudusBackend:
            opened.append(open_relayed(url or relay, secret or TOKEN, settings, clock, lambda: f"n{next(numbers)}"))
            return opened[-1]

        try:
            yield Site(connect, stack.aclose)
        finally:
            for backend in opened:
                await backend.aclose()


RELAYED = House("nexudus-by-relay", running, CAN, knows_private=False)
RELAYED_OTHERWISE = House("nexudus-by-relay-otherwise", partial(running, turn=otherwise), CAN, knows_private=False)
