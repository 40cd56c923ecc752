"""Ten thousand tags on forty gateways, from nothing to each showing its sign: in real time but for the waiting."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from zlib import crc32

from kiosk.domain.appointment import Appointment
from kiosk.tags.codecs.opendisplay import compressed, planes
from kiosk.tags.draw import Artist
from kiosk.tags.gateways.gateway import Pushed, Sign
from tests.sync.virtual import VirtualClock, until
from tests.tags.service.site import Faults, MemoryGateway, Site, agenda, binding, meeting, state

START = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)
_PANELS = ("7.5-bwr", "2.9-bwr", "4.2-bwr", "2.9-bw")


class Drained(NamedTuple):
    """How long it took, by the clock and of one core; how long the site had to wait; what was pushed and confirmed."""

    seconds: float
    processor: float
    virtual_seconds: float
    pushes: int
    confirmed: float


class PackingGateway(MemoryGateway):
    """Makes of each sign what goes over the wire, as a real one does."""

    async def push(self, sign: Sign) -> Pushed:
        data = planes(sign.mounted)
        crc32(data)
        compressed(data)
        return await super().push(sign)


async def drained(folder: Path, tags: int, gateways: int, fault: float) -> Drained:
    """From the first look at the rooms until every tag has confirmed its sign; `fault`: so many calls fail."""
    clock = VirtualClock(START)
    share = fault / 4.0
    faults = Faults(busy=share, down=share, server=share, lost_answer=share)
    ways = {f"g{at}": PackingGateway(clock, Random(at), faults, interval=40.0) for at in range(gateways)}
    names, rng = list(ways), Random(1)
    bindings = [
        binding(f"T{at:05}", str(at), gateway=names[at % gateways], panel=_PANELS[at % len(_PANELS)])
        for at in range(tags)
    ]
    rooms = [agenda(str(at), [_meeting(at, rng)], START) for at in range(tags)]
    begun, worked = time.perf_counter(), time.process_time()
    site = Site(folder, clock, bindings, dict(ways), draw=Artist().draw)
    site.service.show(state(rooms, START))
    site.start()
    await until(site.settled, step=5.0)
    took, work = time.perf_counter() - begun, time.process_time() - worked
    shown = sum(one.shown == ways[one.gateway].papers[one.id].shown is not None for one in site.service.records())
    await site.end()
    pushes = sum(len(one.pushes) for one in ways.values())
    return Drained(took, work, clock.running(), pushes, shown / tags)


def _meeting(room: int, rng: Random) -> Appointment:
    return meeting(str(room), START + timedelta(minutes=rng.randrange(5, 600, 5)), 30, f"Review {room}")
