"""The real reception on a real X screen, and pictures of its steps."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.app.conftest import AT
from tests.app.programs import config_file, kiosk, started
from tests.app.screen import Screen, wait_for

pytestmark = pytest.mark.slow


@contextmanager
def reception(home: Path, screen: Screen, *more: str) -> Iterator[subprocess.Popen[str]]:
    arguments = ("reception", "--windowed", "--size", "1280x800", *more)
    with started(*arguments, home=home, DISPLAY=screen.display, QT_QPA_PLATFORM="xcb") as process:
        yield process


@pytest.mark.display
def test_it_is_on_a_real_screen_and_ends_when_asked(home: Path, screen: Screen) -> None:
    with reception(home, screen, "--demo") as one:
        wait_for(lambda: screen.pixel(100, 500) == (0x14, 0x18, 0x1C), "the first button")
        wait_for(lambda: (home / "state" / "visits.sqlite").exists() or one.poll() is not None, "the desk")
        one.send_signal(signal.SIGTERM)
        assert one.wait() == 0
    assert (home / "output.txt").read_text() == ""


def test_a_picture_of_a_step_is_drawn_and_one_without_its_visit_is_refused(
    home: Path, tmp_path: Path, demo_server: str
) -> None:
    config = str(config_file(tmp_path, demo_server, kind="local"))
    for name in ("code", "nonsense", "greeting"):
        path = tmp_path / f"{name}.png"
        done = kiosk(
            "screenshot",
            "reception",
            "--step",
            name,
            "--output",
            str(path),
            "--at",
            AT,
            "--config",
            config,
            home=home,
        )
        if name == "code":
            assert (done.returncode, done.stderr) == (0, "")
            assert QImage(str(path)).width() == 1280
        else:
            assert done.returncode == 2
            assert "step" in done.stderr or "--code" in done.stderr


def test_without_a_display_it_says_how_to_watch_it(home: Path) -> None:
    done = kiosk("reception", "--demo", home=home, QT_QPA_PLATFORM="")
    assert done.returncode == 2
    assert "screenshot reception" in done.stderr
