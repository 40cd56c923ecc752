"""How often a day tags are drawn: batteries live by it."""

from pathlib import Path

import pytest

from tests.sync.virtual import simulate
from tests.tags.service.calendar_day import replayed

BUDGET = 12


@pytest.mark.slow
def test_in_a_replayed_calendar_tags_are_drawn_twelve_times_a_day_at_most_on_average(tmp_path: Path) -> None:
    refreshes = simulate(lambda: replayed(tmp_path, 60))
    assert refreshes.tags == 60
    assert 5 < refreshes.mean <= BUDGET
    assert refreshes.most <= 2 * BUDGET
    assert refreshes.looked_at > 10_000
    assert refreshes.wrong == []


@pytest.mark.slow
def test_a_budget_that_is_used_up_by_ten_makes_no_sign_wrong_of_its_room(tmp_path: Path) -> None:
    refreshes = simulate(lambda: replayed(tmp_path, 20, budget=3))
    assert refreshes.mean > 2 * 3, "what a room is goes on to be drawn"
    assert refreshes.looked_at > 3_000
    assert refreshes.wrong == []
