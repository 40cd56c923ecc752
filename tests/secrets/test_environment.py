"""What the config lets run finds the environment that it may need, and none of the program's secrets."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.private.environment import SECRETS
from tests.app.programs import ROOT

CANARY = "canary-19b3"
TELLS = "import json, os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(json.dumps(dict(os.environ)))"
LAMP = """
import asyncio, sys
from kiosk.program import run_program
sys.exit(asyncio.run(run_program([sys.executable, "-c", sys.argv[1], sys.argv[2]], 60.0)))
"""
MOTION = """
import asyncio, sys
from pathlib import Path
from kiosk.clock import Clock
from kiosk.sync.presence_command import CommandSource

async def main():
    over = asyncio.Event()
    source = CommandSource([sys.executable, "-c", sys.argv[1] + "; print(1, flush=True)", sys.argv[2]], Clock(),
                           lambda motion: over.set())
    running = asyncio.create_task(source.run())
    await over.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

asyncio.run(main())
"""


@pytest.mark.parametrize("runs", [LAMP, MOTION])
async def test_a_program_of_the_config_finds_no_secret_of_ours(tmp_path: Path, runs: str) -> None:
    told = tmp_path / "told"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KIOSK_HOUSE": "Spreehaus"}
    environment |= dict.fromkeys(SECRETS, CANARY)
    command = [sys.executable, "-c", runs, TELLS, str(told)]
    await asyncio.to_thread(subprocess.run, command, env=environment, check=True, capture_output=True)
    text = told.read_text()
    assert "Spreehaus" in text
    assert CANARY not in text
