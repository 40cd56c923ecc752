"""A new beginning has the old command line, less what the config says now."""

import subprocess
import sys

import pytest

from kiosk.setup.restart import again
from tests.app.programs import ROOT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("python -m kiosk", "python -m kiosk"),
        ("python -m kiosk --windowed --room 7", "python -m kiosk --windowed"),
        (
            "python -m kiosk panel --room=7 --locale de --theme=bold-dark --size 800x480",
            "python -m kiosk panel --size 800x480",
        ),
        ("kiosk --theme", "kiosk"),
    ],
)
def test_what_was_chosen_on_the_screen_goes_before_the_command_line(before: str, after: str) -> None:
    assert again(before.split()) == after.split()


def test_the_program_takes_its_own_place() -> None:
    script = """
import os, sys
from kiosk.setup.restart import run_again
print(os.getpid(), *sys.argv[1:], flush=True)
if "--room" in sys.argv:
    run_again()
"""
    done = subprocess.run(
        [sys.executable, "-c", script, "--windowed", "--room", "7"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    first, second = done.stdout.splitlines()

    assert first.split()[1:] == ["--windowed", "--room", "7"]
    assert second.split()[1:] == ["--windowed"]
    assert first.split()[0] == second.split()[0]
