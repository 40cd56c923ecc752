"""`kill -9` at any moment: what was kept arrives, in order, once as far as the receiver honours the key."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from kiosk.sync.delivery_lane import Deliverer
from tests.sync.killed_outbox import Ledger
from tests.sync.posting import LANE, OTHER, delivery, outbox

ROOT = Path(__file__).resolve().parents[2]


def killed(folder: Path, name: str, lines: int) -> list[str]:
    """Run the program until it has said so many keys, kill it, and give all that it said."""
    command = [sys.executable, "-m", "tests.sync.killed_outbox", str(folder), name]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline().strip() for _ in range(lines)]
        writer.kill()
        return said + writer.stdout.read().split("\n")[:-1]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
async def test_a_killed_program_loses_nothing_and_nothing_counts_twice(ram_path: Path, seed: int) -> None:
    rng, kept = Random(seed), list[str]()
    for turn in range(5):
        kept += killed(ram_path, str(turn), rng.randrange(1, 40))
    ledger, box = Ledger(ram_path / "ledger.sqlite"), outbox(ram_path)
    await delivery(box, {lane: Deliverer(ledger.deliver) for lane in (LANE, OTHER)}).flush(120)

    assert await box.items() == ()
    for lane in (LANE, OTHER):
        got = ledger.got(lane)
        assert set(kept) <= set(got)
        assert len(got) == len(set(got))
        assert got == sorted(got, key=lambda key: [int(part) for part in key.split("-")])
    ledger.close()
    assert box.file.damaged() == ()
