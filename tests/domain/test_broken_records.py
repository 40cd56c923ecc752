"""Records that make no sense never make a room free, and never hurt the good ones beside them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.appointment import Appointment
from kiosk.domain.state import Status, Why, next_boundary
from tests.domain.builders import ALWAYS_FRESH, agenda, make_room, meeting, state, utc, waiting

ZERO, INVERTED = meeting("10:00", "10:00", "zero"), meeting("11:00", "10:00", "inverted")
GOOD = meeting("12:00", "13:00", "good")
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize("broken", [ZERO, INVERTED, replace(INVERTED, all_day=True), replace(ZERO, preparation=True)])
def test_an_empty_or_inverted_period_is_left_out_and_counted(broken: Appointment) -> None:
    known = agenda(broken, GOOD)
    assert (known.appointments, known.ignored) == ((GOOD,), 1)
    at = state(known, "10:00")
    assert (at.status, at.until, at.upcoming) == (Status.FREE, utc("12:00"), (GOOD,))


def test_the_shortest_period_counts() -> None:
    known = agenda(meeting("10:00", "10:00:00.000001"))
    assert (len(known.appointments), known.ignored) == (1, 0)
    assert state(known, "10:00").status is Status.OCCUPIED


def test_an_all_day_appointment_without_length_is_one_day() -> None:
    known = agenda(meeting("10:00", "10:00", all_day=True))
    assert known.ignored == 0
    assert state(known, "23:00").until == utc("2026-03-03 00:00")


def test_what_was_left_out_before_is_added_to_the_count() -> None:
    known = agenda(ZERO)
    assert known.ignored == 1
    assert agenda(ZERO, INVERTED, GOOD).ignored == 2


@pytest.mark.parametrize("now", ["09:55", "10:00", "10:30", "23:00"])
def test_a_broken_record_that_the_backend_calls_current_holds_the_room_without_end(now: str) -> None:
    at = state(agenda(open_ended=ZERO), now)
    assert (at.status, at.until, at.free_from, at.why) == (Status.OCCUPIED, None, None, Why.OPEN_ENDED)
    assert at.current == ZERO


def test_a_good_meeting_is_shown_rather_than_the_broken_one_but_gives_no_end() -> None:
    at = state(agenda(GOOD, open_ended=ZERO), "12:30")
    assert (at.status, at.until, at.current) == (Status.OCCUPIED, None, GOOD)


def test_a_broken_current_record_goes_before_a_check_in() -> None:
    assert state(agenda(waiting("10:00", "11:00"), open_ended=ZERO), "09:55").status is Status.OCCUPIED


def test_what_follows_a_broken_current_record_is_still_told() -> None:
    assert state(agenda(GOOD, open_ended=ZERO), "10:00").next == GOOD


@pytest.mark.parametrize("now", ["11:40", "11:55", "13:00"])
def test_a_room_with_an_unreadable_record_is_not_free_where_nothing_covers(now: str) -> None:
    at = state(agenda(GOOD, unreadable=True), now)
    assert (at.status, at.why, at.until, at.free_from) == (Status.UNKNOWN, Why.UNREADABLE, None, None)


def test_a_room_with_an_unreadable_record_is_occupied_while_a_good_one_covers_now() -> None:
    at = state(agenda(GOOD, unreadable=True), "12:30")
    assert (at.status, at.until, at.free_from, at.current) == (Status.OCCUPIED, utc("13:00"), None, GOOD)


def test_a_room_with_an_unreadable_record_still_asks_for_its_check_in() -> None:
    at = state(agenda(waiting("12:00", "13:00"), unreadable=True), "11:55")
    assert (at.status, at.free_from) == (Status.WAITING_CHECK_IN, None)


@pytest.mark.parametrize("all_day", [False, True])
@pytest.mark.parametrize(("start", "end"), [(FIRST, LAST), (FIRST, utc("11:00")), (utc("09:00"), LAST)])
@pytest.mark.parametrize("time_zone", ["America/Sao_Paulo", "Asia/Kathmandu"])
def test_a_period_that_reaches_the_end_of_the_calendar_holds_the_room(
    start: datetime, end: datetime, time_zone: str, *, all_day: bool
) -> None:
    forever = Appointment("forever", start, end, all_day=all_day)
    known = agenda(forever, GOOD, room=make_room(time_zone))
    at = state(known, "10:00")
    assert (at.status, at.current) == (Status.OCCUPIED, known.appointments[0])
    assert next_boundary(known, utc("10:00"), ALWAYS_FRESH) is not None


def test_an_empty_date_of_a_server_is_no_meeting_of_today() -> None:
    known = agenda(Appointment("none", FIRST, FIRST), GOOD)
    assert (known.ignored, state(known, "10:00").status) == (1, Status.FREE)
