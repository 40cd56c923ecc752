"""Codes cannot be enumerated: the fifth miss within ten minutes locks, and each further one for twice as long."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.guessing import LONGEST_LOCK, WITHIN, Guesses, locked_until, missed, packed, unpacked

NOW = datetime(2026, 11, 20, 13, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_four_misses_are_free_and_the_fifth_locks_for_half_a_minute() -> None:
    guesses = Guesses()
    for number in range(4):
        guesses = missed(guesses, NOW + number * SECOND)
        assert locked_until(guesses, NOW + number * SECOND) is None
    guesses = missed(guesses, NOW + 4 * SECOND)

    assert locked_until(guesses, NOW + 4 * SECOND) == NOW + 34 * SECOND
    assert locked_until(guesses, NOW + 34 * SECOND) is None


def test_misses_that_lie_apart_lock_nobody() -> None:
    guesses, at = Guesses(), NOW
    for _ in range(40):
        guesses, at = missed(guesses, at), at + WITHIN / 4
        assert locked_until(guesses, at) is None


def test_each_miss_after_a_lock_doubles_it_up_to_a_quarter_of_an_hour() -> None:
    guesses, at, locks = Guesses(), NOW, []
    for _ in range(12):
        guesses = missed(guesses, at)
        if (until := locked_until(guesses, at)) is not None:
            locks.append((until - at).total_seconds())
            at = until
    assert locks == [30, 60, 120, 240, 480, 900, 900, 900]


def test_ten_quiet_minutes_after_a_lock_all_is_forgotten() -> None:
    guesses = Guesses()
    for _ in range(6):
        guesses = missed(guesses, NOW)
    assert guesses.until is not None
    guesses = missed(guesses, guesses.until + WITHIN)

    assert locked_until(guesses, NOW + timedelta(hours=1)) is None
    assert guesses.locks == 0


@given(st.lists(st.timedeltas(timedelta(), timedelta(minutes=30)), max_size=200))
def test_whoever_waits_out_every_lock_gets_a_few_tries_an_hour(pauses: list[timedelta]) -> None:
    guesses, at, tries = Guesses(), NOW, 0
    for pause in pauses:
        at += pause
        if (until := locked_until(guesses, at)) is not None:
            at = until
        if at - NOW >= timedelta(hours=6):
            break
        guesses, tries = missed(guesses, at), tries + 1
    assert tries <= 6 * 24 + 6


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_a_clock_that_was_set_never_locks_for_longer_than_the_longest(shift: timedelta) -> None:
    guesses = Guesses()
    for _ in range(30):
        guesses = missed(guesses, NOW)
    until = locked_until(guesses, NOW + shift)

    assert until is None or until - (NOW + shift) <= LONGEST_LOCK


@given(st.lists(st.timedeltas(timedelta(), timedelta(minutes=20)), max_size=12))
def test_what_was_kept_is_what_it_was(pauses: list[timedelta]) -> None:
    guesses, at = Guesses(), NOW
    for pause in pauses:
        at += pause
        guesses = missed(guesses, at)
    assert unpacked(packed(guesses)) == guesses
    assert unpacked(None) == Guesses()
