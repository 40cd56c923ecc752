"""Until when the door's word holds, and when the room is free again."""

from datetime import datetime, timedelta

import pytest

from kiosk.domain.state import Status
from tests.domain.builders import TICK, agenda, meeting, state, utc

MIDDAY = meeting("2026-03-03 12:00", "2026-03-03 13:00")


@pytest.mark.parametrize(
    ("now", "known"),
    [
        (utc("2026-03-02 11:59"), False),
        (utc("2026-03-02 12:00"), False),
        (utc("2026-03-02 12:00") + TICK, True),
        (utc("2026-03-03 09:00"), True),
    ],
)
def test_a_free_room_names_the_next_start_once_it_is_less_than_24_hours_away(now: datetime, known: bool) -> None:  # noqa: FBT001
    at = state(agenda(MIDDAY), now)
    assert (at.status, at.until) == (Status.FREE, MIDDAY.start if known else None)


def test_a_room_without_meetings_is_free_without_end() -> None:
    at = state(agenda(), "10:00")
    assert (at.status, at.until, at.next, at.current, at.why) == (Status.FREE, None, None, None, None)


def test_24_hours_are_24_hours_also_when_the_clocks_change() -> None:
    start = utc("2026-03-29 10:00")
    known = agenda(meeting("2026-03-29 10:00", "2026-03-29 11:00"), known_until="2026-03-31 00:00")
    assert state(known, start - timedelta(hours=24)).until is None
    assert state(known, start - timedelta(hours=24) + TICK).until == start


def test_free_from_goes_through_overlaps_and_back_to_back_meetings() -> None:
    known = agenda(
        meeting("10:00", "11:00", "a"),
        meeting("11:00", "12:00", "b"),
        meeting("11:30", "13:00", "c"),
        meeting("12:15", "12:30", "d"),
        meeting("13:00", "13:30", "e"),
        meeting("13:31", "14:00", "f"),
    )
    at = state(known, "10:30")
    assert (at.until, at.free_from) == (utc("11:00"), utc("13:30"))


def test_free_from_goes_through_preparations_too() -> None:
    known = agenda(meeting("10:00", "11:00"), meeting("11:00", "11:15", "p", preparation=True))
    assert state(known, "10:30").free_from == utc("11:15")


@pytest.mark.parametrize(
    ("known_until", "free_from"),
    [("11:59:59.999999", None), ("12:00", None), ("12:00:00.000001", "12:00"), ("13:00", "12:00")],
)
def test_free_from_is_silent_where_nothing_is_known_any_more(known_until: str, free_from: str | None) -> None:
    known = agenda(meeting("10:00", "12:00"), known_until=f"2026-03-02 {known_until}")
    at = state(known, "10:30")
    assert at.until == utc("12:00")
    assert at.free_from == (None if free_from is None else utc(free_from))


def test_beyond_what_is_known_the_room_is_not_called_free() -> None:
    known = agenda(meeting("10:00", "11:00"), known_until="2026-03-02 12:00")
    assert state(known, utc("12:00") - TICK).status is Status.FREE
    assert state(known, "12:00").status is Status.UNKNOWN


def test_a_meeting_that_reaches_beyond_what_is_known_still_holds_the_room() -> None:
    known = agenda(meeting("10:00", "14:00"), known_until="2026-03-02 12:00")
    at = state(known, "13:00")
    assert (at.status, at.until, at.free_from) == (Status.OCCUPIED, utc("14:00"), None)


def test_a_room_that_starts_soon_says_when() -> None:
    at = state(agenda(meeting("10:00", "11:00")), "09:55")
    assert (at.status, at.until, at.free_from) == (Status.STARTING_SOON, utc("10:00"), None)
