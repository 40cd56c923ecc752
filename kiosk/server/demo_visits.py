"""The demo's visits: a pure function of (seed, day, the day's meetings). Knows no clock and no database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.domain.agenda import local_midnight
from kiosk.server.demo_building import FLOORS, PEOPLE, SPREEHAUS, XINYI, Person
from kiosk.server.demo_day import Dice, Meeting
from kiosk.server.demo_things import VISITORS, Visitor
from kiosk.server.numbers import BOOKED

MEETINGS_A_BUILDING: Final = 4
_BUILDING_OF: Final = {floor: building for floor, building, _, _ in FLOORS}
_WATCH, _DELIVERY, _SERVICE = 0, 1, 2
_WORDS: Final = {
    "de": ("Wachdienst", "Lieferung Pflanzen", "Wartung Aufzug"),
    "zh": ("保全巡邏", "盆栽送貨", "電梯保養"),
}


@dataclass(frozen=True, slots=True)
class Guest:
    """A visitor who arrives and leaves at these instants; None: never."""

    visitor: Visitor
    arrives: datetime | None = None
    leaves: datetime | None = None


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """One visit over `[start, end)` in UTC, to a booked meeting where `booking_id` names one."""

    building_id: int
    time_zone: str
    start: datetime
    end: datetime
    subject: str
    host: Person
    guests: tuple[Guest, ...]
    booking_id: int | None = None


@dataclass(frozen=True, slots=True)
class _House:
    id: int
    zone: str
    voice: str
    watch: Visitor


_HOUSES: Final = (_House(1, SPREEHAUS, "de", VISITORS[10]), _House(2, XINYI, "zh", VISITORS[11]))


def demo_visits(seed: str, day: date, meetings: Sequence[tuple[int, Meeting]]) -> Iterator[DemoVisit]:
    """Who comes on the local `day`: somebody is always in, somebody has not come, and some come to meetings."""
    for house in _HOUSES:
        dice = Dice(f"{seed}/visits/{house.id}/{day.isoformat()}")
        yield from _round_the_clock(house, day)
        yield from _without_booking(house, day, dice)
        fitting = [(key, one) for key, one in meetings if _BUILDING_OF[one.room.floor_id] == house.id and _open(one)]
        for key, meeting in fitting[:: max(1, len(fitting) // MEETINGS_A_BUILDING)][:MEETINGS_A_BUILDING]:
            yield _to_meeting(house, key, meeting, dice)


def _open(meeting: Meeting) -> bool:
    """Whether somebody from outside could come to it."""
    kept = meeting.state == BOOKED and meeting.becomes is None
    return kept and not meeting.private and not meeting.all_day and meeting.end - meeting.start >= timedelta(minutes=30)


def _round_the_clock(house: _House, day: date) -> Iterator[DemoVisit]:
    zone = ZoneInfo(house.zone)
    start, end = local_midnight(day, zone), local_midnight(day + timedelta(days=1), zone)
    noon = start + (end - start) / 2
    host = _host(house)
    for begin, finish in ((start, noon), (noon, end)):
        guest = Guest(house.watch, begin, finish)
        yield DemoVisit(house.id, house.zone, begin, finish, _WORDS[house.voice][_WATCH], host, (guest,))


def _without_booking(house: _House, day: date, dice: Dice) -> Iterator[DemoVisit]:
    """Half past seven nobody comes; half past eight somebody comes and goes."""
    zone, half = ZoneInfo(house.zone), timedelta(minutes=30)
    first, second = (datetime.combine(day, time(hour, 30), zone).astimezone(UTC) for hour in (7, 8))
    host, words = _host(house), _WORDS[house.voice]
    yield DemoVisit(house.id, house.zone, first, first + half, words[_DELIVERY], host, (Guest(dice.one(VISITORS)),))
    came = Guest(dice.one(VISITORS), second + timedelta(minutes=4), second + half)
    yield DemoVisit(house.id, house.zone, second, second + half, words[_SERVICE], host, (came,))


def _to_meeting(house: _House, key: int, meeting: Meeting, dice: Dice) -> DemoVisit:
    chosen = dict.fromkeys(dice.one(VISITORS[:10]) for _ in range(dice.one((1, 1, 2))))
    guests = tuple(_guest(visitor, meeting, dice) for visitor in chosen)
    start, end, host = meeting.start, meeting.end, meeting.organizer
    return DemoVisit(house.id, house.zone, start, end, meeting.subject, host, guests, key)


def _guest(visitor: Visitor, meeting: Meeting, dice: Dice) -> Guest:
    if dice.chance(0.2):
        return Guest(visitor)
    early, late = timedelta(minutes=dice.one((-5, 0, 3, 12))), timedelta(minutes=dice.one((-2, 0, 6)))
    return Guest(visitor, meeting.start + early, meeting.end + late)


def _host(house: _House) -> Person:
    return next(person for person in PEOPLE if person.voice == house.voice)
