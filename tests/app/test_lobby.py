"""The real lobby on a real X screen against the real local server, and its picture."""

import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.app.bookings import book
from tests.app.conftest import AT
from tests.app.programs import config_file, kiosk, local_server, started
from tests.app.screen import Colour, Screen, wait_for

FREE: Colour = (0x0B, 0x7A, 0x4B)
BUSY: Colour = (0xB3, 0x26, 0x1E)
SOON: Colour = (0x8F, 0x5B, 0x00)
GREY: Colour = (0x4A, 0x55, 0x60)
PAPER: Colour = (0x10, 0x14, 0x18)
FLOOR = '[lobby]\nbuilding = "Spreehaus"\nfloor = "Floor 3"\nshow_visitors = true\n'
FAST = "[sync]\npoll_seconds = 1\n"
QUIET_ROOM = "4"


@contextmanager
def lobby(home: Path, screen: Screen, *more: str) -> Iterator[subprocess.Popen[str]]:
    arguments = ("lobby", "--windowed", "--size", "1280x800", "--theme", "bold-dark", *more)
    with started(*arguments, home=home, DISPLAY=screen.display, QT_QPA_PLATFORM="xcb") as process:
        yield process


def band(screen: Screen) -> Colour:
    """The colour at the left edge of the first card, away from its sign."""
    return screen.pixel(44, 190)


@pytest.mark.slow
@pytest.mark.display
def test_the_demo_building_is_on_the_screen_and_the_lobby_ends_when_asked(home: Path, screen: Screen) -> None:
    with lobby(home, screen, "--demo") as one:
        wait_for(lambda: band(screen) in {FREE, BUSY, SOON, GREY}, "a room's state")
        one.send_signal(signal.SIGTERM)
        assert one.wait() == 0
    assert (home / "output.txt").read_text() == ""


@pytest.mark.slow
@pytest.mark.display
def test_a_booking_reaches_the_screen_and_a_server_that_goes_is_unknown(
    home: Path, tmp_path: Path, screen: Screen
) -> None:
    quick = "[sync]\npoll_seconds = 1\nstale_after_seconds = 2\nunknown_after_seconds = 6\n[policy]\nsoon_minutes = 0\n"
    with local_server(tmp_path / "server", "--demo") as (url, server):
        config = config_file(tmp_path, url, kind="local", more=quick + FLOOR)
        with lobby(home, screen, "--config", str(config)) as one:
            wait_for(lambda: band(screen) == FREE, "a free room")
            book(url, QUIET_ROOM, datetime.now(UTC) - timedelta(minutes=1), timedelta(minutes=20))
            wait_for(lambda: band(screen) == BUSY, "the booking")
            server.kill()
            server.wait()
            wait_for(lambda: band(screen) == GREY, "the room to be unknown")
            assert one.poll() is None
        assert "Traceback" not in (home / "output.txt").read_text()


@pytest.mark.slow
@pytest.mark.display
def test_a_restarted_lobby_shows_what_it_remembers(home: Path, tmp_path: Path, screen: Screen) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _):
        book(url, QUIET_ROOM, datetime.now(UTC) - timedelta(minutes=1), timedelta(minutes=20))
        config = config_file(tmp_path, url, kind="local", more=FAST + FLOOR)
        with lobby(home, screen, "--config", str(config)) as first:
            wait_for(lambda: band(screen) == BUSY, "the booking")
            first.send_signal(signal.SIGTERM)
            assert first.wait() == 0
    with lobby(home, screen, "--config", str(config)):
        wait_for(lambda: band(screen) == BUSY, "what was remembered")


