"""Rooms and days made up at random from a seed, every oddity among them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from kiosk.domain.agenda import Agenda, Closure, agenda_of
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.hours import OpeningHours
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from tests.domain.oracle import Case, first_square

CHECK_INS = (CheckIn.NOT_NEEDED, CheckIn.NOT_NEEDED, CheckIn.WAITING, CheckIn.DONE)
LENGTHS = (-30, 0, 5, 10, 15, 30, 30, 30, 45, 60, 60, 90, 180, 600, 1500)
WHOLE_DAYS = (0, 1, 11, 12, 23, 24, 24, 24, 25, 35, 36, 37, 48, 60)
HOURS = (None, None, None, "mon-fri 08:00-18:00", "00:00-24:00", "mon-sat 07:30-12:00, mon-thu 13:00-20:15")
POLICIES = (
    Policy(unknown_after=timedelta(days=9)),
    Policy(unknown_after=timedelta(hours=30), check_in_closes=timedelta(minutes=15)),
    Policy(timedelta(minutes=20), timedelta(minutes=15), unknown_after=timedelta(hours=8)),
    Policy(timedelta(0), timedelta(0), timedelta(minutes=5), timedelta(minutes=90), timedelta(hours=5)),
)


def random_case(rng: Random, zone: str, day: date) -> Case:
    """One room on one local day. Meetings of the days around it reach into it."""
    midnight = first_square(zone, day)
    room = Room("r1", "Room 101", zone, gone=rng.random() < 0.01, hours=_hours(rng))
    broken = Appointment("broken", midnight, midnight, subject="x")
    return Case(
        room,
        list(_appointments(rng, midnight)),
        as_of=midnight + timedelta(minutes=rng.randrange(24 * 60)),
        known_until=midnight + timedelta(hours=rng.choice((6, 20, 24, 24, 48, 48, 48, 72))),
        policy=rng.choice(POLICIES),
        closures=tuple(_closures(rng, midnight)),
        unreadable=rng.random() < 0.05,
        open_ended=broken if rng.random() < 0.03 else None,
    )


def agenda_from(case: Case) -> Agenda:
    """The same knowledge as the program itself holds it."""
    return agenda_of(
        case.room,
        case.appointments,
        as_of=case.as_of,
        known_until=case.known_until,
        closures=case.closures,
        unreadable=case.unreadable,
        open_ended=case.open_ended,
    )


def instants_of(case: Case) -> Iterator[datetime]:
    """Each instant at which something may change, and the ones just before and just after, over about two days."""
    tick = timedelta(microseconds=1)
    first, last = case.as_of - timedelta(hours=20), case.as_of + timedelta(hours=30)
    for instant in sorted(one for one in case.instants() if first <= one <= last):
        yield from (instant - tick, instant, instant + tick)


def days_of(year: int) -> list[date]:
    """Every day of a year."""
    return [
        date(year, 1, 1) + timedelta(days=n) for n in range(366) if (date(year, 1, 1) + timedelta(days=n)).year == year
    ]


def _hours(rng: Random) -> OpeningHours | None:
    text = rng.choice(HOURS)
    return None if text is None else OpeningHours.parse(text)


def _appointments(rng: Random, midnight: datetime) -> Iterator[Appointment]:
    taken: set[datetime] = set()
    edge = midnight + timedelta(minutes=5 * rng.randrange(-24, 120))
    for number in range(rng.choice((0, 1, 3, 6, 12, 20))):
        start = edge + timedelta(minutes=rng.choice((-30, -5, 0, 0, 0, 5, 15, 30, 90, 240)))
        asks = rng.choice(CHECK_INS)
        if asks is CheckIn.WAITING and start in taken:
            asks = CheckIn.DONE
        taken.add(start)
        one = _appointment(rng, f"m{number}", start, asks)
        edge = max(edge, one.end)
        yield one


def _appointment(rng: Random, name: str, start: datetime, check_in: CheckIn) -> Appointment:
    all_day = rng.random() < 0.06
    length = timedelta(hours=rng.choice(WHOLE_DAYS)) if all_day else timedelta(minutes=rng.choice(LENGTHS))
    return Appointment(
        name,
        start,
        start + length,
        subject=name,
        all_day=all_day,
        preparation=rng.random() < 0.15,
        check_in=CheckIn.NOT_NEEDED if all_day else check_in,
        check_in_deadline=start + timedelta(minutes=10) if rng.random() < 0.5 else None,
    )


def _closures(rng: Random, midnight: datetime) -> Iterator[Closure]:
    for number in range(rng.choice((0, 0, 0, 0, 0, 1, 2, 3))):
        start = midnight + timedelta(minutes=5 * rng.randrange(-100, 400))
        length = timedelta(minutes=rng.choice((-60, 0, 60, 60, 240, 1500)))
        yield Closure(start, start + length, rng.choice((None, f"reason {number}")))
