"""All programs of a building for hours of it in under a minute, through faults: nothing piles up."""

import time
from math import exp
from pathlib import Path

import pytest

from tests.app.screen import wait_for
from tests.soak.building import Building, standing
from tests.soak.face import EVERY
from tests.soak.wear import growth, more, slope

pytestmark = pytest.mark.slow
FACTOR, SECONDS, WARM = 200.0, 36.0, 6.0
GROWTH_MB = 8.0
"""Much is seen for the first time in so short a run; `make soak` measures the slope of a month."""
LINES = 8


def live(building: Building, seconds: float) -> None:
    """So many real seconds, full of faults after a while."""
    begun = time.monotonic()
    while (now := time.monotonic() - begun) < seconds:
        building.check()
        if now > WARM:
            building.fault()
        time.sleep(0.5)  # the world's own pace


def test_nothing_piles_up_through_hours_of_faults(tmp_path: Path) -> None:
    with standing(tmp_path, FACTOR, seed=1) as building:
        live(building, SECONDS)
        wait_for(lambda: building.online, "news on every screen", every=EVERY)
        samples = {one.face: list(one.samples()) for one in building.programs}
        assert [one.end() for one in building.programs] == [0] * len(building.programs)
    assert building.faults > 10
    assert [f"{face}: {one}" for face, found in samples.items() for one in more(found)] == []
    grown = {face: growth(found) for face, found in samples.items() if face != "server"}
    assert max(grown.values()) < GROWTH_MB, grown
    for one in building.programs:
        said = one.output.read_text()
        assert "Traceback" not in said, said
        assert len(said.splitlines()) < LINES * building.faults, said


def worn(leak: float, tasks: float) -> list[dict[str, float]]:
    hour = range(int(3600 / EVERY))
    return [{"memory": 60 + leak * at / len(hour), "tasks": 9 + tasks * at, "threads": 2, "files": 15} for at in hour]


def uneven(leak: float) -> list[dict[str, float]]:
    """Two hours that warm up by 20 MB, collect 0.4 MB of garbage every quarter of an hour, then need much."""
    seconds = [at * EVERY for at in range(int(7200 / EVERY))]
    steady = [60 + leak * at / 3600 + 0.4 * (at % 930) / 930 for at in seconds]
    return [
        {"memory": own + 20 * (1 - exp(-at / 120)) + (30 if at > 6900 else 0)}
        for own, at in zip(steady, seconds, strict=True)
    ]


def test_wear_is_seen() -> None:
    assert slope(worn(leak=2.0, tasks=0), EVERY) == pytest.approx(2.0, rel=0.01)
    assert growth(worn(leak=24.0, tasks=0)) == pytest.approx(8.0, rel=0.01)
    assert [line.partition(":")[0] for line in more(worn(0, tasks=0.01))] == ["tasks"]
    assert list(more(worn(leak=2.0, tasks=0))) == []


@pytest.mark.parametrize("leak", [0.0, 0.5, 1.0, 4.0])
def test_neither_warming_up_nor_a_peak_nor_garbage_is_wear(leak: float) -> None:
    assert slope(uneven(leak), EVERY) == pytest.approx(leak, abs=0.2)


def test_steps_that_go_on_are_wear() -> None:
    stairs = [{"memory": 60.0 + 5 * (at * EVERY // 1200)} for at in range(int(7200 / EVERY))]
    assert slope(stairs, EVERY) == pytest.approx(15.0, rel=0.1)


def test_too_few_samples_tell_no_slope() -> None:
    assert slope(worn(leak=2.0, tasks=0)[: int(40 * 60 / EVERY)], EVERY) is None
