"""The real panel by night on a real X screen, with a lamp that is a real program."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.app.programs import ROOT, config_file, local_server, started
from tests.app.screen import Screen, wait_for

LAMP = "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write(sys.argv[2] + '\\n')"
FREE = (0x0B, 0x7A, 0x4B)


def around_now(hours: int) -> str:
    """A night that began so long ago and lasts as long again, in UTC."""
    now, span = datetime.now(UTC), timedelta(hours=hours)
    return f"{now - span:%H:%M}-{now + span:%H:%M}"


def config(folder: Path, url: str, told: Path, more: str) -> Path:
    command = ", ".join(f"'''{part}'''" for part in (sys.executable, "-c", LAMP, str(told), "{state} {hex}"))
    night = f'[display]\nnight_hours = "{around_now(2)}"\n{more}[lightbar]\nkind = "command"\ncommand = [{command}]\n'
    return config_file(folder, url, kind="local", room="2", more=f'[rooms.2]\ntime_zone = "UTC"\n{night}')


@pytest.mark.slow
@pytest.mark.display
@pytest.mark.parametrize(("more", "colour"), [("off_at_night = true\n", (0, 0, 0)), ("night_brightness = 0.2\n", None)])
def test_the_picture_is_dark_or_dim_and_the_lamp_goes_out_with_the_panel(
    home: Path, tmp_path: Path, screen: Screen, more: str, colour: tuple[int, int, int] | None
) -> None:
    told = tmp_path / "told"
    with local_server(tmp_path / "server", "--demo") as (url, _):
        arguments = ("panel", "--windowed", "--size", "1280x800", "--config", str(config(tmp_path, url, told, more)))
        with started(*arguments, home=home, DISPLAY=screen.display, QT_QPA_PLATFORM="xcb") as process:
            wait_for(lambda: told.exists() and "free" in told.read_text(), "the lamp to be told that the room is free")
            red, green, blue = FREE
            dim = (round(red * 0.48), round(green * 0.48), round(blue * 0.48))
            wait_for(lambda: near(screen.pixel(20, 400), colour or dim), "the picture to be dark")
            process.send_signal(signal.SIGTERM)
            assert process.wait() == 0
    assert told.read_text().splitlines()[-1] == "unknown 000000"
    assert (home / "output.txt").read_text() == ""


def near(one: tuple[int, int, int], two: tuple[int, int, int]) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(one, two, strict=True))


def test_nothing_of_it_is_loaded_before_the_first_frame() -> None:
    command = "import sys, kiosk.app; print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(answer.stdout.split())
    assert "kiosk.window.engine" in loaded
    heads = ("kiosk.night", "kiosk.display", "kiosk.lights", "kiosk.domain.night", "kiosk.window.night")
    assert not [one for one in loaded if one.startswith(heads)]
