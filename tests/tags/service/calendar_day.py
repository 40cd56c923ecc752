"""A day of an office, replayed: meetings as people book them, and as they cancel, rename and add them meanwhile."""

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from kiosk.tags.rules import Rules
from tests.sync.virtual import VirtualClock
from tests.tags.service.site import MemoryGateway, Site, agenda, binding, state

MIDNIGHT = datetime(2026, 3, 3, tzinfo=UTC)
DAY = timedelta(days=1)
_OPENS, _CLOSES = 8 * 60, 18 * 60
_LENGTHS = (30, 30, 60, 60, 60, 90, 120)
_PAUSES = (0, 0, 0, 30, 30, 60, 90, 150)
_PANELS = ("7.5-bwr", "2.9-bw", "4.2-bwr", "1.54-bw")
_NEWS_A_ROOM = 2.0
_CHECKED_IN = 0.3
_SETTLES = timedelta(minutes=4, seconds=30)  # a colour panel's rest, a tag's next call, a storm


class Refreshes(NamedTuple):
    """How often tags were drawn in a day; `wrong` are the signs that said free or taken of a room that was not so."""

    mean: float
    most: int
    tags: int
    looked_at: int
    wrong: list[str]


@dataclass
class Room:
    """A room's meetings, in minutes from midnight; `checks_in`: somebody must say at the door that they take place."""

    id: str
    meetings: list[tuple[int, int, str]]
    checks_in: bool

    def appointments(self, now: datetime) -> Iterator[Appointment]:
        for start, end, subject in self.meetings:
            begins = MIDNIGHT + timedelta(minutes=start)
            waits = self.checks_in and now < begins + timedelta(minutes=1)
            check_in = CheckIn.WAITING if waits else CheckIn.NOT_NEEDED
            name = f"{self.id}-{start}-{subject}"
            yield Appointment(name, begins, MIDNIGHT + timedelta(minutes=end), subject, "Ada", check_in=check_in)

    def change(self, minute: int, rng: Random) -> None:
        """What somebody does with it just now: cancel, rename, or add one."""
        ahead = [one for one in self.meetings if one[0] > minute]
        if not ahead or rng.random() < 0.4:
            self._add(minute, rng)
            return
        chosen = rng.choice(ahead)
        self.meetings.remove(chosen)
        if rng.random() < 0.5:
            insort(self.meetings, (chosen[0], chosen[1], f"{chosen[2]} (new)"))

    def _add(self, minute: int, rng: Random) -> None:
        start = -(-minute // 15) * 15 + rng.choice((0, 0, 15, 60))
        end = start + rng.choice((15, 30, 60))
        if end <= _CLOSES and all(end <= one[0] or start >= one[1] for one in self.meetings):
            insort(self.meetings, (start, end, "Ad hoc"))


def booked(number: int, rng: Random) -> Room:
    meetings, minute = list[tuple[int, int, str]](), _OPENS + rng.choice((0, 30, 60))
    while minute < _CLOSES:
        end = min(minute + rng.choice(_LENGTHS), _CLOSES)
        meetings.append((minute, end, rng.choice(("Review", "Planning", "Interview", "Sync"))))
        minute = end + rng.choice(_PAUSES)
    return Room(str(number), meetings, rng.random() < _CHECKED_IN)


async def replayed(folder: Path, tags: int, seed: int = 1, budget: int = 12) -> Refreshes:
    """A day from midnight to midnight, all tags up to date when it begins."""
    rng, clock = Random(seed), VirtualClock(MIDNIGHT - timedelta(hours=2))
    rooms = [booked(number, rng) for number in range(tags)]
    gateway = MemoryGateway(clock, Random(seed))
    bindings = [binding(f"T{room.id}", room.id, panel=rng.choice(_PANELS)) for room in rooms]
    policy = Policy(unknown_after=timedelta(hours=12), stale_after=timedelta(hours=6))
    site = Site(folder, clock, bindings, {"g": gateway}, Rules(ZoneInfo("UTC"), refreshes=budget), policy)
    known, wrong, looked_at = dict[str, Agenda](), list[str](), 0

    def show() -> None:
        now = clock.now()
        known.update({one.id: agenda(one.id, list(one.appointments(now)), now) for one in rooms})
        site.service.show(state(list(known.values()), now))

    show()
    site.start()
    await clock.wait_until(MIDNIGHT)
    before = {tag: len(paper.drawings) for tag, paper in gateway.papers.items()}
    for minute in range(0, 24 * 60, 5):
        await clock.wait_until(MIDNIGHT + timedelta(minutes=minute + 1))
        gateway.live()
        for room, one in known.items():
            takes = {_taken(one, clock.now() - since, policy) for since in (timedelta(), _SETTLES)}
            if len(takes) == 1:
                looked_at += 1
                said = gateway.states[gateway.papers[f"T{room}"].shown or ""]
                wrong += [f"{clock.now():%H:%M} {room} {said}"] if (said != "free") not in takes else []
        for _ in range(_news(tags, minute, rng)):
            rng.choice(rooms).change(minute + 1, rng)
        show()
    await clock.wait_until(MIDNIGHT + DAY - timedelta(seconds=1))
    drawn = [len(paper.drawings) - before[tag] for tag, paper in gateway.papers.items()]
    await site.end()
    return Refreshes(sum(drawn) / len(drawn), max(drawn), len(drawn), looked_at, wrong)


def _taken(known: Agenda, at: datetime, policy: Policy) -> bool:
    return derive(known, at, policy).status not in (Status.FREE, Status.STARTING_SOON)


def _news(tags: int, minute: int, rng: Random) -> int:
    if not _OPENS - 60 <= minute < _CLOSES:
        return 0
    steps = (_CLOSES - _OPENS + 60) / 5
    expected = _NEWS_A_ROOM * tags / steps
    return int(expected) + (rng.random() < expected % 1.0)
