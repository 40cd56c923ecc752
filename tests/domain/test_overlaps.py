"""Overlapping meetings: the latest-started is current, and the room is held until none covers now."""

import pytest

from kiosk.domain.state import Status
from tests.domain.builders import agenda, meeting, state, utc

LONG, SHORT = meeting("09:00", "12:00", "long"), meeting("10:00", "11:00", "short")


@pytest.mark.parametrize(
    ("now", "current", "until", "free_from"),
    [
        ("09:30", "long", "12:00", "12:00"),
        ("10:00", "short", "12:00", "12:00"),
        ("10:59:59.999999", "short", "12:00", "12:00"),
        ("11:00", "long", "12:00", "12:00"),
    ],
)
def test_a_short_meeting_inside_a_long_one(now: str, current: str, until: str, free_from: str) -> None:
    at = state(agenda(LONG, SHORT), now)
    assert at.status is Status.OCCUPIED
    assert at.current is not None
    assert (at.current.id, at.until, at.free_from) == (current, utc(until), utc(free_from))


def test_until_is_the_latest_end_among_those_that_cover_now_only() -> None:
    known = agenda(meeting("09:00", "10:30", "a"), meeting("10:00", "11:00", "b"), meeting("10:45", "12:00", "c"))
    at = state(known, "10:15")
    assert (at.until, at.free_from) == (utc("11:00"), utc("12:00"))


def test_the_earlier_meeting_may_be_the_one_that_lasts_longer() -> None:
    at = state(agenda(LONG, SHORT), "10:30")
    assert at.current == SHORT
    assert at.until == LONG.end


def test_of_two_that_start_together_the_meeting_goes_before_its_preparation() -> None:
    prepared = meeting("10:00", "10:30", "prep", preparation=True)
    talk = meeting("10:00", "10:20", "talk")
    for order in ([prepared, talk], [talk, prepared]):
        at = state(agenda(*order), "10:10")
        assert at.current is not None
        assert (at.current.id, at.until) == ("talk", utc("10:30"))


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_the_order_in_which_a_server_lists_meetings_changes_nothing(order: list[int]) -> None:
    listed = [LONG, SHORT, meeting("10:30", "10:40", "third")]
    assert state(agenda(*[listed[one] for one in order]), "10:35") == state(agenda(*listed), "10:35")


def test_a_meeting_under_way_is_not_ahead() -> None:
    at = state(agenda(LONG, SHORT), "10:30")
    assert (at.next, at.upcoming) == (None, ())
