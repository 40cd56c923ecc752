"""The simulated signs by themselves: they keep their promises, and whoever breaks one is found out."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kiosk.backends.errors import TimedOut
from kiosk.tags.gateways.gateway import Sign
from kiosk.tags.picture import Palette, Picture
from kiosk.tags.store import FILE, TagStore
from tests.simulation.building import Building
from tests.simulation.network import Network
from tests.simulation.pace import StoryClock, told
from tests.simulation.signs import NEAR, Signs
from tests.simulation.signs_gateway import REST
from tests.sync.scripted import meeting
from tests.sync.virtual import START, passing, until

HOUR = 3600.0
PICTURE = Picture(8, 1, Palette.BW, bytes(8))


class Walls:
    """A building with nothing but signs, which have all come to show that the room is free."""

    def __init__(self, folder: Path) -> None:
        network = Network()
        self.building = Building(StoryClock(START, asyncio.get_running_loop()), network)
        self.signs = Signs(folder, START, self.building, Random(1))
        self.near = self.signs.gateways[NEAR]

    async def begin(self) -> None:
        self.signs.begin()
        await until(self.signs.all_shown)

    async def book(self) -> None:
        """Somebody takes the room for two hours from now on, and the signs' program hears of it."""
        minute = (self.building.clock.true() - START) / timedelta(minutes=1)
        self.building.meetings = (meeting(minute - 1, minute + 120),)
        self.signs.feed.hint(["1"])
        await passing(1.0)

    def end(self) -> None:
        """Nothing was objected to."""
        self.signs.check()

    def sign(self, tag: str, state: str) -> Sign:
        return Sign(tag, f"a face that says {state}", PICTURE, words={"state": state})


def at_walls(folder: Path, main: Callable[[Walls], Coroutine[Any, Any, None]]) -> None:
    async def story() -> None:
        walls = Walls(folder)
        await walls.begin()
        try:
            await main(walls)
        finally:
            await walls.signs.kill()

    told(story)


def test_a_colour_panel_rests_over_a_restart_on_a_machine_whose_own_clock_is_ahead(tmp_path: Path) -> None:
    async def main(walls: Walls) -> None:
        drawings = walls.near.papers["colour"].drawings
        await passing(HOUR)
        walls.signs.set_wall(timedelta(minutes=10))
        await passing(HOUR)
        await walls.book()
        await until(lambda: len(drawings) == 2)
        await walls.signs.kill()
        walls.building.meetings = ()
        walls.signs.begin(same_boot=True)
        await until(lambda: len(drawings) == 3)
        assert drawings[2][0] - drawings[1][0] >= REST
        walls.end()

    at_walls(tmp_path, main)


def test_signs_are_right_again_soon_after_their_machine_has_slept(tmp_path: Path) -> None:
    """Found by a story: the answer came while "unknown" was handed over, and counted as a small change of "free"."""

    async def main(walls: Walls) -> None:
        await passing(HOUR)
        walls.signs.suspend(30_000.0)
        await passing(0.5 * HOUR)
        assert walls.signs.all_shown()
        walls.end()

    at_walls(tmp_path, main)


def test_whoever_is_given_free_for_a_room_that_is_taken_is_noticed(tmp_path: Path) -> None:
    async def main(walls: Walls) -> None:
        await walls.book()
        await passing(5.0)
        await walls.near.push(walls.sign("bw", "free"))
        with pytest.raises(AssertionError, match="bw is given free"):
            walls.signs.check()

    at_walls(tmp_path, main)


def test_whoever_is_given_free_for_a_room_of_which_too_little_is_known_is_noticed(tmp_path: Path) -> None:
    async def main(walls: Walls) -> None:
        walls.signs.network.fail(TimedOut("A sentence."))
        await passing(HOUR)
        await walls.near.push(walls.sign("bw", "free"))
        with pytest.raises(AssertionError, match=r"bw is given free .* but it is \{'unknown'\}"):
            walls.signs.check()

    at_walls(tmp_path, main)


def test_what_is_confirmed_and_given_again_is_noticed(tmp_path: Path) -> None:
    async def main(walls: Walls) -> None:
        shown = walls.near.shown("bw")
        assert shown is not None
        await walls.near.push(replace(walls.sign("bw", "free"), face=shown))
        with pytest.raises(AssertionError, match="bw is given what it has confirmed"):
            walls.signs.check()

    at_walls(tmp_path, main)


def test_a_colour_panel_that_is_hurried_is_noticed(tmp_path: Path) -> None:
    async def main(walls: Walls) -> None:
        await walls.book()
        await walls.near.push(replace(walls.sign("colour", "occupied"), face="another"))
        with pytest.raises(AssertionError, match=r"colour is given another sign after .* s"):
            walls.signs.check()

    at_walls(tmp_path, main)


def test_two_signs_at_once_are_noticed(tmp_path: Path) -> None:
    async def main(walls: Walls) -> None:
        await asyncio.gather(*(walls.near.push(walls.sign(tag, "free")) for tag in ("bw", "colour")))
        with pytest.raises(AssertionError, match="colour is handed over while another sign is under way"):
            walls.signs.check()

    at_walls(tmp_path, main)


def test_a_sign_that_is_wrong_for_long_is_noticed(tmp_path: Path) -> None:
    async def main(walls: Walls) -> None:
        free = walls.near.shown("bw")
        await walls.book()
        await passing(HOUR)
        walls.signs.check()
        walls.near.papers["bw"].shown = free
        with pytest.raises(AssertionError, match="bw still says free"):
            walls.signs.check()

    at_walls(tmp_path, main)


def test_a_record_of_what_nobody_has_confirmed_is_noticed_and_one_that_is_gone(tmp_path: Path) -> None:
    async def main(walls: Walls) -> None:
        await walls.signs.kill()
        store = TagStore(tmp_path / FILE, walls.signs.clock)
        kept = store.kept()["bw"]
        store.save([replace(kept, record=replace(kept.record, shown="another"))])
        with pytest.raises(AssertionError, match="bw is remembered to show what nobody has confirmed"):
            walls.signs.begin()
        store.retain(["colour", "calls"])
        store.close()
        with pytest.raises(AssertionError, match="bw: what was confirmed is forgotten"):
            walls.signs.begin()

    at_walls(tmp_path, main)


def test_words_that_are_not_those_of_the_meeting_are_noticed_in_the_end(tmp_path: Path) -> None:
    async def main(walls: Walls) -> None:
        await walls.book()
        await until(walls.signs.all_shown)
        walls.signs.check_end()
        face = walls.near.shown("bw")
        assert face is not None
        walls.near.words[face] = {**walls.near.words[face], "title": "About another"}
        with pytest.raises(AssertionError, match="bw says 'About another'"):
            walls.signs.check_end()

    at_walls(tmp_path, main)
