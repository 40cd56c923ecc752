"""From what a door shows to what can be acted on."""

from dataclasses import replace

import pytest

from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.booking import Booking, booking_behind
from tests.domain.builders import utc

SHOWN = Appointment("a1", utc("10:00"), utc("11:00"), subject="Review", booking_id="7")


def test_a_meeting_s_booking_has_its_times_and_its_words() -> None:
    assert booking_behind(SHOWN, "r1") == Booking("7", "r1", utc("10:00"), utc("11:00"), "Review")


@pytest.mark.parametrize("check_in", CheckIn)
def test_only_what_was_checked_in_is(check_in: CheckIn) -> None:
    booking = booking_behind(replace(SHOWN, check_in=check_in), "r1")
    assert booking is not None
    assert booking.checked_in is (check_in is CheckIn.DONE)


@pytest.mark.parametrize("shown", [replace(SHOWN, booking_id=None), replace(SHOWN, preparation=True)])
def test_nobody_acts_on_a_preparation_or_on_what_has_no_booking(shown: Appointment) -> None:
    assert booking_behind(shown, "r1") is None
