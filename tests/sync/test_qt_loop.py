"""Qt's event loop has coarse timers that are often early; the instants hold all the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", [300, 1300])
def test_a_meeting_begins_under_qts_loop_and_never_before_its_instant(milliseconds: int) -> None:
    program = subprocess.run(
        [sys.executable, "-m", "tests.sync.under_qt", str(milliseconds)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert program.returncode == 0, program.stderr
    told = json.loads(program.stdout)
    assert told[0][1] == "starting_soon"
    assert told[-1][1] == "occupied"
    assert told[-1][0] >= 0.0


@pytest.mark.slow
def test_the_outbox_works_under_qts_loop_too(tmp_path: Path) -> None:
    program = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.sync.outbox_under_qt", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (program.returncode, program.stderr) == (0, "")
    assert program.stdout.split() == [str(number) for number in range(10)]
