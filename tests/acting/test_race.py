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

ROUNDS, BLOCK = 200, 10
LENGTH = timedelta(minutes=15)
Open = Callable[[Path], AbstractAsyncContextManager[Course]]

pytestmark = pytest.mark.slow


async def race(course: Course, number: int) -> tuple[Outcome, ...]:
    """One round: everybody asks for the same time at once."""
    course.pause()
    start = at(6) + (number % BLOCK) * LENGTH
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


@pytest.mark.parametrize(
    ("course_at", "rounds"),
    [(OFFISION, ROUNDS), (LOCAL, ROUNDS), (NEXUDUS, ROUNDS), (NEXUDUS_UNCHECKED, 2 * BLOCK)],
    ids=["offision", "local", "nexudus", "nexudus that checks nothing"],
)
async def test_of_fifty_who_want_one_time_exactly_one_gets_it(course_at: Open, rounds: int, tmp_path: Path) -> None:
    made = 0
    async with course_at(tmp_path) as course:
        for begin in range(0, rounds, BLOCK):
            winners = [judge(await race(course, number), number) for number in range(begin, begin + BLOCK)]
            booked = await course.booked()
            assert [one.booking_id for one in booked] == winners
            made += len(booked)
            await course.clear()
    assert made == rounds
