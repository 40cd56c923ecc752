"""A status that is answered from memory is the one that would be worked out anew, at every boundary."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from hypothesis import given
from hypothesis import strategies as st

from kiosk.server.rules import HouseRules
from kiosk.server.status_cache import MOST_BYTES, Kept, StatusCache
from tests.server.conftest import FRIDAY, Start, SteppedClock
from tests.server.office_file import STATUS, book


def test_what_is_kept_is_what_a_fresh_server_says(start: Start, clock: SteppedClock) -> None:
    """Two servers of one seed: one is asked all the time, the other only once at each instant."""
    asked = start(clock=clock)
    for minutes in (0, 3, 5, 8, 0.5, 29, 45, 180, 60, 240, 35, 600, 60, 15):
        clock.step(minutes=minutes)
        other = start(clock=SteppedClock(clock.at))
        for params in ({}, {"id": "1,9,3"}):
            asked.get(STATUS, params=params)
            assert asked.get(STATUS, params=params).json() == other.get(STATUS, params=params).json(), clock.at


def test_every_boundary_is_seen_at_its_very_instant(start: Start, office_path: Path, clock: SteppedClock) -> None:
    client = start(office_path, demo=False, clock=clock, rules=HouseRules(release_after_minutes=10))
    book(client, "15:00", "16:00", "2")

    def wording(at: str) -> str:
        clock.at = datetime.fromisoformat(f"2026-11-20T{at}+01:00").astimezone(UTC)
        return str(client.get(STATUS, params={"id": "2"}).json()[0]["statusWording"])

    waits = "Waiting for check-in, booked until 23:00"
    assert [wording(at) for at in ("14:59:59.999", "15:00:00", "15:09:59.999", "15:10:00")] == [
        "Available until 22:00",
        waits,
        waits,
        "Available",
    ]


def test_a_start_that_comes_within_a_day_is_seen_then(office: httpx.Client, clock: SteppedClock) -> None:
    book(office, "15:00", "16:00")
    begin = datetime(2026, 11, 20, 14, tzinfo=UTC)

    def wording(at: datetime) -> str:
        clock.at = at
        return str(office.get(STATUS, params={"id": "1"}).json()[0]["statusWording"])

    off = begin - timedelta(days=1)
    assert wording(off - timedelta(hours=1)) == wording(off) == "Available"
    assert wording(off + timedelta(milliseconds=1)) == "Available until 15:00"


def test_a_booking_or_another_name_is_seen_at_once(office: httpx.Client) -> None:
    def status() -> tuple[object, object]:
        (one,) = office.get(STATUS, params={"id": "1"}).json()
        return one["bookableResource"]["name"], one["statusWording"]

    assert status() == ("Blauer Raum", "Available")
    key = book(office, "14:00", "15:00")
    assert status() == ("Blauer Raum", "In use until 15:00")
    office.post(f"/api/kiosk/v1/bookings/{key}/end")
    office.put("/api/kiosk/v1/rooms/1", json={"name": "Rot"})
    assert status() == ("Rot", "Available")


def test_a_clock_that_goes_back_gets_the_answer_of_then(office: httpx.Client, clock: SteppedClock) -> None:
    book(office, "15:00", "16:00")
    words = []
    for at in (FRIDAY, FRIDAY + timedelta(hours=1), FRIDAY):
        clock.at = at
        words.append(office.get(STATUS, params={"id": "1"}).json()[0]["statusWording"])

    assert words == ["Available until 15:00", "In use until 16:00", "Available until 15:00"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, MOST_BYTES + 1)), max_size=30))
def test_memory_has_an_end(sizes: list[tuple[int, int]]) -> None:
    cache, last = StatusCache(), dict[int, int]()
    for key, size in sizes:
        cache.keep((key,), Kept(bytes(size), 1, 0, 10))
        last[key] = size
    found = {key: kept for key in range(10) if (kept := cache.find((key,), 1, 5))}

    assert sum(len(kept.body) for kept in found.values()) <= MOST_BYTES
    assert all(len(kept.body) == last[key] for key, kept in found.items())
    if sizes and sizes[-1][1] <= MOST_BYTES:
        assert sizes[-1][0] in found
