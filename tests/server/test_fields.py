"""The answers have exactly the documented fields, nulls included."""

import httpx
import pytest

from kiosk.server.routes import OPERATIONS
from tests.server.office_file import APPOINTMENTS, BOOKING, KEYS, RESOURCES, STATUS, wanted

NAMED = {"id", "name", "type"}
SHORT = {"id", "subject", "period", "organizerDisplayName"}
PERIOD = {"start", "end"}
RESOURCE = {
    "id",
    "accessId",
    "name",
    "type",
    "category",
    "description",
    "actualServiceItems",
    "floor",
    "capacity",
    "isDeleted",
}


def test_appointments(demo: httpx.Client) -> None:
    page = demo.get(APPOINTMENTS, params={"from": "now", "row": 2000}).json()

    assert set(page) == {"data", "metaData"}
    assert set(page["metaData"]) == {"total", "row", "page"}
    for one in page["data"]:
        assert set(one) == {
            "id",
            "subject",
            "isAllDay",
            "textBody",
            "appearanceType",
            "bookableResource",
            "organizer",
            "attendees",
            "isPreparationAppointment",
            "period",
            "booking",
            "services",
        }
        assert set(one["bookableResource"]) == NAMED
        assert set(one["booking"]) == {"id", "masterBookingId", "bookingState", "iCalUid"}
        assert one["organizer"] is None or set(one["organizer"]) == {"userId", "displayName", "emailAddress"}
        assert one["period"] is None or set(one["period"]) == PERIOD
        assert (type(one["id"]), type(one["booking"]["id"]), type(one["isAllDay"])) == (str, int, bool)
        assert type(one["isPreparationAppointment"]) is int
    attendees = [who for one in page["data"] for who in one["attendees"]]
    assert attendees
    assert all(set(who) == {"userId", "displayName", "role"} for who in attendees)
    services = [service for one in page["data"] for service in one["services"]]
    assert services
    assert all(set(service) == {"id", "status", "serviceItem", "period"} for service in services)
    assert all(set(service["serviceItem"]) == {"id", "name"} for service in services)


def test_room_status(demo: httpx.Client) -> None:
    answer = demo.get(STATUS).json()

    assert len(answer) == 22
    for one in answer:
        assert set(one) == {
            "status",
            "suggestColor",
            "bookableResource",
            "currentAppointment",
            "nextAppointment",
            "statusWording",
            "upcomingAppointments",
        }
        assert set(one["bookableResource"]) == {"id", "name", "type", "capacity", "amenities"}
        assert all(set(amenity) == {"id", "name"} for amenity in one["bookableResource"]["amenities"])
        for appointment in (one["currentAppointment"], one["nextAppointment"], *one["upcomingAppointments"]):
            assert appointment is None or set(appointment) == SHORT
    assert any(one["bookableResource"]["amenities"] for one in answer)
    assert any(one["currentAppointment"] for one in answer)


def test_bookable_resources(demo: httpx.Client) -> None:
    rows = demo.get(RESOURCES).json()["data"]

    for row in rows:
        assert set(row) == RESOURCE
        assert set(row["category"]) == {"id", "name"}
        assert row["floor"] is None or set(row["floor"]) == {"id", "name", "building"}
        assert row["floor"] is None or set(row["floor"]["building"]) == {"id", "name"}
        assert all(set(item) == {"id", "name"} for item in row["actualServiceItems"])
    assert any(row["actualServiceItems"] for row in rows)
    assert demo.get(f"{RESOURCES}/3").json() == rows[2]


def test_a_resource_without_floor_and_category_says_null(office: httpx.Client) -> None:
    row = office.get(f"{RESOURCES}/2").json()

    assert set(row) == RESOURCE
    assert (row["floor"], row["category"], row["description"]) == (None, None, None)


def test_buildings(demo: httpx.Client) -> None:
    rows = demo.get("/api/external/building/v1").json()["data"]

    assert [set(row) for row in rows] == [{"id", "name", "address", "floors", "isDeleted"}] * 2
    assert all(set(floor) == {"id", "name", "order"} for row in rows for floor in row["floors"])
    assert all(len(row["floors"]) == 3 for row in rows)


def test_access_keys(demo: httpx.Client) -> None:
    rows = demo.get(KEYS).json()

    assert rows
    assert all(set(row) == {"type", "bookableResource", "accessUrl"} for row in rows)
    assert all(set(row["bookableResource"]) == {"id"} for row in rows)
    assert len({row["accessUrl"] for row in rows}) == len(rows)


def test_a_created_booking(demo: httpx.Client) -> None:
    answer = demo.post(BOOKING, json=wanted("18:00", "19:00")).json()

    assert set(answer) == {"id", "masterBookingId", "bookingState", "iCalUid"}


@pytest.mark.parametrize("path", ["booking", "bookableResourceStatus", "accessKey", "accessKey/daily"])
def test_a_subscription_is_a_bare_string(demo: httpx.Client, path: str) -> None:
    name, _, tail = path.partition("/")
    url = f"/api/external/{name}/v1/subscribe" + (f"/{tail}" if tail else "")
    answer = demo.post(url, json={"ids": "1,2", "callbackUrl": "http://127.0.0.1:9/", "expireTime": 60})

    assert isinstance(answer.json(), str)


def test_own_rooms_and_their_description(demo: httpx.Client) -> None:
    rows = demo.get("/api/kiosk/v1/rooms").json()
    document = demo.get("/openapi.json").json()

    schema = document["components"]["schemas"]["Room"]
    assert all(list(row) == schema["required"] for row in rows)
    assert {row["timeZone"] for row in rows} == {"Europe/Berlin", "Asia/Taipei"}
    own = {(one.path, one.method.lower()) for one in OPERATIONS if one.path.startswith("/api/kiosk/")}
    assert {(path, method) for path, methods in document["paths"].items() for method in methods} == own


def test_every_shape_that_is_described_is_one_that_is_sent_or_taken(demo: httpx.Client) -> None:
    document = demo.get("/openapi.json")
    for name in document.json()["components"]["schemas"]:
        assert f'"#/components/schemas/{name}"' in document.text, name


def test_system_information(demo: httpx.Client) -> None:
    assert demo.get("/API/external/system/v1/information").json()["demo"] is True
