"""Usage over HTTP, against figures worked out by hand."""

import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from kiosk.server.rules import HouseRules
from kiosk.server.schema import migrate
from kiosk.server.used_time import booked as booked_time
from tests.server.conftest import Start, SteppedClock
from tests.server.office_file import book, code
from tests.server.office_things import at

DAY = {"from": "2026-11-20T00:00:00+01:00", "to": "2026-11-21T00:00:00+01:00"}


def usage(client: httpx.Client, path: str, **params: str) -> list[dict[str, object]]:
    answer = client.get(f"/api/external/usage/v1/{path}", params={**DAY, **params})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert isinstance(found, list)
    return found


def figures(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(row["usageCount"], row["usedTimeInMinutes"], row["usedTimeInPercentage"]) for row in rows]


@pytest.fixture
def booked(office: httpx.Client) -> httpx.Client:
    """Blue room: 15:00-16:00, 16:00-17:30; room two: 16:30-18:00; a cancelled one at the desk."""
    book(office, "15:00", "16:00")
    book(office, "16:00", "17:30")
    book(office, "16:30", "18:00", "2")
    key = book(office, "15:00", "18:00", "3")
    assert office.post(f"/api/kiosk/v1/bookings/{key}/cancel").status_code == 200
    return office


def test_bookings_by_resource(booked: httpx.Client) -> None:
    rows = usage(booked, "booking/resource")

    assert [row["bookableResource"] for row in rows] == [
        {"id": 1, "name": "Blauer Raum"},
        {"id": 2, "name": "Room two"},
        {"id": 3, "name": "A desk"},
    ]
    assert figures(rows) == [(2, 150.0, 10.4167), (1, 90.0, 6.25), (0, 0.0, 0.0)]


def test_only_what_lies_in_the_period_counts(booked: httpx.Client) -> None:
    span = {"from": "2026-11-20T15:30:00+01:00", "to": "2026-11-20T16:30:00+01:00"}

    assert figures(usage(booked, "booking/resource", **span)) == [(2, 60.0, 100.0), (0, 0.0, 0.0), (0, 0.0, 0.0)]


@pytest.mark.parametrize(
    ("params", "ids"), [({"bookableResourceId": "2,4"}, [2]), ({"floorId": "1"}, [1]), ({"floorId": "9"}, [])]
)
@pytest.mark.parametrize("source", ["booking", "occupancy"])
def test_resources_are_chosen(booked: httpx.Client, source: str, params: dict[str, str], ids: list[int]) -> None:
    rows = usage(booked, f"{source}/resource", **params)

    assert [row["bookableResource"] for row in rows] == [
        {"id": key, "name": {1: "Blauer Raum", 2: "Room two"}[key]} for key in ids
    ]


def test_bookings_by_the_hour(booked: httpx.Client) -> None:
    span = {"from": "2026-11-20T15:30:00+01:00", "to": "2026-11-20T18:30:00+01:00"}
    rows = usage(booked, "booking/time", groupPeriodBy="Hourly", bookableResourceId="1,2", **span)

    assert [row["dateTime"] for row in rows] == [f"2026-11-20T{hour}:00:00+01:00" for hour in (15, 16, 17, 18)]
    assert figures(rows) == [(1, 30.0, 50.0), (2, 90.0, 75.0), (2, 90.0, 75.0), (0, 0.0, 0.0)]


@pytest.mark.parametrize(
    ("group", "first", "count"),
    [
        ("FiveMinutes", "2026-11-20T00:00:00+01:00", 288),
        ("FifteenMinutes", "2026-11-20T00:00:00+01:00", 96),
        ("HalfHour", "2026-11-20T00:00:00+01:00", 48),
        ("Hourly", "2026-11-20T00:00:00+01:00", 24),
        ("Daily", "2026-11-20T00:00:00+01:00", 1),
        ("Weekly", "2026-11-16T00:00:00+01:00", 1),
        ("Monthly", "2026-11-01T00:00:00+01:00", 1),
    ],
)
@pytest.mark.parametrize("source", ["booking", "occupancy"])
def test_each_way_of_grouping(booked: httpx.Client, source: str, group: str, first: str, count: int) -> None:
    rows = usage(booked, f"{source}/time", groupPeriodBy=group)

    assert (rows[0]["dateTime"], len(rows)) == (first, count)


def test_without_a_word_about_it_by_the_day_in_the_offset_of_the_date(booked: httpx.Client) -> None:
    span = {"from": "2026-11-20T00:00:00+09:00", "to": "2026-11-22T00:00:00+09:00"}
    rows = usage(booked, "booking/time", bookableResourceId="1", **span)

    assert [row["dateTime"] for row in rows] == ["2026-11-20T00:00:00+09:00", "2026-11-21T00:00:00+09:00"]
    assert figures(rows) == [(1, 60.0, 4.1667), (1, 90.0, 6.25)]


