"""People do everything else at the door: book later, check in, cancel, find, report. The server's records agree."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.server.numbers import BOOKED, CANCELLED, USING, WAITING
from tests.app.bookings import book
from tests.app.office import noon_zone, office
from tests.app.playing import play
from tests.app.programs import config_file, started
from tests.app.screen import wait_for

pytestmark = pytest.mark.slow
SLOW = "[sync]\npoll_seconds = 3600\n"
QUARTER = timedelta(minutes=15)


def door(tmp_path: Path, url: str, room: str, more: str = "", kind: str = "local") -> Path:
    """A panel that looks only when it has a reason to."""
    config = config_file(tmp_path, url, kind=kind, room=room, more=SLOW + more)
    config.write_text(config.read_text().replace("Europe/Berlin", noon_zone()))
    return config


def minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def test_a_gap_of_the_day_is_booked_for_later(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        room, begin = house.room("Atrium"), minute(datetime.now(UTC))
        book(house.url, room, begin - QUARTER, timedelta(minutes=30))
        seen = play(
            home,
            door(tmp_path, house.url, room),
            ["home", "occupied"],
            ["touch", "Free"],
            ["see", "\u2068Atrium\u2069: from when?"],
            ["touch", "14:00"],
            ["touch", "minutes 30"],
            ["see", "The room is yours"],
            ["touch", "Close"],
            ["gone"],
        )
        noted = house.bookings(room)
    assert len(noted) == 2
    assert (noted[1].length, noted[1].state) == (timedelta(minutes=30), BOOKED)
    assert "14:00" in seen[5]["line"]
    assert noted[1].start.astimezone(ZoneInfo(noon_zone())).strftime("%H:%M") == "14:00"


def test_a_gap_is_booked_from_the_list_within_reach(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        room = house.room("Atrium")
        book(house.url, room, minute(datetime.now(UTC)), timedelta(minutes=30))
        play(
            home,
            door(tmp_path, house.url, room),
            ["home", "occupied"],
            ["touch", "more"],
            ["touch", "day"],
            ["see", "What is left of today"],
            ["touch", "gap "],
            ["touch", "14:00"],
            ["touch", "minutes 30"],
            ["see", "The room is yours"],
        )
        assert [one.length for one in house.bookings(room)] == [timedelta(minutes=30)] * 2


def test_check_in_is_one_touch(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        room = house.room("Atrium", check_in=True)
        book(house.url, room, minute(datetime.now(UTC)), QUARTER)
        assert [one.state for one in house.bookings(room)] == [WAITING]
        play(
            home,
            door(tmp_path, house.url, room),
            ["home", "waiting_check_in"],
            ["touch", "check_in"],
            ["see", "Checked in"],
            ["home", "occupied"],
        )
        assert [one.state for one in house.bookings(room)] == [USING]


def test_who_books_at_the_door_is_checked_in(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        room = house.room("Atrium", check_in=True)
        play(
            home,
            door(tmp_path, house.url, room),
            ["touch", "book"],
            ["touch", "minutes 30"],
            ["see", "The room is yours"],
            ["home", "occupied"],
        )
        assert [one.state for one in house.bookings(room)] == [USING]


def test_a_meeting_is_cancelled_where_the_rules_say_so(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        room = house.room("Atrium")
        book(house.url, room, minute(datetime.now(UTC)), QUARTER)
        play(
            home,
            door(tmp_path, house.url, room, "[policy]\nallow_cancel = true\n"),
            ["home", "occupied"],
            ["touch", "more"],
            ["touch", "cancel"],
            ["see", "Cancel this meeting?"],
            ["touch", "yes"],
            ["see", "Cancelled"],
            ["home", "free"],
        )
        assert [one.state for one in house.bookings(room)] in ([], [CANCELLED])


def test_another_room_is_found_and_booked_from_here(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        here, other, busy = house.room("Atrium"), house.room("Library"), house.room("Harbour view")
        now = minute(datetime.now(UTC))
        for room in (here, busy):
            book(house.url, room, now, timedelta(hours=1))
        play(
            home,
            door(tmp_path, house.url, here),
            ["home", "occupied"],
            ["touch", "more"],
            ["touch", "find"],
            ["touch", "Library"],
            ["touch", "minutes 30"],
            ["see", "\u2068Library\u2069 is yours"],
        )
        noted = {room: house.bookings(room) for room in (here, other, busy)}
    assert [one.length for one in noted[other]] == [timedelta(minutes=30)]
    assert len(noted[here]) == len(noted[busy]) == 1


def test_a_problem_is_reported(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        seen = play(
            home,
            door(tmp_path, house.url, house.room("Atrium")),
            ["touch", "more"],
            ["touch", "report"],
            ["touch", "too_cold"],
            ["see", "Noted"],
            ["gone"],
        )
        assert house.problems() == [("Atrium", "too_cold")]
    assert seen[-2]["line"] == "Facilities will see it."


def test_a_problem_that_is_reported_without_a_server_is_delivered_when_there_is_one(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        config = door(tmp_path, house.url, house.room("Atrium"))
        seen = play(
            home,
            config,
            ["home", "free"],
            ["touch", "more"],
            ["touch", "report"],
            ["run", "kill", "-9", str(house.process.pid)],
            ["touch", "other"],
            ["type", "stuck"],
            ["touch", "send"],
            ["see", "Noted"],
            complains_of="cannot be reached",
        )
        assert seen[-1]["title"] == "Noted"
    with office(tmp_path / "server", port=int(house.url.rpartition(":")[2])) as house:
        arguments = ("panel", "--windowed", "--config", str(config))
        with started(*arguments, home=home, QT_QPA_PLATFORM="offscreen"):
            wait_for(lambda: house.problems() == [("Atrium", "other")], "the report on the server", every=0.1)


def test_with_a_server_that_cannot_check_in_the_code_is_shown_large(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server", demo=True) as house:
        room = house.room("Atrium", check_in=True)
        book(house.url, room, minute(datetime.now(UTC)), QUARTER)
        seen = play(
            home,
            door(tmp_path, house.url, room, kind="offision"),
            ["home", "waiting_check_in"],
            ["touch", "check_in"],
            ["code"],
        )
        assert [one.state for one in house.bookings(room)] == [WAITING]
    assert seen[-1]["line"] == "Scan the code with your phone to check in."
