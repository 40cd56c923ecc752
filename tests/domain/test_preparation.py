"""Preparing a room before a meeting, and clearing it after one."""

from kiosk.domain.appointment import CheckIn
from kiosk.domain.state import Status
from tests.domain.builders import agenda, meeting, state, utc, waiting

BEFORE = meeting("09:45", "10:00", "before", preparation=True)
TALK = meeting("10:00", "11:00", "talk")
AFTER = meeting("11:00", "11:15", "after", preparation=True)


def test_a_room_that_is_being_prepared_is_occupied_and_says_no_subject() -> None:
    for known, now in ((agenda(BEFORE, TALK, AFTER), "09:50"), (agenda(BEFORE, TALK, AFTER), "11:05")):
        at = state(known, now)
        assert at.status is Status.OCCUPIED
        assert at.current is not None
        assert (at.current.preparation, at.current.subject) == (True, None)


def test_a_preparation_is_never_the_next_meeting() -> None:
    at = state(agenda(BEFORE, TALK, AFTER), "09:00")
    assert (at.next and at.next.id, [one.id for one in at.upcoming]) == ("talk", ["talk"])
    assert state(agenda(TALK, AFTER), "10:30").next is None


def test_a_room_about_to_be_prepared_is_starting_soon() -> None:
    at = state(agenda(BEFORE, TALK), "09:35")
    assert (at.status, at.until, at.next and at.next.id) == (Status.STARTING_SOON, utc("09:45"), "talk")


def test_a_free_room_is_free_until_its_preparation() -> None:
    assert state(agenda(BEFORE, TALK), "09:00").until == utc("09:45")


def test_a_waiting_booking_is_not_asked_for_while_the_room_is_being_prepared_for_it() -> None:
    known = agenda(BEFORE, waiting("10:00", "11:00"))
    at = state(known, "09:55")
    assert (at.status, at.current and at.current.preparation) == (Status.OCCUPIED, True)
    assert state(known, "10:00").status is Status.WAITING_CHECK_IN


def test_a_waiting_booking_goes_before_a_preparation_that_overlaps_it() -> None:
    known = agenda(waiting("10:00", "11:00"), meeting("10:05", "10:30", "p", preparation=True))
    at = state(known, "10:10")
    assert (at.status, at.current and at.current.id, at.free_from) == (Status.WAITING_CHECK_IN, "w", utc("11:00"))


def test_a_preparation_asks_nobody_to_check_in() -> None:
    marked = meeting("10:00", "10:15", "p", preparation=True, check_in=CheckIn.WAITING, deadline="10:10")
    known = agenda(marked, meeting("10:15", "11:00"))
    assert state(known, "09:55").status is Status.STARTING_SOON
    assert state(known, "10:05").status is Status.OCCUPIED


def test_a_meeting_that_the_room_is_prepared_after_is_not_followed_by_a_free_instant() -> None:
    at = state(agenda(TALK, AFTER), "10:30")
    assert (at.until, at.free_from) == (utc("11:00"), utc("11:15"))
    assert state(agenda(TALK, AFTER), "11:00").status is Status.OCCUPIED
