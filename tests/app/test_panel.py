"""The real panel on a real X screen against the real local server: what its pixels say, and when."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.app.bookings import book
from tests.app.programs import TOKEN, config_file, local_server, started
from tests.app.screen import Colour, Screen, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.display]
FREE: Colour = (0x0B, 0x7A, 0x4B)
BUSY: Colour = (0xB3, 0x26, 0x1E)
UNKNOWN: Colour = (0x4A, 0x55, 0x60)
QUIET_ROOM = "2"
FAST = "[sync]\npoll_seconds = 1\n"


@contextmanager
def panel(home: Path, screen: Screen, config: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    arguments = ("panel", "--windowed", "--size", "1280x800", "--config", str(config), *more)
    with started(*arguments, home=home, DISPLAY=screen.display, QT_QPA_PLATFORM="xcb") as process:
        yield process


def shows(screen: Screen, colour: Colour) -> float:
    """Wait until the field has a colour; it is read near its left edge, where no text stands."""
    return wait_for(lambda: screen.pixel(20, 400) == colour, f"the field to turn {colour}")


def config_of(tmp_path: Path, url: str, more: str = FAST) -> Path:
    return config_file(tmp_path, url, kind="local", room=QUIET_ROOM, more=more)


def test_the_panel_shows_the_room_and_ends_when_asked(home: Path, tmp_path: Path, screen: Screen) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _), panel(home, screen, config_of(tmp_path, url)) as one:
        shows(screen, FREE)
        one.send_signal(signal.SIGTERM)
        assert one.wait() == 0
    assert (home / "output.txt").read_text() == ""


def test_without_any_config_the_demo_building_is_on_the_screen(home: Path, screen: Screen) -> None:
    with started(home=home, DISPLAY=screen.display, QT_QPA_PLATFORM="xcb") as process:
        wait_for(lambda: screen.pixel(20, 400) in {FREE, BUSY, (0x8F, 0x5B, 0x00)}, "a known state")
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0


def test_a_meeting_flips_at_its_second_without_waiting_for_a_poll(home: Path, tmp_path: Path, screen: Screen) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _):
        start = datetime.now(UTC) + timedelta(seconds=8)
        book(url, QUIET_ROOM, start, timedelta(seconds=4))
        slow = config_of(tmp_path, url, "[sync]\npoll_seconds = 3600\n[policy]\nsoon_minutes = 0\n")
        with panel(home, screen, slow):
            shows(screen, FREE)
            assert datetime.now(UTC) < start
            shows(screen, BUSY)
            assert datetime.now(UTC) >= start
            shows(screen, FREE)
            assert datetime.now(UTC) >= start + timedelta(seconds=4)


def test_a_change_reaches_the_screen_by_polling(home: Path, tmp_path: Path, screen: Screen) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _), panel(home, screen, config_of(tmp_path, url)):
        shows(screen, FREE)
        book(url, QUIET_ROOM, datetime.now(UTC) - timedelta(minutes=1), timedelta(minutes=20))
        shows(screen, BUSY)


def test_a_change_reaches_the_screen_by_a_hint(home: Path, tmp_path: Path, screen: Screen) -> None:
    more = '[sync]\npoll_seconds = 3600\ncallback_url = "http://127.0.0.1:{port}/"\n'
    with local_server(tmp_path / "server", "--demo") as (url, _):
        config = config_of(tmp_path, url, more.format(port=_free_port()))
        with panel(home, screen, config):
            shows(screen, FREE)
            wait_for(lambda: _subscribed(tmp_path / "server"), "a subscription")
            book(url, QUIET_ROOM, datetime.now(UTC) - timedelta(minutes=1), timedelta(minutes=20))
            shows(screen, BUSY)


def test_a_server_that_goes_is_unknown_and_one_that_comes_back_is_believed(
    home: Path, tmp_path: Path, screen: Screen
) -> None:
    quick = "[sync]\npoll_seconds = 1\nstale_after_seconds = 2\nunknown_after_seconds = 4\n"
    with (
        local_server(tmp_path / "server", "--demo") as (url, server),
        panel(home, screen, config_of(tmp_path, url, quick)) as one,
    ):
        shows(screen, FREE)
        server.kill()
        server.wait()
        shows(screen, UNKNOWN)
        with local_server(tmp_path / "server", "--demo", port=int(url.rpartition(":")[2])):
            shows(screen, FREE)
        assert one.poll() is None
    assert "Traceback" not in (home / "output.txt").read_text()


def test_a_restarted_panel_shows_what_it_remembers(home: Path, tmp_path: Path, screen: Screen) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _):
        book(url, QUIET_ROOM, datetime.now(UTC) - timedelta(minutes=1), timedelta(minutes=20))
        config = config_of(tmp_path, url)
        with panel(home, screen, config) as first:
            shows(screen, BUSY)
            wait_for(lambda: _kept(home), "an agenda on the disk")
            first.kill()
            first.wait()
    with panel(home, screen, config):
        shows(screen, BUSY)


def test_the_token_is_nowhere_to_be_found(home: Path, tmp_path: Path, screen: Screen) -> None:
    with (
        local_server(tmp_path / "server", "--demo") as (url, _),
        panel(home, screen, config_of(tmp_path, url), "--debug") as one,
    ):
        shows(screen, FREE)
        wait_for(lambda: _kept(home), "an agenda on the disk")
        command_line = Path(f"/proc/{one.pid}/cmdline").read_bytes()
    assert TOKEN.encode() not in command_line
    written = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.suffix == ".sqlite" for path in written)
    assert not [path for path in written if TOKEN.encode() in path.read_bytes()]


def _kept(home: Path) -> bool:
    folder = home / "state"
    return any(b"ggelsee" in path.read_bytes() for path in folder.glob("remembered.sqlite*"))


def _subscribed(folder: Path) -> bool:
    return any(b"/hint/" in path.read_bytes() for path in folder.glob("rooms.sqlite*"))


def _free_port() -> int:
    import socket  # noqa: PLC0415

    with socket.create_server(("127.0.0.1", 0)) as one:
        port: int = one.getsockname()[1]
        return port
