"""Codes at the desk: nobody can enumerate them, and what is none is refused cheaply."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.visiting import Found, Outcome
from kiosk.visits.desk import MISS_SECONDS
from tests.visits.house import HOUR, NOW, desk, visit

ADA = visit()


async def test_five_misses_lock_the_desk_also_after_a_restart_and_ask_nobody(tmp_path: Path) -> None:
    one = desk(tmp_path)
    for number in range(5):
        found = await one.desk.look_up(f"WRONG{'ABCDE'[number]}")
        assert isinstance(found, Found)
        assert found.outcome is Outcome.NOT_FOUND
    asked = len(one.house.asked)
    again = desk(tmp_path, one.house, one.clock)
    locked = await again.desk.look_up("FJUEIW")

    assert locked == Found(Outcome.LOCKED, until=NOW + timedelta(seconds=30))
    assert len(one.house.asked) == asked
    one.clock.at += timedelta(seconds=30)
    found = await again.desk.look_up("FJUEIW")
    assert isinstance(found, Found)
    assert found.outcome is Outcome.FOUND
    await again.desk.look_up("WRONGF")
    assert await again.desk.look_up("FJUEIW") == Found(Outcome.LOCKED, until=one.clock.at + timedelta(seconds=60))


async def test_every_miss_takes_the_same_time_and_says_the_same(tmp_path: Path) -> None:
    one = desk(tmp_path)
    one.house.visits["8"] = replace(ADA, id="8", code="LONGAG", start=NOW - 99 * HOUR, end=NOW - 98 * HOUR)
    for code in ("NEVERX", "LONGAG"):
        waited, begun = one.clock.waited, one.clock.monotonic()
        assert await one.desk.look_up(code) == Found(Outcome.NOT_FOUND)
        assert one.clock.monotonic() - begun >= MISS_SECONDS, "what the look itself took counts"
        assert one.clock.waited - waited <= MISS_SECONDS


@pytest.mark.parametrize("text", ["x" * 9_000_000, "\x00\x01", "", "https://evil.example/?q='", "FJU'EIW"])
async def test_what_is_no_code_is_refused_without_asking_anybody_and_locks_nobody(tmp_path: Path, text: str) -> None:
    one = desk(tmp_path)
    for _ in range(6):
        assert await one.desk.look_up(text) == Found(Outcome.NOT_FOUND)
    assert one.house.asked == []


async def test_an_address_in_a_qr_code_is_read_and_never_opened(tmp_path: Path) -> None:
    one = desk(tmp_path)
    found = await one.desk.look_up("https://evil.example/badge/uid-7-FJUEIW?next=1")

    assert isinstance(found, Found)
    assert found.visit == ADA
    assert "uid-7-FJUEIW" in one.house.asked
    assert not [one for one in one.house.asked if "evil" in one]
