"""Two hundred times, fifty clients want one time of one room at once: one gets it, and all others are told by whom."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.acting.outcome import Ending, Outcome
from tests.acting.race import CLIENTS, LOCAL, NEXUDUS, NEXUDUS_UNCHECKED, OFFISION, Course
from tests.backends.houses import ATRIUM, at

HEATS, ROUNDS = 10, 20
LENGTH = timedelta(minutes=15)
Open = Callable[[Path], AbstractAsyncContextManager[Course]]

pytestmark = pytest.mark.slow


async def race(course: Course, number: int) -> tuple[Outcome, ...]:
    """One round: everybody asks for the same time at once."""
    course.pause()
    start = at(6) + number * LENGTH
    return tuple(
        await asyncio.gather(*(one.book(ATRIUM, start, start + LENGTH, f"Round {number}") for one in course.desks))
    )


def judge(outcomes: tuple[Outcome, ...], number: int) -> str:
    """The winner's booking; everybody else knows who has the time and when it is free again."""
    assert Counter(one.ending for one in outcomes) == {Ending.DONE: 1, Ending.TAKEN: CLIENTS - 1}
    (winner,) = (one.booking for one in outcomes if one.ending is Ending.DONE)
    assert winner is not None
    for one in outcomes:
        if one.ending is Ending.TAKEN:
            assert one.holder is not None
            assert (one.holder.subject, one.free_from) == (f"Round {number}", winner.end)
    return winner.id


@pytest.mark.parametrize("heat", range(HEATS))
@pytest.mark.parametrize("course_at", [OFFISION, LOCAL, NEXUDUS], ids=["offision", "local", "nexudus"])
async def test_of_fifty_who_want_one_time_exactly_one_gets_it(course_at: Open, heat: int, tmp_path: Path) -> None:  # noqa: ARG001 - two hundred rounds in all
    await race_at(course_at, tmp_path)


async def test_also_where_the_server_checks_nothing(tmp_path: Path) -> None:
    await race_at(NEXUDUS_UNCHECKED, tmp_path, rounds=5)


async def race_at(course_at: Open, folder: Path, rounds: int = ROUNDS) -> None:
    """All rounds; at their end the server has the winners' bookings, and no other."""
    async with course_at(folder) as course:
        winners = [judge(await race(course, number), number) for number in range(rounds)]
        assert [one.booking_id for one in await course.booked()] == winners
