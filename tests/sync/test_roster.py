"""Which rooms are watched follows the list of rooms, and a list that fails takes none away."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from random import Random

import pytest

from kiosk.backends.base import Capabilities
from kiosk.backends.errors import BackendError, ServerTrouble
from kiosk.domain.connection import Trouble
from kiosk.domain.room import Room
from kiosk.sync.roster import Roster
from tests.sync.scripted import ScriptedBackend
from tests.sync.virtual import VirtualClock, passing, simulate


class House(ScriptedBackend):
    """Counts how often its list is asked for, and fails where it is told to."""

    list_fault: BackendError | None = None
    listed = 0

    async def rooms(self) -> tuple[Room, ...]:
        self.listed += 1
        await passing(0.2)
        if self.list_fault is not None:
            raise self.list_fault
        return await super().rooms()


@dataclass(slots=True)
class Watching:
    """What is being watched at each moment, and what was heard of the list."""

    house: House
    now: list[tuple[str, ...]] = field(default_factory=list)
    begun: list[tuple[str, ...]] = field(default_factory=list)
    heard: list[Trouble | None] = field(default_factory=list)
    fault: Exception | None = None

    async def watch(self, room_ids: tuple[str, ...]) -> None:
        self.now.append(room_ids)
        self.begun.append(room_ids)
        try:
            while self.fault is None:
                await passing(1)
            raise self.fault
        finally:
            self.now.remove(room_ids)


def all_of(rooms: Sequence[Room]) -> tuple[str, ...]:
    return tuple(one.id for one in rooms)


def played(script: Callable[[Watching], Awaitable[None]], known: tuple[str, ...] = ()) -> Watching:
    async def main() -> Watching:
        clock = VirtualClock()
        house = House(clock, {"1": [], "2": []}, capabilities=Capabilities())
        watching = Watching(house)
        roster = Roster(house, clock, Random(1), all_of, known, watching.watch, watching.heard.append)
        running = asyncio.ensure_future(roster.run())
        try:
            await script(watching)
        finally:
            running.cancel()
            await asyncio.wait([running])
        if not running.cancelled() and (fault := running.exception()) is not None:
            raise fault
        return watching

    return simulate(main)


def test_what_is_known_is_watched_while_the_list_is_asked_for() -> None:
    async def script(watching: Watching) -> None:
        await passing(5)
        assert watching.now == [("1", "2")]

    assert played(script, known=("1",)).begun == [("1",), ("1", "2")]


def test_the_same_list_again_disturbs_nobody() -> None:
    async def script(watching: Watching) -> None:
        await passing(3600)
        assert watching.house.listed >= 6

    assert played(script, known=("1", "2")).begun == [("1", "2")]


def test_a_room_that_comes_or_goes_is_followed() -> None:
    async def script(watching: Watching) -> None:
        await passing(5)
        watching.house.building["3"] = []
        await passing(700)
        assert watching.now == [("1", "2", "3")]
        del watching.house.building["1"]
        await passing(700)
        assert watching.now == [("2", "3")]

    played(script)


def test_a_list_that_fails_takes_no_room_away_and_is_asked_again_soon() -> None:
    async def script(watching: Watching) -> None:
        watching.house.list_fault = ServerTrouble("no", "")
        await passing(20)
        assert watching.now == [("1",)]
        assert watching.house.listed >= 3
        assert set(watching.heard) == {Trouble.SERVER_ERROR}
        watching.house.list_fault = None
        await passing(60)
        assert watching.now == [("1", "2")]
        assert watching.heard[-1] is None

    played(script, known=("1",))


def test_what_watching_does_not_expect_is_not_swallowed() -> None:
    async def script(watching: Watching) -> None:
        await passing(5)
        watching.fault = ZeroDivisionError("a bug")
        await passing(5)

    with pytest.raises(ExceptionGroup) as raised:
        played(script)
    assert raised.group_contains(ZeroDivisionError)
