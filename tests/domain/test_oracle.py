"""A simulated year: the state function against the wall calendar, at every instant at which something may change."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

import pytest

from kiosk.domain.state import derive
from tests.domain.builders import FIVE_ZONES
from tests.domain.oracle import Case, expected
from tests.domain.simulate import agenda_from, days_of, instants_of, random_case


@dataclass(frozen=True)
class Difference:
    """One instant at which the program and the calendar do not agree."""

    now: datetime
    got: object
    wanted: object


def differences(case: Case) -> list[Difference]:
    """Where the two disagree about a room, and how many instants were compared."""
    agenda, found = agenda_from(case), []
    for now in instants_of(case):
        state, wanted = derive(agenda, now, case.policy), expected(case, now)
        upcoming = frozenset() if case.room.gone else frozenset(one.id for one in state.upcoming)
        got = (state.status.value, state.why and state.why.value, state.until, state.free_from, upcoming)
        current = None if state.current is None else state.current.id
        if got != (wanted.status, wanted.why, wanted.until, wanted.free_from, wanted.upcoming):
            found.append(Difference(now, got, wanted))
        elif current not in wanted.current:
            found.append(Difference(now, current, wanted))
    return found


def compare_year(year: int, rooms: int, seed: int) -> tuple[list[Difference], set[str]]:
    """Every day of a year in `rooms` rooms; the zones take turns."""
    rng, found, seen = Random(seed), list[Difference](), set[str]()
    for number, day in enumerate(days_of(year)):
        for room in range(rooms):
            case = random_case(rng, FIVE_ZONES[(number + room) % len(FIVE_ZONES)], day)
            found += differences(case)
            seen |= {expected(case, case.as_of).status}
    return found, seen


SIX = {"free", "starting_soon", "waiting_check_in", "occupied", "closed", "unknown"}


def test_a_year_of_days_agrees_with_the_wall_calendar() -> None:
    found, seen = compare_year(2026, rooms=3, seed=1)
    assert found[:3] == []
    assert seen == SIX


@pytest.mark.slow
@pytest.mark.parametrize("year", [2011, 2017, 2018, 2025, 2026, 2027])
def test_more_years_and_rooms_agree_with_the_wall_calendar(year: int) -> None:
    found, seen = compare_year(year, rooms=5, seed=year)
    assert found[:3] == []
    assert seen == SIX
