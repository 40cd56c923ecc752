"""Whoever books at the door stands there: the booking is checked in at once, where one must be and can be."""

from dataclasses import replace

import pytest

from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.domain.booking import Booking
from tests.flows.doorstep import ALL, Doorstep
from tests.wording.states import at

HELD = Booking("b1", "1", at("14:12"), at("14:27"), waiting=True)


def booked(door: Doorstep, held: Booking, then: Ending = Ending.DONE) -> list[object]:
    """Book for a quarter of an hour; which acts the desk was asked for."""
    ends = {Act.BOOK: Ending.DONE, Act.CHECK_IN: then}
    door.desk.outcome = lambda one: Outcome(
        one.act, one.room_id, ends[one.act], replace(held, checked_in=one.act is Act.CHECK_IN)
    )
    door.press("book")
    door.choose("minutes 15")
    door.finish()
    door.finish()
    return [asked[0] for asked in door.desk.asked]


def test_what_is_booked_at_the_door_is_checked_in_at_once() -> None:
    door = Doorstep()
    assert booked(door, HELD) == [Act.BOOK, Act.CHECK_IN]
    assert door.desk.asked[1] == (Act.CHECK_IN, "1", "b1")
    assert door.view.title == "The room is yours"


def test_a_booking_that_waits_for_nobody_is_left_alone() -> None:
    assert booked(Doorstep(), replace(HELD, waiting=False)) == [Act.BOOK]


def test_where_only_a_phone_checks_in_nothing_more_is_asked() -> None:
    assert booked(Doorstep(can=ALL - {"check_in_tap"}), HELD) == [Act.BOOK]


@pytest.mark.parametrize("ending", [Ending.OFFLINE, Ending.REFUSED, Ending.UNSURE, Ending.TOO_EARLY])
def test_a_check_in_that_fails_takes_nothing_back(ending: Ending) -> None:
    door = Doorstep()
    assert booked(door, HELD, ending) == [Act.BOOK, Act.CHECK_IN]
    assert (door.view.title, door.view.tone) == ("The room is yours", "good")


def test_a_booking_that_was_not_made_is_not_checked_in() -> None:
    door = Doorstep()
    door.desk.ending = Ending.TAKEN
    door.press("book")
    door.choose("minutes 15")
    door.finish()
    door.finish()
    assert [asked[0] for asked in door.desk.asked] == [Act.BOOK]
