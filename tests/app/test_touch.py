"""People act at the door: the real panel, touched, against the real local server."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.app.bookings import book
from tests.app.playing import play
from tests.app.programs import config_file, local_server

pytestmark = pytest.mark.slow
ROOM = "2"
SLOW = "[sync]\npoll_seconds = 3600\n"


def empty(tmp_path: Path, url: str) -> Path:
    """A panel at a room that nobody has booked, which looks only when it has a reason to."""
    return config_file(tmp_path, url, kind="local", room=ROOM, more=SLOW)


def test_a_room_is_booked_extended_and_given_back_by_touch(home: Path, tmp_path: Path) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _):
        seen = play(
            home,
            empty(tmp_path, url),
            ["home", "free"],
            ["touch", "Book now"],
            ["touch", "30\u00a0min"],
            ["see", "The room is yours"],
            ["home", "occupied"],
            ["touch", "Close"],
            ["gone"],
            ["touch", "Extend"],
            ["touch", "15\u00a0min"],
            ["see", "Extended"],
            ["touch", "Close"],
            ["touch", "End early"],
            ["touch", "End it now"],
            ["see", "Ended"],
            ["home", "free"],
        )
    assert seen[3]["line"].endswith(".")


def test_who_is_second_is_told_and_nothing_is_booked_twice(home: Path, tmp_path: Path) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _):
        now = datetime.now(UTC)
        rival = [sys.executable, "-m", "tests.app.rival", url, ROOM]
        seen = play(
            home,
            empty(tmp_path, url),
            ["home", "free"],
            ["touch", "Book now"],
            ["run", *rival],
            ["touch", "30\u00a0min"],
            ["see", "Not booked"],
            ["home", "occupied"],
        )
        assert seen[4]["line"].startswith("Taken")
        with pytest.raises(OSError, match="409"):
            book(url, ROOM, now, timedelta(minutes=5))


def test_without_a_server_nothing_is_promised(home: Path, tmp_path: Path) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, server):
        seen = play(
            home,
            empty(tmp_path, url),
            ["touch", "Book now"],
            ["run", "kill", "-9", str(server.pid)],
            ["touch", "15\u00a0min"],
            ["see", "Not booked"],
            complains_of="cannot be reached",
        )
    assert "connection" in seen[-1]["line"]


def test_a_name_is_typed_on_the_screen(home: Path, tmp_path: Path) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _):
        play(
            home,
            empty(tmp_path, url),
            ["touch", "Book now"],
            ["touch", "Add a name"],
            *(["touch", letter] for letter in "ada"),
            ["touch", "Use it"],
            ["touch", "Name: "],
            ["touch", "Back"],
            ["touch", "15\u00a0min"],
            ["see", "The room is yours"],
        )
