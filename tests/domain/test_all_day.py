"""All-day appointments cover whole local days of the room, whatever the clocks do on them."""

from datetime import timedelta

import pytest

from kiosk.domain.agenda import agenda_of
from kiosk.domain.appointment import Appointment
from kiosk.domain.state import Status
from tests.domain.builders import TICK, agenda, make_room, meeting, state, utc

# Each row is a local day: zone, its first instant and the next day's, both in UTC, worked out by hand.
DAYS = {
    "Berlin, 23 hours": ("Europe/Berlin", "2026-03-28 23:00", "2026-03-29 22:00"),
    "Berlin, 25 hours": ("Europe/Berlin", "2026-10-24 22:00", "2026-10-25 23:00"),
    "Berlin, the day before a short one": ("Europe/Berlin", "2026-03-27 23:00", "2026-03-28 23:00"),
    "Berlin, the day after a long one": ("Europe/Berlin", "2026-10-25 23:00", "2026-10-26 23:00"),
    "Sydney, 25 hours": ("Australia/Sydney", "2026-04-04 13:00", "2026-04-05 14:00"),
    "Sydney, 23 hours": ("Australia/Sydney", "2026-10-03 14:00", "2026-10-04 13:00"),
    "Lord Howe, 24 and a half hours": ("Australia/Lord_Howe", "2026-04-04 13:00", "2026-04-05 13:30"),
    "Lord Howe, 23 and a half hours": ("Australia/Lord_Howe", "2026-10-03 13:30", "2026-10-04 13:00"),
    "São Paulo, a day without midnight": ("America/Sao_Paulo", "2018-11-04 03:00", "2018-11-05 02:00"),
    "São Paulo, the day before it": ("America/Sao_Paulo", "2018-11-03 03:00", "2018-11-04 03:00"),
    "São Paulo, 23:00 comes twice": ("America/Sao_Paulo", "2018-02-17 02:00", "2018-02-18 03:00"),
    "São Paulo, the day after it": ("America/Sao_Paulo", "2018-02-18 03:00", "2018-02-19 03:00"),
    "Kathmandu, a common day": ("Asia/Kathmandu", "2026-03-01 18:15", "2026-03-02 18:15"),
    "Kathmandu, a day that begins at 00:15": ("Asia/Kathmandu", "1985-12-31 18:30", "1986-01-01 18:15"),
}


def span(time_zone: str, start: str, length: timedelta) -> Appointment:
    """What an all-day appointment from `start` becomes in a room of that zone."""
    given = Appointment("x", utc(start), utc(start) + length, all_day=True)
    known = agenda_of(make_room(time_zone), [given], as_of=utc(start), known_until=utc(start))
    return known.appointments[0]


@pytest.mark.parametrize("hours", [0, 1, 12, 23, 23.5, 23.75, 24, 24.5, 25, 35])
@pytest.mark.parametrize("day", DAYS)
def test_about_a_day_from_midnight_is_that_local_day(day: str, hours: float) -> None:
    time_zone, first, after = DAYS[day]
    one = span(time_zone, first, timedelta(hours=hours))
    assert (one.start, one.end) == (utc(first), utc(after))


@pytest.mark.parametrize("day", DAYS)
def test_the_local_date_of_the_start_counts_wherever_in_the_day_it_lies(day: str) -> None:
    time_zone, first, after = DAYS[day]
    for start in (utc(first), utc(first) + timedelta(hours=9), utc(after) - TICK):
        one = span(time_zone, start.isoformat(sep=" ").removesuffix("+00:00"), timedelta(hours=24))
        assert (one.start, one.end) == (utc(first), utc(after))


@pytest.mark.parametrize("day", DAYS)
def test_an_instant_before_its_day_it_is_the_day_before(day: str) -> None:
    time_zone, first, _ = DAYS[day]
    start = (utc(first) - TICK).isoformat(sep=" ").removesuffix("+00:00")
    assert span(time_zone, start, timedelta(hours=24)).end == utc(first)


@pytest.mark.parametrize(
    ("hours", "last"),
    [(1, "03-29"), (23, "03-29"), (35.999, "03-29"), (36, "03-30"), (47, "03-30"), (48, "03-30"), (49, "03-30"),
     (59.999, "03-30"), (60, "03-31"), (71, "03-31"), (168, "04-04")],
)  # fmt: skip
def test_the_length_alone_says_how_many_days(hours: float, last: str) -> None:
    one = span("Europe/Berlin", "2026-03-28 23:00", timedelta(hours=hours))
    assert (one.start, one.end) == (utc("2026-03-28 23:00"), utc(f"2026-{last} 22:00"))


def test_one_day_elsewhere_is_one_day_here() -> None:
    given = meeting("2026-03-02 00:00", "2026-03-03 00:00", all_day=True)
    known = agenda(given, room=make_room("America/Sao_Paulo"))
    assert (known.appointments[0].start, known.appointments[0].end) == (
        utc("2026-03-01 03:00"),
        utc("2026-03-02 03:00"),
    )


def test_the_room_is_taken_from_the_first_to_the_last_instant_of_its_short_day() -> None:
    given = meeting("2026-03-28 23:00", "2026-03-29 22:00", all_day=True)
    known = agenda(given, room=make_room("Europe/Berlin"), known_until="2026-04-05 00:00")
    assert state(known, utc("2026-03-28 23:00") - TICK).status is Status.STARTING_SOON
    assert state(known, "2026-03-28 23:00").status is Status.OCCUPIED
    assert state(known, utc("2026-03-29 22:00") - TICK).status is Status.OCCUPIED
    at = state(known, "2026-03-29 22:00")
    assert (at.status, at.until) == (Status.FREE, None)


def test_a_meeting_inside_an_all_day_one_is_current() -> None:
    known = agenda(meeting("2026-03-02 00:00", "2026-03-03 00:00", "day", all_day=True), meeting("10:00", "11:00", "a"))
    at = state(known, "10:30")
    assert (at.current and at.current.id, at.until) == ("a", utc("2026-03-03 00:00"))


def test_two_all_day_ones_in_a_row_leave_no_free_instant_across_a_change_of_the_clocks() -> None:
    days = [("2026-10-24 22:00", "2026-10-25 23:00", "a"), ("2026-10-25 23:00", "2026-10-26 23:00", "b")]
    known = agenda(
        *[meeting(*one, all_day=True) for one in days], room=make_room("Europe/Berlin"), known_until="2026-11-01 00:00"
    )
    at = state(known, utc("2026-10-25 23:00") - TICK)
    assert (at.status, at.until, at.free_from) == (Status.OCCUPIED, utc("2026-10-25 23:00"), utc("2026-10-26 23:00"))
    assert state(known, "2026-10-25 23:00").status is Status.OCCUPIED


@pytest.mark.parametrize(
    ("start", "end"), [("2026-03-29 00:30", "2026-03-29 01:30"), ("2026-10-25 00:30", "2026-10-25 01:30")]
)
def test_a_common_meeting_over_a_change_of_the_clocks_lasts_as_long_as_it_lasts(start: str, end: str) -> None:
    known = agenda(meeting(start, end), room=make_room("Europe/Berlin"), known_until="2026-11-01 00:00")
    assert state(known, utc(start) - TICK).status is Status.STARTING_SOON
    assert state(known, start).until == utc(end)
    assert state(known, utc(end) - TICK).status is Status.OCCUPIED
    assert state(known, end).status is Status.FREE
