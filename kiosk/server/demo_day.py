"""The demo's meetings: a pure function of (seed, room, day). Knows no clock and no database."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from kiosk.domain.agenda import local_midnight
from kiosk.server.demo_building import PEOPLE, ROOMS, DemoRoom, Person, Rhythm
from kiosk.server.demo_words import ALL_DAY, PRIVATE, SHORT, SHOWN_WEEK, SHOWN_WEEKEND, SUBJECTS
from kiosk.server.numbers import BOOKED, CANCELLED, DECLINED, NO_SHOW, USING, WAITING

T = TypeVar("T")
SATURDAY = 5
BOOTH_EVERY, BOOTH_MINUTES = 20, 10
CHECK_IN_EVERY, CHECK_IN_MINUTES, CHECK_IN_WAITS = 30, 25, 15
RELEASED_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One demo meeting over `[start, end)` in UTC; `becomes` is the state that it takes by itself at `at`."""

    room: DemoRoom
    start: datetime
    end: datetime
    subject: str
    organizer: Person
    state: int = BOOKED
    becomes: int | None = None
    at: datetime | None = None
    private: bool = False
    all_day: bool = False
    prepare: timedelta = timedelta()
    guests: tuple[Person, ...] = ()


class Dice:
    """Picks that depend on nothing but the seed."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - believable days, not secrets

    def one(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self._random.random() * len(options))]

    def chance(self, share: float) -> bool:
        """True in so large a share of the cases."""
        return self._random.random() < share


def demo_day(seed: str, day: date) -> tuple[Meeting, ...]:
    """What all rooms have on their local `day`, room by room, in order of start. Some run into the next day."""
    meetings: list[Meeting] = []
    for room in ROOMS:
        dice = Dice(f"{seed}/{room.id}/{day.isoformat()}")
        meetings += sorted(_RHYTHMS[room.rhythm](room, day, dice), key=lambda one: (one.start, one.end))
    return tuple(meetings)


def _nothing(_room: DemoRoom, _day: date, _dice: Dice) -> Iterator[Meeting]:
    yield from ()


def _shown(room: DemoRoom, day: date, _dice: Dice) -> Iterator[Meeting]:
    """The room of the default panel: the same good-looking week, again and again."""
    plan = SHOWN_WEEK[day.weekday()] if day.weekday() < len(SHOWN_WEEK) else SHOWN_WEEKEND
    for begin, minutes, subject, organizer_id in plan:
        start = _at(room, day, time.fromisoformat(begin))
        organizer = next(person for person in PEOPLE if person.id == organizer_id)
        text = subject or PRIVATE["en"]
        yield Meeting(room, start, _after(start, minutes), text, organizer, private=subject is None)


def _office(room: DemoRoom, day: date, dice: Dice) -> Iterator[Meeting]:
    """Meetings with gaps or back to back, from half past eight to six; little at the weekend."""
    weekend = day.weekday() >= SATURDAY
    if weekend and not dice.chance(0.3):
        return
    minute = 8 * 60 + 30 + dice.one((0, 0, 15, 30, 60))
    while minute < 17 * 60 + 30:
        length = dice.one((15, 30, 30, 45, 60, 60, 90))
        start = _at(room, day, time(minute // 60, minute % 60))
        yield _fated(_meeting(room, start, length, dice), dice)
        minute += length + dice.one((0, 0, 0, 15, 30, 60, 90)) + (180 if weekend else 0)


def _hall(room: DemoRoom, day: date, dice: Dice) -> Iterator[Meeting]:
    """Large events that are prepared before and cleared after, some within others, some all day."""
    if (day.toordinal() + room.id) % 3 == 0:
        start = local_midnight(day, ZoneInfo(room.time_zone))
        end = local_midnight(day + timedelta(days=1), ZoneInfo(room.time_zone))
        yield Meeting(room, start, end, ALL_DAY[room.voice], _organizer(room, dice), all_day=True)
        return
    for begin, lengths in ((time(9, 30), (120, 150)), (time(14, 0), (90, 120, 180))):
        start = _at(room, day, begin)
        event = _meeting(room, start, dice.one(lengths), dice, prepare=timedelta(minutes=15))
        yield event
        if dice.chance(0.6):
            yield _meeting(room, _after(event.start, 45), 30, dice)


def _booth(room: DemoRoom, day: date, dice: Dice) -> Iterator[Meeting]:
    """Day and night: ten minutes taken, ten minutes free."""
    for start in _turns(room, day, BOOTH_EVERY):
        yield Meeting(room, start, _after(start, BOOTH_MINUTES), dice.one(SHORT[room.voice]), _organizer(room, dice))


def _check_in(room: DemoRoom, day: date, dice: Dice) -> Iterator[Meeting]:
    """Day and night: bookings that wait for check-in for their first quarter of an hour."""
    for start in _turns(room, day, CHECK_IN_EVERY):
        end, turn = _after(start, CHECK_IN_MINUTES), _after(start, CHECK_IN_WAITS)
        yield Meeting(room, start, end, dice.one(SUBJECTS[room.voice]), _organizer(room, dice), WAITING, USING, turn)


_RHYTHMS: dict[Rhythm, Callable[[DemoRoom, date, Dice], Iterator[Meeting]]] = {
    Rhythm.SHOWN: _shown,
    Rhythm.OFFICE: _office,
    Rhythm.HALL: _hall,
    Rhythm.QUIET: _nothing,
    Rhythm.BOOTH: _booth,
    Rhythm.CHECK_IN: _check_in,
    Rhythm.SHUT: _nothing,
    Rhythm.DAMAGED: _nothing,
}


def _turns(room: DemoRoom, day: date, every: int) -> Iterator[datetime]:
    """Starts within the local day, however long it is, on a grid that no change of the clocks moves."""
    zone, step = ZoneInfo(room.time_zone), timedelta(minutes=every)
    midnight = local_midnight(day, zone)
    offset = timedelta(minutes=midnight.hour * 60 + midnight.minute - room.shift)
    start = midnight - offset % step
    end = local_midnight(day + timedelta(days=1), zone)
    while start < end:
        if start >= midnight:
            yield start
        start += step


def _meeting(room: DemoRoom, start: datetime, minutes: int, dice: Dice, *, prepare: timedelta = timedelta()) -> Meeting:
    organizer, private = _organizer(room, dice), dice.chance(0.15)
    subject = PRIVATE[room.voice] if private else dice.one(SUBJECTS[room.voice])
    guests = tuple(person for person in (dice.one(PEOPLE), dice.one(PEOPLE)) if person != organizer)
    end = _after(start, minutes)
    return Meeting(room, start, end, subject, organizer, private=private, prepare=prepare, guests=guests)


def _fated(meeting: Meeting, dice: Dice) -> Meeting:
    """Some meetings are called off, and to some nobody comes."""
    state, becomes, at = dice.one(
        (
            *((BOOKED, None, None),) * 14,
            (CANCELLED, None, None),
            (DECLINED, None, None),
            (BOOKED, NO_SHOW, meeting.start + RELEASED_AFTER),
        )
    )
    return replace(meeting, state=state, becomes=becomes, at=at)


def _organizer(room: DemoRoom, dice: Dice) -> Person:
    return dice.one([person for person in PEOPLE if person.voice == room.voice])


def _at(room: DemoRoom, day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(room.time_zone)).astimezone(UTC)


def _after(start: datetime, minutes: int) -> datetime:
    return start + timedelta(minutes=minutes)
