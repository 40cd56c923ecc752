"""Agendas that hypothesis makes up and shrinks, on a grid coarse enough for periods to meet and overlap."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

from kiosk.domain.agenda import Agenda, Closure, agenda_of
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.hours import OpeningHours
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from tests.domain.builders import FIVE_ZONES, TICK, utc

ORIGIN = utc("2026-03-28 22:00")
# Near enough to the change of Berlin's clocks that days around it are among what is drawn.
_minutes = st.integers(-600, 2400).map(lambda n: ORIGIN + n * timedelta(minutes=7))
_ticks = st.sampled_from((-TICK, timedelta(0), timedelta(0), TICK))
instants = st.builds(lambda instant, tick: instant + tick, _minutes, _ticks)
lengths = st.integers(-3, 40).map(lambda n: n * timedelta(minutes=7)) | st.integers(0, 72).map(
    lambda n: timedelta(hours=n)
)
zones = st.sampled_from(FIVE_ZONES)
_leads = st.sampled_from((0, 1, 7, 10, 15, 60)).map(lambda n: timedelta(minutes=n))
policies = st.builds(
    Policy,
    soon=_leads,
    check_in_opens=_leads,
    check_in_closes=st.none() | _leads,
    stale_after=_leads,
    unknown_after=st.sampled_from([timedelta(days=90)] * 4 + [timedelta(minutes=15), timedelta(hours=3)]),
)
_weeks = ("mon-fri 08:00-18:00", "00:00-24:00", "sun 02:00-03:00", "sat 20:00-24:00, sun 00:00-02:30, sun 12:00-13:00")
hours = st.sampled_from((*[None] * 8, *map(OpeningHours.parse, _weeks)))


def _appointment(
    start: datetime, length: timedelta, check_in: CheckIn, deadline: timedelta | None, all_day: int, preparation: int
) -> Appointment:
    return Appointment(
        "m",
        start,
        start + length,
        subject="Talk",
        all_day=all_day == 0,
        preparation=preparation == 0,
        check_in=check_in,
        check_in_deadline=None if deadline is None else start + deadline,
    )


_single = st.builds(
    _appointment,
    _minutes,
    lengths,
    st.sampled_from(CheckIn),
    st.none() | _leads,
    st.integers(0, 9),
    st.integers(0, 4),
)


def _numbered(listed: list[Appointment]) -> list[Appointment]:
    return [
        Appointment(
            f"m{n}", one.start, one.end, one.subject, None, one.private, one.all_day, one.preparation, one.check_in,
            one.check_in_deadline,
        )
        for n, one in enumerate(listed)
    ]  # fmt: skip


appointments = st.lists(_single, max_size=8).map(_numbered)
timed_appointments = appointments.map(lambda listed: [one for one in listed if not one.all_day])
closures = st.lists(st.builds(lambda start, length: Closure(start, start + length), _minutes, lengths), max_size=2).map(
    tuple
)
rooms = st.builds(Room, st.just("r1"), st.just("Room 101"), zones, hours=hours)
plain_rooms = st.builds(Room, st.just("r1"), st.just("Room 101"), zones)
any_rooms = st.builds(
    Room, st.just("r1"), st.just("Room 101"), zones, hours=hours, gone=st.integers(0, 9).map(bool).map(lambda b: not b)
)


def _agenda(
    room: Room,
    listed: list[Appointment],
    as_of: datetime,
    known: timedelta,
    shut: tuple[Closure, ...],
    oddity: int,
) -> Agenda:
    broken = Appointment("broken", as_of, as_of)
    return agenda_of(
        room,
        listed,
        as_of=as_of,
        known_until=as_of + known,
        closures=shut,
        unreadable=oddity == 0,
        open_ended=broken if oddity == 1 else None,
    )


_reach = st.sampled_from((2, 24, 900, 900)).map(lambda n: timedelta(hours=n))
agendas = st.builds(_agenda, any_rooms, appointments, instants, _reach, closures, st.integers(0, 9)) | st.builds(
    Agenda, any_rooms, st.none()
)
trusted_agendas = st.builds(_agenda, plain_rooms, appointments, instants, _reach, closures, st.just(9))
