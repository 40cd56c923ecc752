"""Bookings that somebody must confirm at the door."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.appointment import CheckIn
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status
from tests.domain.builders import ALWAYS_FRESH, agenda, meeting, state, utc, waiting

QUARTER = replace(ALWAYS_FRESH, check_in_closes=timedelta(minutes=15))


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("09:49:59.999999", Status.FREE),
        ("09:50", Status.WAITING_CHECK_IN),
        ("10:00", Status.WAITING_CHECK_IN),
        ("10:59:59.999999", Status.WAITING_CHECK_IN),
        ("11:00", Status.FREE),
    ],
)
def test_a_booking_waits_from_the_opening_of_its_window_to_its_end(now: str, status: Status) -> None:
    at = state(agenda(waiting("10:00", "11:00")), now)
    assert at.status is status
    assert (at.current and at.current.id) == ("w" if status is Status.WAITING_CHECK_IN else None)


def test_the_window_is_the_policy_s_and_not_the_soon_minutes() -> None:
    policy = replace(ALWAYS_FRESH, soon=timedelta(minutes=30), check_in_opens=timedelta(minutes=5))
    known = agenda(waiting("10:00", "11:00"))
    assert state(known, "09:54:59.999999", policy).status is Status.STARTING_SOON
    assert state(known, "09:55", policy).status is Status.WAITING_CHECK_IN


@pytest.mark.parametrize("done", [CheckIn.DONE, CheckIn.NOT_NEEDED])
def test_a_booking_that_is_checked_in_or_need_not_be_occupies(done: CheckIn) -> None:
    known = agenda(meeting("10:00", "11:00", check_in=done))
    assert state(known, "09:55").status is Status.STARTING_SOON
    assert state(known, "10:05").status is Status.OCCUPIED


@pytest.mark.parametrize("running", [CheckIn.DONE, CheckIn.NOT_NEEDED])
def test_a_running_meeting_goes_before_the_next_one_s_window(running: CheckIn) -> None:
    known = agenda(meeting("09:00", "10:00", "a", check_in=running), waiting("10:00", "11:00"))
    at = state(known, "09:55")
    assert (at.status, at.current and at.current.id, at.next and at.next.id) == (Status.OCCUPIED, "a", "w")
    assert state(known, "10:00").status is Status.WAITING_CHECK_IN


@pytest.mark.parametrize(("first", "second"), [("09:30", "10:00"), ("10:00", "09:30"), ("10:00", "10:00")])
def test_a_running_checked_in_meeting_goes_before_an_overlapping_booking_that_waits(first: str, second: str) -> None:
    known = agenda(meeting(first, "11:00", "a", check_in=CheckIn.DONE), waiting(second, "11:00"))
    assert state(known, "10:15").status is Status.OCCUPIED


def test_a_waiting_booking_that_covers_now_goes_before_the_window_of_a_later_one() -> None:
    known = agenda(waiting("09:00", "10:00", "now"), waiting("10:00", "11:00", "later"))
    at = state(known, "09:55")
    assert at.current is not None
    assert (at.current.id, [one.id for one in at.upcoming]) == ("now", ["later"])


def test_of_two_waiting_bookings_that_cover_now_the_latest_started_is_asked_for() -> None:
    known = agenda(waiting("09:00", "11:00", "old"), waiting("10:00", "10:30", "new"))
    at = state(known, "10:15")
    assert (at.current and at.current.id, at.free_from) == ("new", utc("11:00"))


def test_of_two_open_windows_the_first_to_start_is_asked_for() -> None:
    known = agenda(waiting("10:00", "10:05", "first"), waiting("10:06", "11:00", "second"))
    at = state(known, "09:59")
    assert (at.current and at.current.id, at.next and at.next.id) == ("first", "second")


def test_a_window_is_open_even_if_another_meeting_begins_before_that_booking() -> None:
    known = agenda(meeting("10:00", "10:05", "a"), waiting("10:05", "11:00"))
    at = state(known, "09:58")
    assert (at.status, at.current and at.current.id, at.next and at.next.id) == (Status.WAITING_CHECK_IN, "w", "a")


def test_a_booking_that_is_asked_for_is_not_also_next() -> None:
    known = agenda(waiting("10:00", "11:00"), meeting("11:00", "12:00", "b"))
    at = state(known, "09:55")
    assert (at.next and at.next.id, [one.id for one in at.upcoming]) == ("b", ["b"])


@pytest.mark.parametrize(
    ("deadline", "policy", "until"),
    [
        ("10:07", ALWAYS_FRESH, "10:07"),
        ("10:07", QUARTER, "10:07"),
        (None, QUARTER, "10:15"),
        (None, ALWAYS_FRESH, None),
    ],
)
@pytest.mark.parametrize("now", ["09:55", "10:05"])
def test_until_is_the_deadline_of_the_backend_else_of_the_policy(
    now: str, deadline: str | None, policy: Policy, until: str | None
) -> None:
    at = state(agenda(waiting("10:00", "11:00", deadline=deadline)), now, policy)
    assert (at.status, at.until) == (Status.WAITING_CHECK_IN, None if until is None else utc(until))


def test_free_from_counts_the_booking_that_is_waited_for() -> None:
    known = agenda(waiting("10:00", "11:00"), meeting("11:00", "12:00", "b"))
    assert state(known, "09:55").free_from == utc("12:00")
    assert state(known, "10:05").free_from == utc("12:00")


def test_a_booking_past_its_deadline_still_waits_until_the_backend_lets_it_go() -> None:
    at = state(agenda(waiting("10:00", "11:00", deadline="10:10")), "10:30")
    assert (at.status, at.until) == (Status.WAITING_CHECK_IN, utc("10:10"))
