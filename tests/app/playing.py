"""Lets a person's steps be played on the real panel, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.app.programs import ROOT, environment


def play(
    home: Path, config: Path | None, *steps: list[str], complains_of: str = "", **more: str
) -> list[dict[str, Any]]:
    """What the panel showed after each step; without `config` it is a panel that its own user has, or has not, set up.

    `more` goes into its environment. Whatever Qt or Python complains about fails, but for
    lines that speak of what the panel has to report, `complains_of`.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.app.touching", str(config or "-"), json.dumps(steps)],
        env=environment(home, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT), **more),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,  # only ends what would never end
    )
    assert done.returncode == 0, done.stderr
    complaints = [line for line in done.stderr.splitlines() if not complains_of or complains_of not in line]
    assert not complaints, complaints
    return [json.loads(line) for line in done.stdout.splitlines()]
