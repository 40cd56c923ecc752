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
def test_a_clock_that_was_set_is_followed_as_soon_as_two_answers_say_so(
    before: list[tuple[float, float, float]], ways: list[tuple[float, float, float]], old: float, new: float
) -> None:
    clock = after(after(ServerClock(), before, timedelta(seconds=-old)), [*ways, ways[-1]], timedelta(seconds=new))
    assert all(bounds.hold(timedelta(seconds=new)) for bounds in clock.readings)


@given(trips, st.floats(2.0, 1e5), st.floats(0.0, 5.0), st.floats(0.0, 5.0))
def test_the_offset_does_not_tremble(
    ways: list[tuple[float, float, float]], seconds: float, there: float, back: float
) -> None:
    clock = after(ServerClock(), ways, timedelta(seconds=seconds))
    consistent = reading(START + timedelta(hours=1), there, back, clock.offset)
    assert clock.with_reading(consistent).offset == clock.offset


@pytest.mark.parametrize("seconds", [6.0, -6.0, 90.0, -90.0, 3600.0, -3600.0, 3e8])
def test_one_odd_answer_moves_nothing_and_a_second_that_agrees_is_believed(seconds: float) -> None:
    known = after(ServerClock(), [(5.0, 0.1, 0.1)] * 3, timedelta(seconds=2))
    odd = reading(START + timedelta(seconds=30), 0.1, 0.1, timedelta(seconds=seconds))
    doubting = known.with_reading(odd)
    assert (doubting.offset, doubting.readings) == (known.offset, known.readings)
    assert doubting.doubted is not None

    right = reading(START + timedelta(seconds=31), 0.1, 0.1, timedelta(seconds=2))
    assert doubting.with_reading(right).doubted is None
    assert doubting.with_reading(right).offset == known.offset
    again = reading(START + timedelta(seconds=31), 0.1, 0.1, timedelta(seconds=seconds))
    assert abs(doubting.with_reading(again).offset - timedelta(seconds=seconds)) <= timedelta(seconds=1.2)
    elsewhere = reading(START + timedelta(seconds=31), 0.1, 0.1, timedelta(seconds=2 * seconds))
    assert doubting.with_reading(elsewhere).offset == known.offset


def test_a_small_step_is_followed_at_once() -> None:
    known = after(ServerClock(), [(5.0, 0.1, 0.1)] * 3, timedelta(seconds=2))
    step = reading(START + timedelta(seconds=30), 0.1, 0.1, timedelta(seconds=3.5))
    assert abs(known.with_reading(step).offset - timedelta(seconds=3.5)) <= timedelta(seconds=1.2)
    assert known.with_reading(step).doubted is None


@pytest.mark.parametrize("year", [1970, 2000, 2024])
def test_a_time_from_before_the_program_was_made_is_none(year: int) -> None:
    long_ago = ClockReading(datetime(year, 1, 1, tzinfo=UTC), START, START)
    assert ServerClock().with_reading(long_ago) == ServerClock()


def test_a_clock_set_back_during_a_request_tells_nothing() -> None:
    odd = ClockReading(START, START, START - timedelta(hours=1))
    assert ServerClock().with_reading(odd) == ServerClock()


@pytest.mark.parametrize(("seconds", "large"), [(3.0, False), (59.0, False), (62.0, True), (-3600.0, True)])
def test_a_large_difference_is_told(seconds: float, *, large: bool) -> None:
    assert after(ServerClock(), [(0.0, 0.0, 0.0)], timedelta(seconds=seconds)).large is large


def test_only_the_last_twenty_readings_count() -> None:
    clock = after(ServerClock(), [(1.0, 0.0, 0.0)] * 50, timedelta(seconds=5))
    assert len(clock.readings) == 20
