"""Nobody gets out of a face on the whole screen: after a hundred thousand events it is still all that there is."""

from itertools import pairwise
from pathlib import Path
from statistics import fmean

import pytest

from tests.app.programs import local_server
from tests.escape.keeper import Keeper

pytestmark = pytest.mark.slow
LOCKED = {"panel": "settings-pin", "reception": "staff-pin"}
GROWTH, MOST_MB = 0.4, 64.0
"""What a thousand events may cost in MB once all is loaded, and all that may be loaded for the first time."""


@pytest.mark.parametrize(("face", "events"), [("panel", 50_000), ("reception", 30_000), ("lobby", 25_000)])
def test_a_monkey_neither_gets_out_nor_changes_the_set_up_nor_wears_it_out(
    tmp_path: Path, face: str, events: int
) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _):
        told = Keeper(tmp_path / "home", url).monkey(face, seed=1, events=events)
    memory = told["memory"]
    assert told["events"] >= events
    assert told["holds"] > 0
    assert LOCKED.get(face, "") in told["sheets"], "it came as far as the PIN"
    assert growth(memory) < GROWTH, memory
    assert memory[-1] - memory[0] < MOST_MB, memory
    assert "Traceback" not in (tmp_path / "server" / "output.txt").read_text()


@pytest.mark.parametrize(("leak", "caught"), [(0.0, False), (0.5, True)])
def test_a_leak_is_told_from_what_is_loaded_once(leak: float, *, caught: bool) -> None:
    memory = [100.0 + leak * look + (16.0 if look > 30 else 0.0) for look in range(60)]
    assert (growth(memory) >= GROWTH) is caught


def growth(memory: list[float]) -> float:
    """MB from look to look in the last two thirds, without the tenth that grew most and the tenth that shrank most."""
    steps = sorted(after - before for before, after in pairwise(memory[len(memory) // 3 :]))
    few = max(1, len(steps) // 10)
    return fmean(steps[few:-few])
