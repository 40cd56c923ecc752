"""A program is run to its end, and not a moment longer than it may."""

import asyncio
import os
import sys
from pathlib import Path

from kiosk.program import run_program

STAYS = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(1000)"


async def number_in(path: Path) -> int:
    while not (text := written(path)):  # noqa: ASYNC110 - another process writes it
        await asyncio.sleep(0.01)
    return int(text)


def written(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_program_that_does_its_work_is_no_matter() -> None:
    assert await run_program((sys.executable, "-c", "print('quiet')"), 60) is None


async def test_a_program_that_stays_is_ended(tmp_path: Path) -> None:
    wrong = await run_program((sys.executable, "-c", STAYS, str(tmp_path / "number")), 0.5)
    assert wrong == "did not end within 0.5 seconds"


async def test_whoever_is_cancelled_takes_the_program_along(tmp_path: Path) -> None:
    task = asyncio.create_task(run_program((sys.executable, "-c", STAYS, str(tmp_path / "number")), 600))
    number = await number_in(tmp_path / "number")
    assert lives(number)
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    assert not lives(number)
