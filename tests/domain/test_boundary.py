"""The instants at which a door may change its word: none is missed, so that no poll is needed to flip it."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from kiosk.domain.agenda import Agenda, Closure
from kiosk.domain.policy import Policy
from kiosk.domain.state import next_boundary
from tests.domain.builders import ALWAYS_FRESH, POLICY, TICK, agenda, make_room, meeting, state, utc, waiting

APART = replace(ALWAYS_FRESH, soon=timedelta(minutes=10), check_in_opens=timedelta(minutes=20))


def edges(known: Agenda, start: str, end: str, policy: Policy = APART) -> list[datetime]:
    """Every boundary after `start` and up to `end`, each found from the one before."""
    found = [utc(start)]
    while (edge := next_boundary(known, found[-1], policy)) is not None and edge <= utc(end):
        found.append(edge)
    return found[1:]


def test_a_meeting_has_its_outlook_its_soon_its_start_and_its_end() -> None:
    known = agenda(meeting("10:00", "11:00"))
    day_before = utc("2026-03-01 10:00") + TICK
    assert edges(known, "2026-02-01 00:00", "23:00") == [day_before, utc("09:50"), utc("10:00"), utc("11:00")]


def test_a_booking_that_waits_has_the_opening_of_its_window_too() -> None:
    known = agenda(waiting("10:00", "11:00"))
    assert edges(known, "09:00", "23:00") == [utc("09:40"), utc("09:50"), utc("10:00"), utc("11:00")]


def test_a_meeting_under_way_has_its_end_left() -> None:
    assert edges(agenda(meeting("10:00", "11:00")), "10:00", "23:00") == [utc("11:00")]


def test_a_closure_has_its_outlook_its_start_and_its_end() -> None:
    known = agenda(closures=(Closure(utc("10:00"), utc("11:00")),))
    day_before = utc("2026-03-01 10:00") + TICK
    assert edges(known, "2026-02-01 00:00", "23:00") == [day_before, utc("10:00"), utc("11:00")]
    assert edges(known, "10:30", "23:00") == [utc("11:00")]


def test_the_hours_of_the_room_count() -> None:
    known = agenda(room=make_room(hours="mon 08:00-24:00, tue 00:00-24:00"))
    outlook, closes = utc("2026-03-03 00:00") + TICK, utc("2026-03-04 00:00")
    assert edges(known, "09:00", "2026-03-05 00:00") == [outlook, closes]
    assert (state(known, outlook - TICK).until, state(known, outlook).until) == (None, closes)
    assert utc("08:00") in edges(known, "00:00", "09:00")


def test_the_end_of_what_is_known_counts() -> None:
    assert edges(agenda(known_until="2026-03-02 15:00"), "09:00", "23:00") == [utc("15:00")]


def test_data_age_at_the_instant_after_their_limit_and_come_of_age_at_it() -> None:
    known = agenda(as_of=utc("12:00"))
    second = timedelta(seconds=1)
    assert edges(known, "11:00", "13:00", POLICY) == [
        utc("12:00") - 900 * second,
        utc("12:00") - 90 * second,
        utc("12:00") + 90 * second + TICK,
        utc("12:00") + 900 * second + TICK,
    ]


def test_there_is_nothing_ahead_of_a_room_of_which_nothing_is_known() -> None:
    assert next_boundary(Agenda(make_room(), None), utc("12:00"), POLICY) is None


@pytest.mark.parametrize("order", [1, -1])
def test_the_first_of_several_is_the_next(order: int) -> None:
    listed = [meeting("10:00", "11:00", "a"), waiting("10:30", "12:00", "b"), meeting("15:00", "15:30", "c")][::order]
    found = edges(agenda(*listed), "09:00", "15:30")
    texts = ["09:50", "10:00", "10:10", "10:20", "10:30", "11:00", "12:00", "14:50", "15:00", "15:30"]
    assert found == [utc(one) for one in texts]
    assert all(one < other for one, other in pairwise(found))
