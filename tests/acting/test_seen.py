"""What a look at a room says: who has the time, and when it is free again."""

import pytest

from kiosk.acting.seen import Seen
from kiosk.domain.agenda import Agenda, Closure
from tests.domain.builders import agenda, make_room, meeting, utc

A, B, C = meeting("10:00", "11:00", "a"), meeting("11:00", "12:00", "b"), meeting("13:00", "14:00", "c")


def free_from(known: Agenda) -> str | None:
    seen = Seen(known, utc("09:00"))
    holder = seen.holder(utc("10:30"), utc("10:45"))
    assert holder is not None
    found = seen.free_from(holder)
    return None if found is None else f"{found:%H:%M}"


def test_a_room_is_free_again_where_nothing_follows() -> None:
    assert free_from(agenda(A, B, C)) == "12:00"
    assert free_from(agenda(A, C)) == "11:00"
    assert free_from(agenda(A, meeting("10:50", "11:30", "p", preparation=True))) == "11:30"


@pytest.mark.parametrize(
    "known",
    [
        agenda(A, known_until="2026-03-02 11:00"),
        agenda(A, closures=(Closure(utc("11:00"), utc("12:00")),)),
        agenda(A, room=make_room(hours="08:00-11:00")),
        agenda(A, unreadable=True),
    ],
    ids=["not known", "closure", "closed", "unreadable"],
)
def test_nothing_is_said_about_when_where_that_is_not_so_or_not_known(known: Agenda) -> None:
    assert free_from(known) is None


def test_the_first_who_has_a_part_of_the_time_has_it() -> None:
    seen = Seen(agenda(A, B, C), utc("09:00"))
    assert seen.holder(utc("10:30"), utc("13:30")) == A
    assert seen.holder(utc("12:00"), utc("13:00")) is None
    assert Seen(None, utc("09:00")).holder(utc("10:00"), utc("11:00")) is None


def test_a_meeting_has_the_time_before_the_preparation_that_began_with_it() -> None:
    preparation = meeting("10:00", "10:15", "p", preparation=True)
    assert Seen(agenda(preparation, A), utc("09:00")).holder(utc("10:00"), utc("11:00")) == A


@pytest.mark.parametrize(("start", "end", "closed"), [("08:00", "09:00", False), ("17:30", "18:00", False),
                                                      ("17:30", "18:01", True), ("07:00", "08:30", True)])  # fmt: skip
def test_a_time_is_closed_where_any_part_of_it_is(start: str, end: str, *, closed: bool) -> None:
    seen = Seen(agenda(room=make_room(hours="08:00-18:00")), utc("09:00"))
    assert seen.closed(utc(start), utc(end)) is closed