def seen(client: httpx.Client, clock: str, sensor: str = "OCC1", *, motion: bool = True) -> None:
    body = {"accessId": sensor, "timestamp": f"2026-11-20T{clock}:00+01:00", "hasMotion": motion}
    answer = client.post("/api/external/occupancySensor/v1/data", json=body)
    assert (answer.status_code, answer.json()) == (200, {"isSuccess": True})


def test_motion_counts_until_the_sensor_speaks_again_a_quarter_of_an_hour_at_most(furnished: httpx.Client) -> None:
    seen(furnished, "09:00")
    seen(furnished, "09:10")
    seen(furnished, "09:20", motion=False)
    seen(furnished, "11:00")
    seen(furnished, "12:00", motion=False)
    seen(furnished, "10:00", "OCC2")

    rows = usage(furnished, "occupancy/resource")
    assert figures(rows) == [(2, 35.0, 2.4306), (1, 15.0, 1.0417), (0, 0.0, 0.0)]
    hours = usage(furnished, "occupancy/time", groupPeriodBy="Hourly", bookableResourceId="1")
    assert [row["usedTimeInMinutes"] for row in hours][8:13] == [0.0, 20.0, 0.0, 15.0, 0.0]


def test_motion_does_not_reach_into_the_future(furnished: httpx.Client, clock: SteppedClock) -> None:
    seen(furnished, "14:07")
    assert figures(usage(furnished, "occupancy/resource", bookableResourceId="1")) == [(1, 5.0, 0.3472)]
    clock.step(minutes=60)
    assert figures(usage(furnished, "occupancy/resource", bookableResourceId="1")) == [(1, 15.0, 1.0417)]


def test_motion_before_the_period_reaches_into_it(furnished: httpx.Client) -> None:
    seen(furnished, "08:55")
    span = {"from": "2026-11-20T09:00:00+01:00", "to": "2026-11-20T10:00:00+01:00"}

    assert figures(usage(furnished, "occupancy/resource", bookableResourceId="1", **span)) == [(1, 10.0, 16.6667)]


def test_a_sensor_that_feels_the_air_also_sees_motion(furnished: httpx.Client) -> None:
    body = {"accessId": "AIR1", "timestamp": "2026-11-20T09:00:00+01:00", "temperature": 21.5, "hasMotion": True}
    assert furnished.post("/api/external/environmentSensor/v1/data", json=body).json() == {"isSuccess": True}

    assert figures(usage(furnished, "occupancy/resource", bookableResourceId="1")) == [(1, 15.0, 1.0417)]


@pytest.mark.parametrize(
    "params",
    [
        {"groupPeriodBy": "daily"},
        {"from": "2026-11-21T00:00:00+01:00"},
        {"from": "2026-11-22T00:00:00+01:00"},
        {"from": "2020-11-22T00:00:00+01:00"},
        {"from": "2026-11-20"},
        {"from": "2026-01-20T00:00:00Z", "groupPeriodBy": "FiveMinutes"},
    ],
)
def test_what_is_not_understood_is_refused(office: httpx.Client, params: dict[str, str]) -> None:
    path = "/api/external/usage/v1/booking/time"

    assert code(office.get(path, params={**DAY, **params})) == (400, "bad_request")


def test_without_dates_the_last_thirty_days(office: httpx.Client, clock: SteppedClock) -> None:
    book(office, "15:00", "16:00")
    clock.step(days=30)
    path = "/api/external/usage/v1/booking/resource"
    before = office.get(path, params={"bookableResourceId": "1"}).json()
    clock.step(days=1)
    after = office.get(path, params={"bookableResourceId": "1"}).json()

    assert [row["usageCount"] for row in (*before, *after)] == [1, 0]
    assert office.get(path, params={"from": "2026-11-20T00:00:00+01:00", "to": "now"}).json()[0]["usageCount"] == 1


def test_a_booking_that_nobody_came_to_counts_until_it_is_given_back(
    start: Start, office_path: Path, clock: SteppedClock
) -> None:
    client = start(office_path, demo=False, clock=clock, rules=HouseRules(release_after_minutes=15))
    book(client, "15:00", "16:00", "2")

    before = figures(usage(client, "booking/resource", bookableResourceId="2"))
    clock.step(hours=1, minutes=3)
    after = figures(usage(client, "booking/resource", bookableResourceId="2"))
    assert (before, after) == ([(1, 60.0, 4.1667)], [(0, 0.0, 0.0)])


def test_one_days_figures_read_no_more_of_a_booking_than_when_it_is(office_path: Path) -> None:
    asked: list[str] = []
    with closing(sqlite3.connect(office_path)) as connection:
        migrate(connection)
        connection.set_trace_callback(asked.append)
        booked_time(1, at("00:00"), at("23:00"), at("12:00"), connection)
        connection.set_trace_callback(None)
        (query,) = asked
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]

    assert any("USING COVERING INDEX meeting_by_room (resource_id=? AND starts>? AND starts<?)" in one for one in plan)
    assert any("USING COVERING INDEX booking_given_back" in one for one in plan)
