"""Under Qt's loop what is due is called in its order, and nothing is kept of what was cancelled."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.programs import ROOT, environment

A_FEW = 5


@pytest.mark.slow
def test_cancelled_waits_leave_nothing_and_the_others_are_called(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "tests.app.waits_under_qt"]
    qt = environment(tmp_path, QT_QPA_PLATFORM="offscreen")
    answer = subprocess.run(program, cwd=ROOT, env=qt, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")
    told = json.loads(answer.stdout)
    assert told["called"] == ["soon", "sooner than later", "cancels itself", "later"]
    assert told["signalled"]
    assert told["outlived"]
    assert told["left"] < A_FEW
