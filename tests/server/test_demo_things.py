"""The demo has at least two of everything that the operations know, at any moment, and the same for the same seed."""

import sqlite3
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from kiosk.clock import FixedClock
from kiosk.server.numbers import BADGE_STATES, BOOKING_STATES
from kiosk.server.run import EmbeddedServer
from kiosk.server.schema import VERSIONS
from tests.server.conftest import FRIDAY, TOKEN, Start

INSTANTS = [
    FRIDAY,
    datetime(2026, 11, 20, 23, 0, tzinfo=UTC),
    datetime(2026, 11, 21, 2, 50, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2027, 1, 1, 11, 0, tzinfo=UTC),
]
Rows = list[dict[str, object]]


def rows(client: httpx.Client, path: str, **params: str) -> Rows:
    answer = client.get(f"/api/external/{path}/v1", params={"row": "5000", **params})
    assert answer.status_code == 200, answer.text
    data = answer.json()["data"]
    assert isinstance(data, list)
    return data


@pytest.mark.parametrize(
    "path",
    [
        "building",
        "visitorBadge",
        "visitorAppointment",
        "user",
        "serviceItem",
        "environmentSensor",
        "occupancySensor",
        "locker",
        "ePaperController",
    ],
)
def test_there_are_two_of_every_kind(demo: httpx.Client, path: str) -> None:
    assert len(rows(demo, path)) >= 2


@pytest.mark.parametrize("kind", ["room", "desk", "equipment"])
def test_there_are_two_resources_of_every_type(demo: httpx.Client, kind: str) -> None:
    assert len(rows(demo, "bookableResource", type=kind)) >= 2


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("serviceItem", "type", "betweenBooking"),
        ("serviceItem", "type", "afterBooking"),
        ("serviceItem", "servicePlanId", "1"),
        ("ePaperController", "type", "qbicGateway"),
        ("ePaperController", "type", "MinewServer"),
        ("environmentSensor", "bookableResourceId", "null"),
        ("occupancySensor", "bookableResourceId", "null"),
        ("user", "userGroupId", "2"),
    ],
)
def test_every_filter_finds_something(demo: httpx.Client, path: str, name: str, value: str) -> None:
    assert rows(demo, path, **{name: value})


def test_controllers_have_tags_in_rooms_and_in_the_drawer(demo: httpx.Client) -> None:
    tags = [tag for one in rows(demo, "ePaperController") for tag in one["tags"]]  # type: ignore[attr-defined]

    assert len(tags) >= 4
    assert {tag["isLicenseValid"] for tag in tags} == {True, False}
    assert any(tag["bookableResource"] is None for tag in tags)
    assert len({status["isOnline"] for status in demo.get("/api/kiosk/v1/tags").json()}) == 3


@pytest.mark.parametrize("at", INSTANTS, ids=str)
def test_badges_are_in_every_state_in_both_buildings(start: Start, at: datetime) -> None:
    client = start(clock=FixedClock(at))
    for building in ("1", "2"):
        for name in BADGE_STATES:
            assert rows(client, "visitorBadge", state=name, buildingId=building), (building, name)


@pytest.mark.parametrize("at", INSTANTS, ids=str)
def test_somebody_is_visiting_today(start: Start, at: datetime) -> None:
    client = start(clock=FixedClock(at))
    day = {"from": f"{at:%Y-%m-%d}T00:00:00Z", "to": f"{at:%Y-%m-%d}T23:59:59Z"}
    visits = rows(client, "visitorAppointment", **day)
    daily = client.get("/api/external/analytics/v1/visitor/daily", params={"date": day["from"]}).json()

    assert {building["id"] for one in visits for building in one["buildings"]} == {1, 2}  # type: ignore[attr-defined]
    assert daily["numberOfVisiting"] >= 2
    assert sum(daily.values()) == len(rows(client, "visitorBadge", **day))


def test_some_visits_are_to_a_booked_meeting_with_its_room_and_host(demo: httpx.Client) -> None:
    visits = rows(demo, "visitorAppointment", bookingState=",".join(BOOKING_STATES))
    assert len(visits) >= 4
    for one in visits[:8]:
        booking = one["booking"]
        assert isinstance(booking, dict)
        answer = demo.get("/api/external/booking/v1/appointments", params={"bookingId": booking["id"]}).json()
        meeting = next(row for row in answer["data"] if not row["isPreparationAppointment"])
        assert (meeting["subject"], meeting["period"]) == (one["subject"], one["period"])
        assert meeting["organizer"]["userId"] == one["invitingUser"]["id"]  # type: ignore[index]
        assert meeting["appearanceType"] == 0
        rooms = one["bookableResources"]
        assert isinstance(rooms, list)
        assert [room["id"] for room in rooms] == [meeting["bookableResource"]["id"]]


def test_registration_codes_are_six_letters_and_nobody_shares_one(demo: httpx.Client) -> None:
    month = rows(demo, "visitorBadge", **{"from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"})
    codes = Counter(str(one["registrationCode"]) for one in month)

    assert len(month) > 300
    assert set(codes.values()) == {1}
    assert all(len(one) == 6 and one.isascii() and one.isalpha() and one.isupper() for one in codes)
    assert len({one["uid"] for one in month}) == len(month)


def test_visits_are_the_same_whatever_was_asked_before(start: Start) -> None:
    first, second = start(), start()
    rows(second, "visitorBadge", **{"from": "2026-12-01T00:00:00Z", "to": "2026-12-02T00:00:00Z"})
    day = {"from": "2026-11-20T00:00:00Z", "to": "2026-11-21T00:00:00Z"}

    for path in ("visitorBadge", "visitorAppointment"):
        assert rows(first, path, **day) == rows(second, path, **day) != []


def test_the_air_is_measured_and_motion_follows_the_meetings(demo: httpx.Client) -> None:
    air = demo.get("/api/kiosk/v1/environment").json()
    day = {"from": "2026-11-19T00:00:00+01:00", "to": "2026-11-20T00:00:00+01:00", "bookableResourceId": "1"}
    booked, occupied = (
        demo.get(f"/api/external/usage/v1/{source}/resource", params=day).json()[0]
        for source in ("booking", "occupancy")
    )

    assert len(air) >= 2
    assert all(15 < row["temperature"] < 30 and row["cO2"] and row["noiseLevel"] for row in air)
    assert occupied["usageCount"] > 0
    assert 0.8 < occupied["usedTimeInMinutes"] / booked["usedTimeInMinutes"] <= 1


def test_a_restart_on_the_same_file_keeps_visits_and_what_people_changed(tmp_path: Path) -> None:
    seen = []
    for run in range(2):
        server = EmbeddedServer(tmp_path / "demo.sqlite", TOKEN, demo=True, clock=FixedClock(FRIDAY))
        with httpx.Client(base_url=server.start(), headers={"Authorization": TOKEN}, trust_env=False) as client:
            if run == 0:
                client.put("/api/external/occupancySensor/v1/1", json={"name": "Moved"})
            seen.append((rows(client, "visitorBadge"), rows(client, "occupancySensor")))
        server.stop()

    assert seen[0] == seen[1]
    assert seen[1][1][0]["name"] == "Moved"


def test_a_data_file_of_the_first_version_is_brought_up_to_date(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(VERSIONS[0])
    connection.execute("INSERT INTO person VALUES (1, 'Ada Lovelace', 'ada.lovelace@example.com')")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    client = start(path)

    ada = client.get("/api/external/user/v1/1").json()
    assert (ada["displayName"], ada["userName"]) == ("Ada Lovelace", "ada.lovelace")
    assert rows(client, "visitorBadge", state="visiting")
