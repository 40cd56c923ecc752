"""The real panel on a machine that is not as it should be: a full or read-only disk, damaged files, no graphics card.

The screen is true all the same, and one sentence says what is wrong.
"""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.programs import config_file, environment, local_server
from tests.app.screen import Colour, Screen, wait_for
from tests.sync.conftest import small_disk
from tests.sync.storing import fill, mount

__all__ = ["small_disk"]
pytestmark = [pytest.mark.slow, pytest.mark.display]
FREE: Colour = (0x0B, 0x7A, 0x4B)
ROOM = "2"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with local_server(tmp_path_factory.mktemp("server"), "--demo", "--at", "2026-11-20T14:12:00+01:00") as (address, _):
        yield address


class Door:
    """A panel of the server at `url`, which keeps its state in `state`; ended when `show` returns."""

    def __init__(self, home: Path, url: str, screen: Screen, state: Path) -> None:
        self._config = config_file(home.parent, url, kind="local", room=ROOM)
        self._screen = screen
        self._home = home
        self._own = {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb", "KIOSK_DATA_DIR": str(state)}

    def show(self, **more: str) -> str:
        """Run it until the room is seen to be free; what it said."""
        own = environment(self._home, **self._own, **more)
        if more:
            del own["QT_QUICK_BACKEND"]
        command = [sys.executable, "-m", "kiosk", "panel", "--config", str(self._config)]
        with subprocess.Popen(command, env=own, cwd=self._home, stderr=subprocess.PIPE, text=True) as panel:
            wait_for(lambda: panel.poll() is not None or self._screen.pixel(20, 400) == FREE, "a free room")
            ends = panel.poll() is None
            panel.send_signal(signal.SIGTERM)
            _, said = panel.communicate()
        assert ends, said
        assert "Traceback" not in said
        return said


@pytest.fixture
def door(home: Path, url: str, screen: Screen) -> Door:
    return Door(home, url, screen, home / "state")


@pytest.mark.parametrize("no_card", ["QT_XCB_GL_INTEGRATION=none", "LIBGL_DRIVERS_PATH=/nowhere"])
def test_where_no_graphics_card_can_be_used_the_processor_draws(door: Door, no_card: str) -> None:
    name, _, value = no_card.partition("=")
    assert "No graphics card can be used, so the processor draws." in door.show(KIOSK_RENDERER="gpu", **{name: value})


def test_on_a_disk_that_may_only_be_read_the_room_is_shown(
    home: Path, url: str, screen: Screen, small_disk: Path
) -> None:
    mount("-o", "remount,ro", small_disk)
    assert "What is learned is not kept" in Door(home, url, screen, small_disk / "state").show()


def test_on_a_full_disk_the_room_is_shown_and_remembered_once_there_is_room(
    home: Path, url: str, screen: Screen, small_disk: Path
) -> None:
    filler = fill(small_disk)
    door = Door(home, url, screen, small_disk / "state")
    assert "What is learned is not kept" in door.show()
    filler.unlink()
    assert door.show() == ""
    assert list((small_disk / "state").glob("remembered.sqlite"))


def test_damaged_files_are_set_aside_and_said(door: Door, home: Path) -> None:
    assert door.show() == ""
    state = home / "state"
    kept = list(state.glob("*.sqlite"))
    assert kept
    for one in kept:
        one.write_bytes(b"This is no database. " * 500)
    said = door.show()
    assert said.count("is damaged") == len(kept)
    assert len(list(state.glob("*.damaged-*"))) >= len(kept)


def test_without_a_cache_and_without_the_systems_fonts_the_room_is_shown(door: Door, home: Path) -> None:
    assert door.show() == ""
    shutil.rmtree(home / "state" / "cache")
    (home / "state" / "cache").write_text("no folder")
    (home / "none").mkdir()
    assert door.show(TMPDIR=str(home / "none"), XDG_DATA_HOME=str(home / "none")) == ""
