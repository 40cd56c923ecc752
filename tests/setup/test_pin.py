"""The PIN before the settings: hashed, tried at a growing pace, and not to be hurried by clocks or restarts."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.clock import Clock
from kiosk.setup.pin import FIRST_PAUSE, LONGEST_PAUSE, Opened, PinFiles, PinLock, Shut, pause_after
from kiosk.setup.pin_hash import hashed, parse, usable

SALT = bytes(range(16))
PIN = "4711"


class Hand(Clock):
    """A clock that the test moves; its wall clock can be set apart from the one that only runs."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 1000.0
        self.set_by = timedelta()

    def monotonic(self) -> float:
        return self.seconds


class FullDisk(PinFiles):
    def keep_tries(self, count: int) -> None:
        raise OSError(28, f"no space for {count}")


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def files(tmp_path: Path) -> PinFiles:
    return PinFiles(tmp_path)


def opened(files: PinFiles, clock: Hand) -> PinLock:
    lock = PinLock(files, clock)
    lock.choose(PIN)
    return lock


def test_the_right_pin_opens_and_a_wrong_one_does_not(files: PinFiles, clock: Hand) -> None:
    lock = opened(files, clock)

    assert lock.attempt("4712") == Shut(0.0)
    assert lock.attempt(PIN) == Opened()


def test_nothing_of_the_pin_is_in_its_file_and_nobody_else_reads_it(
    files: PinFiles, clock: Hand, tmp_path: Path
) -> None:
    opened(files, clock).attempt("1234")

    for path in tmp_path.iterdir():
        assert path.stat().st_mode & 0o077 == 0
        assert PIN not in path.read_text()
        assert "1234" not in path.read_text()


def test_from_the_third_wrong_one_on_each_costs_a_longer_pause(files: PinFiles, clock: Hand) -> None:
    lock, pauses = opened(files, clock), list[float]()
    for _ in range(10):
        found = lock.attempt("0000")
        assert isinstance(found, Shut)
        pauses.append(found.seconds)
        clock.seconds += found.seconds

    assert pauses[:5] == [0.0, 0.0, FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_during_the_pause_not_even_the_right_pin_is_looked_at(files: PinFiles, clock: Hand) -> None:
    lock = opened(files, clock)
    for _ in range(3):
        lock.attempt("0000")
    clock.seconds += FIRST_PAUSE - 1

    assert lock.attempt(PIN) == Shut(1.0, looked=False)
    clock.seconds += 1
    assert lock.attempt(PIN) == Opened()


def test_a_restart_does_not_shorten_the_pause(files: PinFiles, clock: Hand) -> None:
    lock = opened(files, clock)
    for _ in range(4):
        clock.seconds += lock.wait()
        lock.attempt("0000")
    clock.seconds = 3.0  # the machine was started anew, and so was its clock

    assert PinLock(files, clock).attempt(PIN) == Shut(2 * FIRST_PAUSE, looked=False)


def test_the_right_pin_forgives_what_was_wrong_before_it(files: PinFiles, clock: Hand) -> None:
    lock = opened(files, clock)
    lock.attempt("0000")
    lock.attempt("0000")
    lock.attempt(PIN)

    assert files.tries() == 0
    assert lock.attempt("0000") == Shut(0.0)


def test_a_try_that_cannot_be_written_down_is_no_try(tmp_path: Path, clock: Hand) -> None:
    opened(PinFiles(tmp_path), clock)

    with pytest.raises(OSError, match="no space"):
        PinLock(FullDisk(tmp_path), clock).attempt(PIN)


def test_a_pin_file_that_is_damaged_does_not_open_the_door(files: PinFiles, clock: Hand, tmp_path: Path) -> None:
    lock = opened(files, clock)
    (tmp_path / "pin").write_text("rubbish")

    with pytest.raises(OSError, match="holds no PIN"):
        lock.attempt(PIN)
    with pytest.raises(OSError, match="holds no PIN"):
        _ = lock.chosen


def test_a_tries_file_that_is_damaged_counts_as_many(files: PinFiles, clock: Hand, tmp_path: Path) -> None:
    opened(files, clock)
    (tmp_path / "pin-tries").write_text("-1")

    assert PinLock(files, clock).wait() == LONGEST_PAUSE


def test_the_configs_pin_goes_before_the_chosen_one(tmp_path: Path, clock: Hand) -> None:
    opened(PinFiles(tmp_path), clock)
    lock = PinLock(PinFiles(tmp_path, str(hashed("9876", SALT))), clock)

    assert lock.attempt(PIN) == Shut(0.0)
    assert lock.attempt("9876") == Opened()


@settings(max_examples=12)
@given(st.from_regex(r"[0-9]{4,8}", fullmatch=True).filter(usable))
def test_a_hash_survives_its_text(pin: str) -> None:
    made = hashed(pin, SALT)

    assert parse(str(made)) == made
    assert pin not in repr(made)


@given(st.text(max_size=80))
def test_any_text_is_a_hash_or_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(("log_n", "r", "p"), [(31, 8, 1), (14, 9999, 1), (14, 8, 9999), (0, 8, 1)])
def test_a_hash_that_would_bind_the_tablet_is_refused(log_n: int, r: int, p: int) -> None:
    _, _, _, _, salt, key = str(hashed(PIN, SALT)).split(":")

    assert parse(f"scrypt:{log_n}:{r}:{p}:{salt}:{key}") is None


@pytest.mark.parametrize("pin", ["", "123", "1111", "12a4", "\uff11\uff12\uff13\uff14", "1234567890123", "12 34"])
def test_what_is_no_pin_is_not_taken(pin: str) -> None:
    assert not usable(pin)
    with pytest.raises(ValueError, match="digits"):
        hashed(pin, SALT)


@given(st.integers(0, 10_000))
def test_a_pause_never_gets_shorter_with_more_wrong_tries(wrong: int) -> None:
    assert 0.0 <= pause_after(wrong) <= pause_after(wrong + 1) <= LONGEST_PAUSE
