"""Periods are half-open: a meeting holds the room at its first instant and no longer at its last."""

import pytest

from kiosk.domain.state import Status
from tests.domain.builders import TICK, agenda, meeting, state, utc


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("09:49:59.999999", Status.FREE),
        ("09:50", Status.STARTING_SOON),
        ("09:59:59.999999", Status.STARTING_SOON),
        ("10:00", Status.OCCUPIED),
        ("10:59:59.999999", Status.OCCUPIED),
        ("11:00", Status.FREE),
    ],
)
def test_a_meeting_turns_the_door_at_its_exact_instants(now: str, status: Status) -> None:
    assert state(agenda(meeting("10:00", "11:00")), now).status is status


def test_back_to_back_meetings_flip_without_a_free_instant() -> None:
    known = agenda(meeting("10:00", "11:00", "a"), meeting("11:00", "12:00", "b"))
    before, at = state(known, utc("11:00") - TICK), state(known, "11:00")
    assert (before.status, before.current and before.current.id) == (Status.OCCUPIED, "a")
    assert (at.status, at.current and at.current.id) == (Status.OCCUPIED, "b")


def test_one_instant_between_two_meetings_is_not_covered() -> None:
    known = agenda(meeting("10:00", "10:59:59.999999", "a"), meeting("11:00", "12:00", "b"))
    between = state(known, utc("11:00") - TICK)
    assert (between.status, between.until) == (Status.STARTING_SOON, utc("11:00"))


def test_a_meeting_that_crosses_midnight_keeps_the_room_through_it() -> None:
    known = agenda(meeting("2026-03-02 22:00", "2026-03-03 02:00"))
    for now in ("2026-03-02 23:59:59.999999", "2026-03-03 00:00", "2026-03-03 01:59:59.999999"):
        at = state(known, now)
        assert (at.status, at.until) == (Status.OCCUPIED, utc("2026-03-03 02:00"))


def test_the_door_tells_the_current_the_next_and_all_that_follow() -> None:
    known = agenda(meeting("10:00", "11:00", "a"), meeting("11:30", "12:00", "b"), meeting("14:00", "15:00", "c"))
    at = state(known, "10:15")
    assert at.current is not None
    assert at.next is not None
    assert (at.current.id, at.next.id, [one.id for one in at.upcoming]) == ("a", "b", ["b", "c"])


def test_a_meeting_that_begins_now_is_current_and_no_longer_next() -> None:
    at = state(agenda(meeting("10:00", "11:00", "a")), "10:00")
    assert (at.next, at.upcoming) == (None, ())


def test_the_answer_carries_the_instant_and_the_room_it_is_about() -> None:
    known = agenda()
    at = state(known, "10:00")
    assert (at.at, at.room) == (utc("10:00"), known.room)
