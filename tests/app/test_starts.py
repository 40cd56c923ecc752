"""How often a program may end soon after its start before it shows a calm page, and for how long."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.supervision.starts import CALM_AFTER, FIRST_WAIT, LONGEST_WAIT, Record, Starts, begun, starts_of, wait_of

PLACE = "state/starts-panel.json"


def waits(folder: Path, ends: int) -> list[float]:
    """The calm before each of so many tries, each of which ends at once and without a word."""
    found: list[float] = []
    while len(found) < ends:
        starts = Starts(folder / PLACE)
        found.append(starts.begin())
        if found[-1]:
            starts.waited()
    return found


def test_the_third_quick_end_brings_calm_and_each_later_one_a_longer_one(tmp_path: Path) -> None:
    # A calm is followed by a try, whose end brings the next calm.
    found = waits(tmp_path, 20)
    assert found[:8] == [0.0, 0.0, 0.0, FIRST_WAIT, 0.0, 2 * FIRST_WAIT, 0.0, 4 * FIRST_WAIT]
    assert found[-1] == LONGEST_WAIT
    assert CALM_AFTER == 3


def test_a_calm_that_was_cut_short_is_begun_again_no_longer_than_before(tmp_path: Path) -> None:
    waits(tmp_path, 3)
    assert [Starts(tmp_path / PLACE).begin() for _ in range(3)] == [FIRST_WAIT] * 3


def test_one_that_went_well_forgets_what_was_before_and_keeps_its_name(tmp_path: Path) -> None:
    waits(tmp_path, 6)
    starts = Starts(tmp_path / PLACE)
    starts.begin()
    starts.well("Studio")
    again = Starts(tmp_path / PLACE)
    assert again.begin() == 0.0
    assert again.record == Record(0, "trying", "Studio")


def test_an_end_that_somebody_wanted_is_none_of_those(tmp_path: Path) -> None:
    for _ in range(10):
        starts = Starts(tmp_path / PLACE)
        assert starts.begin() == 0.0
        starts.ended()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"quick_ends": -1, "phase": "trying", "room": ""}', "\x00", '{"quick_ends": "9"}',
     '{"quick_ends": 9, "phase": "else", "room": ""}', '{"quick_ends": 9, "phase": "trying", "room": 1}'],
)  # fmt: skip
def test_a_record_that_cannot_be_read_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "starts.json"
    path.write_text(text)
    starts = Starts(path)
    assert starts.begin() == 0.0
    assert json.loads(path.read_text())["quick_ends"] == 0


def test_where_the_disk_takes_nothing_every_start_is_a_try(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert [Starts(tmp_path / "file" / "starts.json").begin() for _ in range(5)] == [0.0] * 5


def test_nothing_is_counted_where_nobody_would_begin_anew(tmp_path: Path) -> None:
    assert starts_of({}, tmp_path, "panel") is None
    assert starts_of({"NOTIFY_SOCKET": "/x"}, tmp_path, "panel") is not None


@given(st.builds(Record, st.integers(0, 10**9), st.sampled_from(("ended", "trying", "waiting", "waited")), st.text()))
def test_a_wait_is_bounded_and_only_quick_ends_bring_one(record: Record) -> None:
    after = begun(record)
    assert 0.0 <= wait_of(after) <= LONGEST_WAIT
    assert after.room == record.room
    if record.phase in {"ended", "waited"}:
        assert wait_of(after) == 0.0
