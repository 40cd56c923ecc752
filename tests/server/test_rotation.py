"""The links at the doors change at the room's midnight or with the hour, and subscribers are told."""

from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import httpx
import pytest

from kiosk.clock import FixedClock
from kiosk.server.rotation import next_turn
from tests.server.conftest import Start
from tests.server.office_file import KEYS

ZONES = {1: ZoneInfo("Europe/Berlin"), 2: ZoneInfo("Asia/Kathmandu")}


def urls(client: httpx.Client, kind: str, room: int) -> list[str]:
    rows = client.get(KEYS, params={"type": kind, "bookableResourceId": room}).json()
    return [row["accessUrl"] for row in rows]


def changes(start: Start, kind: str, room: int, *instants: str) -> list[bool]:
    """Whether the link differs from one instant to the next."""
    found = [urls(start(clock=FixedClock(datetime.fromisoformat(at))), kind, room) for at in instants]
    assert all(len(one) == 1 for one in found)
    return [before != after for before, after in pairwise(found)]


def test_daily_links_change_at_the_rooms_own_midnight(start: Start) -> None:
    late = ("2026-11-20T00:00:00+01:00", "2026-11-20T23:59:59+01:00", "2026-11-21T00:00:00+01:00")
    east = ("2026-11-20T00:00:00+08:00", "2026-11-20T23:59:59+08:00", "2026-11-21T00:00:00+08:00")

    assert changes(start, "daily", 1, *late) == [False, True]
    assert changes(start, "daily", 11, *east) == [False, True]


def test_one_time_links_change_with_the_hour_and_static_ones_never(start: Start) -> None:
    hour = ("2026-11-20T09:00:00+01:00", "2026-11-20T09:59:59+01:00", "2026-11-20T10:00:00+01:00")

    assert changes(start, "oneTime", 1, *hour) == [False, True]
    assert changes(start, "static", 1, *hour) == [False, False]


def test_an_office_of_its_own_has_no_links(office: httpx.Client) -> None:
    assert office.get(KEYS).json() == []


def test_a_shut_room_has_no_links(demo: httpx.Client) -> None:
    assert demo.get(KEYS, params={"bookableResourceId": "16"}).json() == []


@pytest.mark.parametrize(
    ("now", "turn"),
    [
        ("2026-11-20T09:30:00", "2026-11-20T10:00:00"),
        ("2026-11-20T10:00:00", "2026-11-20T11:00:00"),
        ("2026-11-20T18:00:00", "2026-11-20T18:15:00"),
        ("2026-11-20T22:59:59", "2026-11-20T23:00:00"),
    ],
)
def test_the_next_turn_is_the_hour_or_a_midnight_before_it(now: str, turn: str) -> None:
    instants = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, turn)]

    assert next_turn(instants[0], ZONES) == instants[1]
