"""A morning of two rooms on two gateways, in virtual time."""

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from kiosk.tags.record import TagRecord
from tests.sync.virtual import VirtualClock, simulate
from tests.tags.service.site import MemoryGateway, Site, agenda, binding, meeting, state

HOUR = 3600.0
MORNING = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)


class Morning:
    """Two rooms, a gateway each, from ten past nine on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = VirtualClock(MORNING)
        self.gateways = {name: MemoryGateway(self.clock, Random(1)) for name in ("a", "b")}
        self.bindings = [binding("T1", "1", gateway="a"), binding("T2", "2", gateway="b")]

    def site(self, **more: object) -> Site:
        return Site(self.folder, self.clock, self.bindings, dict(self.gateways), **more)  # type: ignore[arg-type]

    def show(self, site: Site, *starts: float, room: str = "1", **more: object) -> None:
        """Both rooms are known; the one has meetings of half an hour, so many minutes after the beginning."""
        meetings = [meeting(room, MORNING + timedelta(minutes=start), 30) for start in starts]
        rooms = [agenda(one, meetings if one == room else [], self.clock.now()) for one in ("1", "2")]
        site.service.show(state(rooms, self.clock.now(), **more))


def by_the_hour(folder: Path, main: Callable[[Morning], Coroutine[None, None, None]]) -> None:
    async def all_of_it() -> None:
        await main(Morning(folder))

    simulate(all_of_it)


def record(site: Site, tag: str = "T1") -> TagRecord:
    return next(one for one in site.service.records() if one.id == tag)
