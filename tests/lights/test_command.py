"""Real programs that set a lamp."""

import sys
from pathlib import Path

import pytest

from kiosk.domain.light import AMBER, Light
from kiosk.domain.state import Status
from kiosk.lights.bar import LightFailed
from kiosk.lights.command import CommandLightBar

WRITE = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(' '.join(sys.argv[2:]))"
SOON = Light(Status.STARTING_SOON, AMBER)


async def test_the_light_is_filled_into_its_arguments(tmp_path: Path) -> None:
    told = tmp_path / "told"
    bar = CommandLightBar((sys.executable, "-c", WRITE, str(told), "#{hex}", "{state}", "{blink}"))
    await bar.show(SOON)
    assert told.read_text() == "#FF7800 starting_soon 0"
    await bar.aclose()


async def test_a_program_that_fails_or_stays_is_said() -> None:
    with pytest.raises(LightFailed, match=r"^the command .* ended with code 3$"):
        await CommandLightBar((sys.executable, "-c", "raise SystemExit(3)")).show(SOON)
    with pytest.raises(LightFailed, match=r"did not end within 0.2 seconds$"):
        await CommandLightBar((sys.executable, "-c", "import time; time.sleep(1000)"), patience=0.2).show(SOON)
