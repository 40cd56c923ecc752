"""What waits at a simulated reception is delivered in time, counted from the end of the last fault."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from kiosk.backends.errors import Unreachable
from tests.simulation.pace import told
from tests.simulation.reception import Reception
from tests.simulation.reception_life import RECOVERY, ReceptionLife
from tests.sync.virtual import START

VISITORS = 7


async def lost_after_an_outage(folder: Path, seed: int) -> int:
    """An outage until the back-off is long, then three lost answers; looks every second. How many were told."""
    reception = Reception(folder, START, Random(seed))
    life = ReceptionLife(reception)
    reception.begin()
    reception.house.down = Unreachable("A sentence.")
    for _ in range(VISITORS):
        await life.arrive(Random(seed))
        await asyncio.sleep(120.0)
    life.mend()
    reception.house.deaf = 3
    while reception.house.deaf or reception.clock.running() < reception.well_since + RECOVERY + 1.0:
        await asyncio.sleep(1.0)
        await life.check()
    await life.end()
    return len(reception.house.told)


@pytest.mark.parametrize("seed", range(5))
def test_answers_that_are_lost_after_an_outage_are_a_fault_of_their_own(tmp_path: Path, seed: int) -> None:
    assert told(lambda: lost_after_an_outage(tmp_path, seed)) == VISITORS
