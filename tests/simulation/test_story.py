"""Ten seeds of the simulation, nineteen hours each; `make simulate` runs a thousand for thirty days."""

import pytest

from tests.simulation.story import tell

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", range(10))
def test_hours_of_everything_that_may_happen_break_no_promise(seed: int) -> None:
    figures = tell(seed, 0.8)
    assert figures.acts > 100
    assert figures.states > 2_000
    assert figures.free > 500
    assert figures.promised > 5
    assert figures.power_cuts > 2
    assert figures.signs > 30


def test_a_seed_tells_the_same_story_again() -> None:
    assert tell(11, 0.25) == tell(11, 0.25)