@pytest.mark.slow
@pytest.mark.display
def test_a_lobby_that_is_there_before_its_server_finds_it(home: Path, tmp_path: Path, screen: Screen) -> None:
    port = free_port()
    config = config_file(tmp_path, f"http://127.0.0.1:{port}", kind="local", more=FAST + FLOOR)
    with lobby(home, screen, "--config", str(config)) as one:
        wait_for(lambda: band(screen) == PAPER, "a screen without rooms")
        wait_for(lambda: "List of rooms" in (home / "output.txt").read_text(), "word of the trouble")
        with local_server(tmp_path / "server", "--demo", port=port):
            wait_for(lambda: band(screen) == FREE, "a free room")
            assert one.poll() is None
    assert "Traceback" not in (home / "output.txt").read_text()


@pytest.mark.slow
@pytest.mark.display
def test_a_change_reaches_the_screen_by_a_hint(home: Path, tmp_path: Path, screen: Screen) -> None:
    rare = f'[sync]\npoll_seconds = 3600\ncallback_url = "http://127.0.0.1:{free_port()}/"\n'
    with local_server(tmp_path / "server", "--demo") as (url, _):
        config = config_file(tmp_path, url, kind="local", more=rare + FLOOR)
        with lobby(home, screen, "--config", str(config)):
            wait_for(lambda: band(screen) == FREE, "a free room")
            wait_for(lambda: _subscribed(tmp_path / "server"), "a subscription")
            book(url, QUIET_ROOM, datetime.now(UTC) - timedelta(minutes=1), timedelta(minutes=20))
            wait_for(lambda: band(screen) == BUSY, "the booking")


@pytest.mark.slow
@pytest.mark.display
def test_pages_turn_by_themselves(home: Path, tmp_path: Path, screen: Screen) -> None:
    """Ten rooms: six on the first page, four on the second, whose last places are empty."""
    more = FAST + '[lobby]\nbuilding = "Spreehaus"\npage_seconds = 3\n'
    with local_server(tmp_path / "server", "--demo") as (url, _):
        config = config_file(tmp_path, url, kind="local", more=more)
        with lobby(home, screen, "--config", str(config), "--size", "800x480"):
            for _ in range(2):
                wait_for(lambda: screen.pixel(420, 300) != PAPER, "a full page")
                wait_for(lambda: screen.pixel(420, 300) == PAPER, "a page with fewer rooms")


@pytest.mark.slow
def test_two_pictures_of_one_instant_are_equal_and_a_floor_is_not_the_house(
    home: Path, tmp_path: Path, demo_server: str
) -> None:
    config = str(config_file(tmp_path, demo_server, kind="local"))
    places = {"one": ("Spreehaus", "Floor 3"), "two": ("spreehaus", "floor 3"), "all": ("Spreehaus", "")}
    for name, (building, floor) in places.items():
        arguments = ("lobby", "--output", str(tmp_path / f"{name}.png"), "--at", AT, "--config", config)
        done = kiosk("screenshot", *arguments, "--building", building, "--floor", floor, home=home)
        assert (done.returncode, done.stderr) == (0, "")
    one, two, every = (QImage(str(tmp_path / f"{name}.png")) for name in places)
    assert one == two
    assert one != every


@pytest.mark.slow
def test_a_building_that_does_not_exist_is_refused_by_name(home: Path, tmp_path: Path, demo_server: str) -> None:
    config = str(config_file(tmp_path, demo_server, kind="local"))
    done = kiosk(
        "screenshot",
        "lobby",
        "--output",
        str(tmp_path / "x.png"),
        "--config",
        config,
        "--building",
        "Nowhere",
        home=home,
    )
    assert done.returncode == 5
    assert "Nowhere" in done.stderr


@pytest.mark.slow
def test_without_a_display_it_says_how_to_watch_it(home: Path) -> None:
    done = kiosk("lobby", "--demo", home=home, QT_QPA_PLATFORM="")
    assert done.returncode == 2
    assert "screenshot lobby" in done.stderr


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as place:
        port: int = place.getsockname()[1]
        return port


def _subscribed(folder: Path) -> bool:
    return any(b"/hint/" in path.read_bytes() for path in folder.glob("rooms.sqlite*"))
