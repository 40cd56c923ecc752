"""What every backend refuses by itself, before anything is sent."""

from datetime import timedelta, timezone

import pytest

from kiosk.backends.errors import Rejected
from kiosk.backends.outcomes import later_end, whole_seconds
from tests.backends.houses import NOW

TOKYO = timezone(timedelta(hours=9))
BIT = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)


def test_times_are_whole_seconds_in_utc() -> None:
    start, end = whole_seconds(NOW.astimezone(TOKYO) + BIT, NOW + SECOND + BIT)
    assert (start, end) == (NOW, NOW + SECOND)
    assert (start.isoformat(), end.isoformat()) == ("2026-03-30T10:00:00+00:00", "2026-03-30T10:00:01+00:00")


@pytest.mark.parametrize("length", [-SECOND, timedelta(), SECOND - BIT])
def test_a_booking_of_no_second_is_none(length: timedelta) -> None:
    with pytest.raises(Rejected, match="end before it begins"):
        whole_seconds(NOW, NOW + length)


@pytest.mark.parametrize("more", [-SECOND, timedelta()])
def test_what_lasts_that_long_already_is_not_extended(more: timedelta) -> None:
    with pytest.raises(Rejected, match="lasts that long already"):
        later_end(NOW, NOW + more)


def test_an_extension_adds_what_lies_between_both_ends() -> None:
    assert later_end(NOW, NOW + SECOND) == (NOW, NOW + SECOND)
