"""Real programs that set a brightness."""

import sys
from pathlib import Path

import pytest

from kiosk.display.backlight import BacklightFailed
from kiosk.display.command import CommandBacklight

WRITE = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.argv[2])"


@pytest.mark.parametrize(("share", "percent"), [(1.0, "100"), (0.3, "30"), (0.001, "1"), (0.0, "0")])
async def test_the_percentage_is_filled_in(tmp_path: Path, share: float, percent: str) -> None:
    told = tmp_path / "told"
    await CommandBacklight((sys.executable, "-c", WRITE, str(told), "at {percent} %")).shine(share)
    assert told.read_text() == f"at {percent} %"


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ((sys.executable, "-c", "raise SystemExit(3)"), "ended with code 3"),
        (("nowhere/ddcutil", "{percent}"), "the command nowhere/ddcutil cannot be run"),
        (("a\0b",), "cannot be run"),
    ],
)
async def test_what_goes_wrong_is_said(command: tuple[str, ...], says: str) -> None:
    with pytest.raises(BacklightFailed, match=says):
        await CommandBacklight(command).shine(0.5)
