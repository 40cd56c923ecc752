"""Rooms that are gone, closed for a while, or outside their opening hours."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.agenda import Agenda, Closure
from kiosk.domain.hours import OpeningHours
from kiosk.domain.state import RoomState, Status, Why
from tests.domain.builders import POLICY, TICK, agenda, make_room, meeting, state, utc, waiting

TALK = meeting("10:00", "11:00")
OFFICE = "mon-fri 08:00-18:00"
BEGIN, END = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def closure(start: str, end: str, reason: str | None = "Painting") -> Closure:
    return Closure(utc(start), utc(end), reason)


def closing(at: RoomState) -> tuple[Status, Why | None, str | None, datetime | None]:
    return at.status, at.why, at.reason, at.until


@pytest.mark.parametrize(
    "known",
    [
        Agenda(make_room(gone=True), None),
        agenda(TALK, room=make_room(gone=True)),
        agenda(waiting("10:00", "11:00"), room=make_room(gone=True, hours="sun 09:00-10:00")),
        agenda(room=make_room(gone=True), open_ended=meeting("10:00", "10:00")),
        agenda(room=make_room(gone=True), unreadable=True, closures=(closure("09:00", "12:00"),)),
        agenda(room=make_room(gone=True), as_of=utc("2026-01-01 00:00")),
    ],
)
def test_a_room_that_is_gone_is_closed_before_anything_else(known: Agenda) -> None:
    at = state(known, "10:30", POLICY)
    assert closing(at) == (Status.CLOSED, Why.GONE, None, None)
    assert at.current is None


@pytest.mark.parametrize(
    "known",
    [
        agenda(TALK, closures=(closure("09:00", "12:00"),)),
        agenda(waiting("10:00", "11:00"), closures=(closure("09:00", "12:00"),)),
        agenda(closures=(closure("09:00", "12:00"),), unreadable=True),
        agenda(closures=(closure("09:00", "12:00"),), open_ended=meeting("10:00", "10:00")),
        agenda(closures=(closure("09:00", "12:00"),), as_of=utc("2026-01-01 00:00")),
        agenda(closures=(closure("09:00", "12:00"),), known_until="2026-03-02 01:00"),
    ],
)
def test_a_closure_goes_before_everything_but_a_room_that_is_gone(known: Agenda) -> None:
    assert closing(state(known, "10:30", POLICY)) == (Status.CLOSED, Why.CLOSURE, "Painting", utc("12:00"))


def test_a_closure_is_half_open() -> None:
    known = agenda(closures=(closure("10:00", "11:00"),))
    assert state(known, utc("10:00") - TICK).status is Status.FREE
    assert state(known, "10:00").status is Status.CLOSED
    assert state(known, utc("11:00") - TICK).status is Status.CLOSED
    assert state(known, "11:00").status is Status.FREE


def test_a_closure_without_a_reason_is_still_a_closure() -> None:
    known = agenda(closures=(closure("10:00", "11:00", None),))
    assert closing(state(known, "10:30")) == (Status.CLOSED, Why.CLOSURE, None, utc("11:00"))


@pytest.mark.parametrize("order", [1, -1])
def test_closures_that_overlap_or_adjoin_end_together_and_the_latest_begun_says_why(order: int) -> None:
    closures = (
        closure("09:00", "11:00", "Painting"),
        closure("10:00", "10:30", "Drying"),
        closure("11:00", "12:00", "Airing"),
        closure("12:00:00.000001", "13:00", "Later"),
    )[::order]
    known = agenda(closures=closures)
    assert closing(state(known, "10:15")) == (Status.CLOSED, Why.CLOSURE, "Drying", utc("12:00"))
    assert closing(state(known, "10:45")) == (Status.CLOSED, Why.CLOSURE, "Painting", utc("12:00"))


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_closures_of_one_period_the_one_that_says_why_is_told(order: int) -> None:
    known = agenda(closures=(closure("10:00", "11:00", None), closure("10:00", "11:00", "Painting"))[::order])
    assert state(known, "10:30").reason == "Painting"


@pytest.mark.parametrize("broken", [closure("10:00", "10:00"), closure("11:00", "10:00")])
def test_a_closure_that_makes_no_sense_closes_nothing(broken: Closure) -> None:
    for now in ("09:00", "10:00", "10:30", "11:00"):
        assert closing(state(agenda(closures=(broken,)), now)) == (Status.FREE, None, None, None)


def test_a_closure_of_all_times_is_no_error() -> None:
    known = agenda(room=make_room(hours=OFFICE), closures=(Closure(BEGIN, END, "Gone fishing"),))
    at = state(known, "10:00")
    assert closing(at) == (Status.CLOSED, Why.CLOSURE, "Gone fishing", END)


def test_a_free_room_is_free_until_it_closes_and_that_is_no_meeting() -> None:
    known = agenda(meeting("16:00", "17:00"), closures=(closure("15:00", "18:00"),))
    assert (state(known, "14:55").status, state(known, "14:55").until) == (Status.FREE, utc("15:00"))
    assert state(known, "2026-03-01 15:00").until is None
    assert state(known, utc("2026-03-01 15:00") + TICK).until == utc("15:00")
    by_hours = agenda(room=make_room(hours=OFFICE))
    assert (state(by_hours, "17:55").status, state(by_hours, "17:55").until) == (Status.FREE, utc("18:00"))


def test_a_closed_room_tells_what_follows() -> None:
    at = state(agenda(TALK, closures=(closure("09:00", "09:45"),)), "09:30")
    assert (at.current, at.next) == (None, TALK)
    assert state(agenda(TALK, closures=(closure("09:00", "12:00"),)), "10:30").current == TALK


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-03-02 07:59:59.999999", "2026-03-02 08:00"),
        ("2026-03-02 18:00", "2026-03-03 08:00"),
        ("2026-03-06 18:00", "2026-03-09 08:00"),
        ("2026-03-08 12:00", "2026-03-09 08:00"),
    ],
)
def test_out_of_hours_the_room_is_closed_until_it_opens(now: str, until: str) -> None:
    at = state(agenda(TALK, room=make_room(hours=OFFICE), known_until="2026-04-01 00:00"), now)
    assert closing(at) == (Status.CLOSED, Why.OUT_OF_HOURS, None, utc(until))


@pytest.mark.parametrize("now", ["2026-03-02 08:00", "2026-03-02 17:59:59.999999", "2026-03-06 12:00"])
def test_within_hours_the_room_is_open(now: str) -> None:
    assert state(agenda(room=make_room(hours=OFFICE)), now).status is Status.FREE


def test_a_closure_that_ends_out_of_hours_ends_when_the_room_opens() -> None:
    known = agenda(
        room=make_room(hours=OFFICE),
        closures=(closure("17:00", "19:00"), closure("2026-03-03 07:00", "2026-03-03 09:30")),
    )
    assert closing(state(known, "17:30")) == (Status.CLOSED, Why.CLOSURE, "Painting", utc("2026-03-03 09:30"))
    assert closing(state(known, "20:00")) == (Status.CLOSED, Why.OUT_OF_HOURS, None, utc("2026-03-03 09:30"))


def test_a_room_that_never_opens_names_no_end() -> None:
    never = OpeningHours(())
    room = replace(make_room(), hours=never)
    assert closing(state(agenda(room=room), "10:00")) == (Status.CLOSED, Why.OUT_OF_HOURS, None, None)
    assert never.next_change(utc("10:00"), room.zone) is None
    closed = never.closed_at(utc("10:00"), room.zone)
    assert closed is not None
    assert closed[0] < utc("10:00") < closed[1]
