"""Bad moments at the real panel: each ends in a true screen, and the server holds what the screen says."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.acting.proxy import Proxy
from tests.app.between import between
from tests.app.bookings import book
from tests.app.office import office
from tests.app.playing import play
from tests.app.test_touch_sheets import QUARTER, door, minute
from tests.wire.scripted_server import Reply

pytestmark = pytest.mark.slow
HALF = timedelta(minutes=30)


async def _late() -> None:
    """A server that thinks for a while; what is asked is let through then."""
    await asyncio.sleep(1.5)


def slow(proxy: Proxy) -> None:
    """Every change takes its time."""
    proxy.on("POST", *([_late] * 8))


def lying(proxy: Proxy) -> None:
    """Says yes to a booking, and passes nothing on."""
    made = b'{"id": 99, "masterBookingId": 99, "bookingState": 1, "iCalUid": "nobody"}'
    proxy.on("POST", Reply(made, 200, {"Content-Type": "application/json"}))


def test_taps_faster_than_the_network_book_once(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house, between(house.url, slow) as url:
        room = house.room("Atrium")
        seen = play(
            home,
            door(tmp_path, url, room),
            ["home", "free"],
            ["touch", "book"],
            ["touch", "minutes 30"],
            ["touch", "Close"],
            ["gone"],
            ["touch", "book"],
            ["touch", "minutes 30"],
            ["home", "occupied"],
            ["outcome"],
        )
        assert [one.length for one in house.bookings(room)] == [HALF]
    assert seen[-1]["title"] in {"The room is yours", "Not booked"}


def test_a_double_tap_books_once_and_does_not_close_what_it_opened(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        room = house.room("Atrium")
        play(
            home,
            door(tmp_path, house.url, room),
            ["home", "free"],
            ["touch", "book"],
            ["double", "minutes 30"],
            ["see", "The room is yours"],
        )
        assert [one.length for one in house.bookings(room)] == [HALF]


@pytest.mark.parametrize("jump", [3600, -3600])
def test_a_clock_that_is_set_meanwhile_moves_no_booking(home: Path, tmp_path: Path, jump: int) -> None:
    with office(tmp_path / "server") as house:
        room, begun = house.room("Atrium"), datetime.now(UTC)
        play(
            home,
            door(tmp_path, house.url, room),
            ["home", "free"],
            ["touch", "book"],
            ["clock", str(jump)],
            ["touch", "minutes 30"],
            ["see", "The room is yours"],
            ["home", "occupied"],
            complains_of="clock",
        )
        (noted,) = house.bookings(room)
    assert begun - timedelta(minutes=1) <= noted.start <= datetime.now(UTC)
    assert noted.length == HALF


def test_a_yes_that_nobody_can_see_is_no_promise(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house, between(house.url, lying) as url:
        room = house.room("Atrium")
        play(
            home,
            door(tmp_path, url, room),
            ["home", "free"],
            ["touch", "book"],
            ["touch", "minutes 30"],
            ["see", "That is not certain"],
            ["home", "free"],
        )
        assert house.bookings(room) == []


def test_a_room_that_is_deleted_while_a_sheet_is_open_is_not_booked(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        room = house.room("Atrium")
        delete = [sys.executable, "-m", "tests.app.rival", house.url, room, "delete"]
        seen = play(
            home,
            door(tmp_path, house.url, room),
            ["home", "free"],
            ["touch", "book"],
            ["run", *delete],
            ["touch", "minutes 30"],
            ["see", "Not booked"],
            ["home", "closed"],
        )
        assert house.bookings(room) == []
    assert seen[4]["line"] == "This room cannot be booked any more."


def test_a_meeting_that_ends_while_its_sheet_is_open_is_not_extended(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        room = house.room("Atrium")
        held = book(house.url, room, minute(datetime.now(UTC)), QUARTER)
        moved = [sys.executable, "-m", "tests.app.rival", house.url, room, "move", str(held["id"])]
        seen = play(
            home,
            door(tmp_path, house.url, room),
            ["home", "occupied"],
            ["touch", "extend"],
            ["run", *moved],
            ["touch", "minutes 15"],
            ["outcome"],
        )
        (noted,) = house.bookings(room)
    assert seen[-1]["title"] == "Not extended"
    assert noted.length == timedelta(minutes=25)
