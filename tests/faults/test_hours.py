"""What lasts for an hour: a token that is not accepted, a server that asks for patience again and again, odd dates."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from kiosk.domain.connection import Trouble
from kiosk.domain.freshness import Level
from kiosk.domain.state import Status
from tests.backends.houses import NOW
from tests.faults.damage import Damage, Wire, dated, says
from tests.faults.door import POLL, Door, at_the_door
from tests.faults.truth import check, right

pytestmark = pytest.mark.slow
JUMPS = [timedelta(hours=1), timedelta(hours=-1), timedelta(days=3650), timedelta(minutes=-5)]


def test_a_token_that_is_not_accepted_for_an_hour(tmp_path: Path) -> None:
    async def story(door: Door) -> None:
        await door.until(2.0)
        door.line.damage = says(401)
        door.line.seen.clear()
        await door.until(62.0)
        assert (door.trouble, door.now.state.status) == (Trouble.NOT_ALLOWED, Status.UNKNOWN)
        assert door.now.view.note == "Last contact 12:01 · The server does not accept this panel"
        assert len(door.line.seen) < 60 * 4 * 6, "the server is not beset"
        door.mend()
        assert await door.well() <= POLL + 2.0
        check(door.shown, door.line.good, door.loop.time())

    at_the_door(tmp_path, story)


def test_a_storm_of_429_is_waited_for_as_long_as_the_server_says(tmp_path: Path) -> None:
    rng, asked = Random(7), list[tuple[float, float]]()

    def storm(door: Door) -> Damage:
        def damaged(answer: bytes) -> Wire:
            wish = rng.choice(["0", "1", "7", "60", "200", "soon", "-5", ""])
            asked.append((door.loop.time(), float(wish) if wish.isdigit() else 0.0))
            return says(429, Retry_After=wish)(answer)

        return damaged

    async def story(door: Door) -> None:
        await door.until(2.0)
        door.line.damage = storm(door)
        await door.until(62.0)
        assert door.trouble is Trouble.THROTTLED
        door.mend()
        assert await door.well() <= 220.0 + POLL + 2.0
        check(door.shown, door.line.good, door.loop.time())

    at_the_door(tmp_path, story)
    assert len(asked) > 20
    hasty = [after for at, wish in asked for after, _ in asked if 0.5 < after - at < wish - 0.001]
    assert not hasty, "before the server wanted to be asked"


@pytest.mark.parametrize("text", ["", "soon", "Wed, 99 Oct 2026 07:28:04 GMT", "0", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_date_that_is_none_changes_nothing(tmp_path: Path, text: str) -> None:
    async def story(door: Door) -> None:
        await door.until(2.0)
        door.line.damage = dated(text)
        await door.until(6.0)
        assert (door.now.state.status, door.now.state.freshness.level) == (Status.OCCUPIED, Level.FRESH)
        await door.until(10.0)
        assert_on_time(door)

    at_the_door(tmp_path, story)


@pytest.mark.parametrize("ahead", JUMPS, ids=str)
def test_one_answer_with_a_wrong_date_moves_nothing(tmp_path: Path, ahead: timedelta) -> None:
    def wrong_once(door: Door) -> Damage:
        def damaged(answer: bytes) -> Wire:
            door.mend()
            return dated(lambda: door.clock.true() + ahead)(answer)

        return damaged

    async def story(door: Door) -> None:
        for minute in (2.0, 4.5, 8.0, 12.0):
            await door.until(minute)
            door.line.damage = wrong_once(door)
        await door.until(14.5)
        assert_on_time(door)

    at_the_door(tmp_path, story)


@pytest.mark.parametrize("ahead", JUMPS, ids=str)
def test_a_server_whose_clock_is_set_is_gone_by_until_it_is_set_right(tmp_path: Path, ahead: timedelta) -> None:
    async def story(door: Door) -> None:
        await door.until(2.0)
        door.line.damage = dated(lambda: door.clock.true() + ahead)
        await door.until(5.0)
        assert abs(door.now.state.at - door.clock.true() - ahead) <= timedelta(seconds=61.6)
        assert door.now.state.freshness.level is Level.FRESH
        door.mend()
        await door.until(5.0 + (POLL + 2.0) / 60.0)
        assert abs(door.clock.now() - door.clock.true()) <= timedelta(seconds=1.6)
        assert (door.now.state.status, door.now.view.note) == (Status.OCCUPIED, "")

    at_the_door(tmp_path, story)


def assert_on_time(door: Door) -> None:
    """Every state that was shown was the one of its instant."""
    known = [one for one in door.shown if one.state.freshness.as_of is not None]
    assert len(known) > 10
    assert max(abs((one.state.at - NOW).total_seconds() - one.at) for one in known) <= 1.6
    for one in known:
        assert one.state.status in right(one.at, one.at)
