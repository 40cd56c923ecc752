"""The strict fake of a Nexudus account with the contract's two rooms. It knows no private bookings."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from itertools import count
from pathlib import Path

from kiosk.backends.base import RoomSettings
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import open_nexudus
from tests.backends.houses import NOW, SETTINGS, Event, House, Site
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.fake_bookings import LEFT_OUT_OF_LISTS
from tests.nexudus.hasty import HastyClock
from tests.wire.scripted_server import serving


def otherwise(fake: FakeNexudus) -> None:
    """Every switch for what is not known of the real account, the other way round."""
    fake.directions, fake.newer_lists, fake.page_cap = "bits", False, 2
    fake.refusal_status, fake.throttle_status, fake.throttling = 409, 429, ["1"]
    fake.whole_values, fake.left_out_of_bookings = True, LEFT_OUT_OF_LISTS | {"Tentative", "UpdatedOn"}


@asynccontextmanager
async def running(
    _: Path, events: Sequence[Event], turn: Callable[[FakeNexudus], None] = lambda _: None
) -> AsyncIterator[Site]:
    """The fake account with these events in it, after its switches were turned."""
    clock = HastyClock(NOW)
    fake, numbers, opened = FakeNexudus(clock), count(1), list[NexudusBackend]()
    turn(fake)
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


CAN = frozenset({"book", "check_in", "extend", "end", "cancel"})
NEXUDUS = House("nexudus", running, CAN, knows_private=False)
NEXUDUS_OTHERWISE = House("nexudus-otherwise", partial(running, turn=otherwise), CAN, knows_private=False)
