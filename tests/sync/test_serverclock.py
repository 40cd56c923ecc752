from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.backends.base import ClockReading
from kiosk.sync.serverclock import TOLERANCE, ServerClock

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
trips = st.lists(st.tuples(st.floats(0.0, 30.0), st.floats(0.0, 5.0), st.floats(0.0, 5.0)), min_size=1, max_size=40)


def reading(sent: datetime, there: float, back: float, offset: timedelta) -> ClockReading:
    """What a server that is `offset` ahead says of a request that takes `there` and `back` seconds."""
    written = sent + timedelta(seconds=there) + offset
    return ClockReading(written.replace(microsecond=0), sent, sent + timedelta(seconds=there + back))


def after(clock: ServerClock, ways: list[tuple[float, float, float]], offset: timedelta) -> ServerClock:
    sent = START
    for pause, there, back in ways:
        sent += timedelta(seconds=pause)
        clock = clock.with_reading(reading(sent, there, back, offset))
    return clock


@given(trips, st.floats(-1e6, 1e6))
def test_the_true_offset_is_always_within_the_bounds(ways: list[tuple[float, float, float]], seconds: float) -> None:
    offset = timedelta(seconds=seconds)
    clock = after(ServerClock(), ways, offset)
    assert all(bounds.hold(offset) for bounds in clock.readings)
    narrowest = min(bounds.high - bounds.low for bounds in clock.readings)
    assert abs(clock.offset - offset) <= narrowest + TOLERANCE


@given(trips)
def test_a_right_clock_is_left_alone(ways: list[tuple[float, float, float]]) -> None:
    assert after(ServerClock(), ways, timedelta()).offset == timedelta()


@given(trips, trips, st.floats(30.0, 1e6), st.floats(30.0, 1e6))
def test_a_clock_that_was_set_is_followed_at_once(
    before: list[tuple[float, float, float]], ways: list[tuple[float, float, float]], old: float, new: float
) -> None:
    clock = after(after(ServerClock(), before, timedelta(seconds=-old)), ways, timedelta(seconds=new))
    assert all(bounds.hold(timedelta(seconds=new)) for bounds in clock.readings)


@given(trips, st.floats(2.0, 1e5), st.floats(0.0, 5.0), st.floats(0.0, 5.0))
def test_the_offset_does_not_tremble(
    ways: list[tuple[float, float, float]], seconds: float, there: float, back: float
) -> None:
    clock = after(ServerClock(), ways, timedelta(seconds=seconds))
    consistent = reading(START + timedelta(hours=1), there, back, clock.offset)
    assert clock.with_reading(consistent).offset == clock.offset


def test_a_clock_set_back_during_a_request_tells_nothing() -> None:
    odd = ClockReading(START, START, START - timedelta(hours=1))
    assert ServerClock().with_reading(odd) == ServerClock()


@pytest.mark.parametrize(("seconds", "large"), [(3.0, False), (59.0, False), (62.0, True), (-3600.0, True)])
def test_a_large_difference_is_told(seconds: float, *, large: bool) -> None:
    assert after(ServerClock(), [(0.0, 0.0, 0.0)], timedelta(seconds=seconds)).large is large


def test_only_the_last_twenty_readings_count() -> None:
    clock = after(ServerClock(), [(1.0, 0.0, 0.0)] * 50, timedelta(seconds=5))
    assert len(clock.readings) == 20
