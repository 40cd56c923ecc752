"""One seed: some hours of a site whose meetings change, whose gateways fail, and whose service is killed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from kiosk.clock import Clock
from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment
from kiosk.domain.night import NightHours
from kiosk.tags.bindings import Binding
from kiosk.tags.faces import Faces
from kiosk.tags.rules import REST_SECONDS, Rules
from tests.sync.virtual import VirtualClock, passing, until
from tests.tags.service.site import POLICY, Faults, MemoryGateway, Site, agenda, binding, meeting, state, turned

TROUBLED_SECONDS = 2.0 * 3600
SETTLING_SECONDS = 8.0 * 3600
_PANELS = ("2.9-bw", "2.9-bwr", "1.54-bw", "4.2-bwry")


@dataclass
class Outcome:
    """What came of a seed; lists are empty where all is as it should be."""

    tags: int
    pushes: int
    looks: int
    drawings: int
    not_newest: list[str]
    too_soon: list[str]
    at_once: int


class Building:
    """Rooms whose meetings somebody keeps changing."""

    def __init__(self, rooms: list[str], clock: Clock, rng: Random) -> None:
        self._clock = clock
        self._rng = rng
        self._meetings = {room: self._day(room, clock.now()) for room in rooms}

    def agendas(self) -> list[Agenda]:
        now = self._clock.now()
        return [agenda(room, meetings, now) for room, meetings in self._meetings.items()]

    def change(self) -> None:
        room = self._rng.choice(list(self._meetings))
        self._meetings[room] = self._day(room, self._clock.now())

    def _day(self, room: str, now: datetime) -> list[Appointment]:
        half = now.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=30 * self._rng.randrange(-1, 3))
        starts = [half + timedelta(minutes=60 * at) for at in range(self._rng.randrange(4))]
        return [meeting(room, at, 30, self._rng.choice(("Review", "會議", "Planning"))) for at in starts]


async def troubled(folder: Path, seed: int) -> Outcome:
    """Let it happen, then let everything be well, and see what each tag shows."""
    rng, clock = Random(seed), VirtualClock(seed=seed, early=0.02)
    names = [f"g{at}" for at in range(rng.choice((1, 1, 2)))]
    gateways = {
        name: MemoryGateway(
            clock,
            Random(rng.random()),
            Faults.any_of(rng, until=TROUBLED_SECONDS),
            rng.choice((0.0, 40.0, 60.0, 300.0)),
        )
        for name in names
    }
    rooms = [str(at) for at in range(rng.randrange(2, 8))]
    bindings = [binding(f"T{room}", room, gateway=rng.choice(names), panel=rng.choice(_PANELS)) for room in rooms]
    quiet = NightHours.parse("09:40-10:10") if rng.random() < 0.2 else None
    building = Building(rooms, clock, rng)
    last = await _hours(folder, clock, rng, bindings, gateways, building, Rules(ZoneInfo("UTC"), quiet, 1000))
    return _outcome(bindings, gateways, last)


async def _hours(
    folder: Path,
    clock: VirtualClock,
    rng: Random,
    bindings: list[Binding],
    gateways: dict[str, MemoryGateway],
    building: Building,
    rules: Rules,
) -> dict[str, str]:
    """What each tag should show in the end."""
    site, jumped = _started(folder, clock, bindings, gateways, building, rules), -REST_SECONDS
    while clock.running() < TROUBLED_SECONDS:
        await passing(rng.expovariate(1 / 240))
        match rng.randrange(12):
            case 0 if clock.running() - jumped > REST_SECONDS:  # a rest is kept by the clock on the wall
                await site.kill()
                site = _started(folder, clock, bindings, gateways, building, rules)
            case 1:
                rng.choice(list(gateways.values())).restart()
            case 2:
                clock.set_wall(timedelta(seconds=rng.choice((-3600, -60, 60, 3600, 0))))
                jumped = clock.running()
            case 3:
                clock.suspend(rng.choice((5.0, 400.0)))
            case _:
                building.change()
                site.service.show(state(building.agendas(), clock.now()))
    site.service.show(state(building.agendas(), clock.now()))
    await passing(1.0)
    await until(site.settled, step=20.0, limit=SETTLING_SECONDS)
    fresh = turned(Faces(bindings, POLICY), state(building.agendas(), clock.now()), clock.now())
    await site.end()
    return {tag: told.wish.face for tag, told in fresh.told.items()}


def _started(
    folder: Path,
    clock: Clock,
    bindings: list[Binding],
    gateways: dict[str, MemoryGateway],
    building: Building,
    rules: Rules,
) -> Site:
    site = Site(folder, clock, bindings, dict(gateways), rules)
    site.service.show(state(building.agendas(), clock.now()))
    site.start()
    return site


def _outcome(bindings: list[Binding], gateways: dict[str, MemoryGateway], faces: dict[str, str]) -> Outcome:
    papers = {tag: paper for gateway in gateways.values() for tag, paper in gateway.papers.items()}
    colours = {one.tag.id for one in bindings if one.panel.palette != "bw"}
    return Outcome(
        len(bindings),
        sum(len(one.pushes) for one in gateways.values()),
        sum(one.looks for one in gateways.values()),
        sum(len(paper.drawings) for paper in papers.values()),
        [tag for tag, face in faces.items() if papers[tag].shown != face],
        sorted(tag for one in gateways.values() for tag in _hurried(one) if tag in colours),
        max(one.most_in_flight for one in gateways.values()),
    )


def _hurried(gateway: MemoryGateway) -> set[str]:
    """Tags that were given something else too soon, or drew too soon where each confirmation was surely seen."""
    seen = not any((gateway.faults.blind, gateway.faults.cut, gateway.faults.down, gateway.faults.server))
    seen = seen and not any((gateway.faults.hang, gateway.faults.locked))
    found = set[str]()
    for tag, paper in gateway.papers.items():
        pushes = [(at, face) for at, one, face in gateway.pushes if one == tag]
        gaps = [later - at for (at, before), (later, face) in pairwise(pushes) if face != before]
        if seen:
            gaps += [later - at for (at, *_), (later, *_) in pairwise(paper.drawings)]
        if any(gap < REST_SECONDS - 1.0 for gap in gaps):
            found.add(tag)
    return found
