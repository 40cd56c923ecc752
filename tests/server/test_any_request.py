"""Whatever a request says, the server answers in its own shapes, and never that it failed."""

from collections.abc import Iterator

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.clock import FixedClock
from kiosk.server.office import Operation
from kiosk.server.routes import OPERATIONS
from kiosk.server.run import EmbeddedServer
from tests.server.conftest import FRIDAY, TOKEN

NAMES = sorted(
    {
        "id", "uid", "from", "to", "From", "To", "TimeZone", "OrganizerEmailDomain", "date", "registrationCode",
        "buildingId", "state", "page", "row", "invitingUserId", "searchText", "bookingState", "bookableResourceId",
        "visitorId", "bookingId", "userGroupId", "type", "servicePlanId", "accessId", "groupPeriodBy", "floorId",
        "categoryId", "minCapacity", "maxCapacity", "excludePreparation", "organizerUserId", "bookableResourceType",
    }
)  # fmt: skip
INSTANTS = ["now", "2026-11-20T00:00:00+01:00", "2026-11-21T00:00:00-11:30", "9999-12-31T23:59:59Z", "1970-01-01"]
WORDS = ["1,2", "null", "room", "visiting", "Hourly", "FiveMinutes", "true", "-1", "5000", "999999999999999999999"]
VALUES = st.sampled_from(INSTANTS + WORDS) | st.text(max_size=20)
EXTREMES = st.sampled_from([0, -1, 2**31, 2**63, -(2**63) - 1, 10**30])
LEAVES = (
    st.none() | st.booleans() | st.integers() | EXTREMES | st.floats(allow_nan=False, allow_infinity=False) | VALUES
)
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(VALUES, inner, max_size=3))
SENSOR: dict[str, object] = {
    "id": 1,
    "accessId": "NEW",
    "name": "New",
    "bookableResource": {"id": 1, "name": "x"},
    "isDeleted": False,
}
AIR: dict[str, object] = {
    "accessId": "ENV301",
    "timestamp": "2026-11-20T14:00:00+01:00",
    "temperature": 20.5,
    "temperatureUnit": 0,
}
SUBSCRIBE: dict[str, object] = {"ids": "1,2", "callbackUrl": "http://127.0.0.1:9/", "expireTime": 60}
ROOM: dict[str, object] = {
    "name": "New", "timeZone": "UTC", "type": "room", "accessId": None, "description": "x", "floorId": 1,
    "capacity": 4, "needsCheckIn": False, "isDeleted": False, "amenities": ["Screen"],
}  # fmt: skip
PERIOD: dict[str, object] = {
    "start": "2026-12-20T14:00:00", "startTimeZone": "UTC", "end": "2026-12-20T15:00:00", "endTimeZone": "UTC",
}  # fmt: skip
BODIES: dict[str, dict[str, object]] = {
    "booking.create": {"subject": "x", "period": PERIOD, "resources": ["1"], "organizer": "x", "isAllDay": False},
    "occupancy_sensor.create": SENSOR,
    "occupancy_sensor.update": SENSOR,
    "kiosk.environment_sensor": SENSOR,
    "occupancy_sensor.post_data": {"accessId": "OCC301", "timestamp": "2026-11-20T14:00:00Z", "hasMotion": True},
    "environment_sensor.post_data": {**AIR, "hasMotion": True, "cO2": 600, "noiseLevel": 40, "humidity": 40},
    "epaper_controller.update_tag_status": {"batteryLevel": 9, "screenSize": 4, "isOnline": True, "ePaperTagId": "x"},
    "kiosk.add_building": {"name": "x", "address": "y"},
    "kiosk.add_floor": {"buildingId": 1, "name": "x", "order": 1},
    "kiosk.add_room": ROOM,
    "kiosk.change_room": ROOM,
    "kiosk.extend": {"minutes": 5},
    "kiosk.report_problem": {"problem": "too_cold", "text": "x", "time": "2026-11-20T14:00:00Z"},
}
READS = [one for one in OPERATIONS if one.method == "GET"]
WRITES = [one for one in OPERATIONS if one.method != "GET"]
KNOWN = {200, 400, 404, 409, 413}


@pytest.fixture(scope="module")
def server() -> Iterator[httpx.Client]:
    running = EmbeddedServer(None, TOKEN, demo=True, clock=FixedClock(FRIDAY))
    with httpx.Client(base_url=running.start(), headers={"Authorization": TOKEN}, trust_env=False) as client:
        yield client
    running.stop()


def check(answer: httpx.Response) -> None:
    assert answer.status_code in KNOWN, (answer.request.url, answer.request.content, answer.text)
    if answer.status_code != 200:
        assert answer.json()["error"]["message"].endswith(".")


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(READS), st.sampled_from(["1", "x", "a b"]), st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_any_question(server: httpx.Client, operation: Operation, key: str, params: dict[str, str]) -> None:
    check(server.get(operation.path.replace("{id}", key), params=params))


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(WRITES), st.data())
def test_any_body(server: httpx.Client, operation: Operation, data: st.DataObject) -> None:
    """A good body with something wrong in it, or anything at all."""
    good = BODIES.get(operation.name, SUBSCRIBE)
    body: object = {**good, data.draw(st.sampled_from(sorted(good))): data.draw(ANYTHING)}
    if data.draw(st.integers(0, 9)) == 0:
        body = data.draw(ANYTHING)
    key = data.draw(st.sampled_from(["1", "17", "x"]))
    check(server.request(operation.method, operation.path.replace("{id}", key), json=body))


NO_JSON = [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000, b'{"accessId":"\\ud800"}']


@pytest.mark.parametrize("operation", [one for one in WRITES if "{id}" not in one.path], ids=lambda one: one.name)
@pytest.mark.parametrize("content", NO_JSON)
def test_a_body_that_is_no_json(server: httpx.Client, operation: Operation, content: bytes) -> None:
    answer = server.request(operation.method, operation.path, content=content)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")


@pytest.mark.parametrize("edge", ["0001-01-01T00:00:00+12:00", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00"])
@pytest.mark.parametrize("all_day", [False, True])
def test_the_ends_of_time(server: httpx.Client, edge: str, *, all_day: bool) -> None:
    earlier = edge.replace(":59", ":30")
    periods: list[dict[str, object]] = [
        {"start": edge, "end": edge},
        {"start": edge, "end": "2026-11-20T15:00:00Z"},
        {"start": earlier, "end": edge},
        {**PERIOD, "end": edge},
    ]
    for period in periods:
        check(server.post("/api/external/booking", json={"period": period, "resources": ["1"], "isAllDay": all_day}))
    for name in ("occupancySensor", "environmentSensor"):
        for key in ("OCC301", "ENV301"):
            check(server.post(f"/api/external/{name}/v1/data", json={"accessId": key, "timestamp": edge}))
    for operation in READS:
        for name in ("from", "to", "From", "To", "date"):
            check(server.get(operation.path.replace("{id}", "1"), params={name: edge}))


@pytest.mark.parametrize("number", [2**31, 2**63, -(2**63) - 1, 10**30])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/kiosk/v1/floors", {"name": "x", "buildingId": None}),
        ("POST", "/api/kiosk/v1/floors", {"name": "x", "buildingId": 1, "order": None}),
        ("POST", "/api/kiosk/v1/rooms", {"name": "x", "timeZone": "UTC", "floorId": None}),
        ("POST", "/api/external/occupancySensor/v1", {"bookableResource": {"id": None}}),
        (
            "POST",
            "/api/external/booking/v1/subscribe",
            {"ids": "1", "callbackUrl": "http://127.0.0.1", "expireTime": None},
        ),
        ("POST", "/api/kiosk/v1/bookings/1/extend", {"minutes": None}),
    ],
)
def test_numbers_without_measure(
    server: httpx.Client, method: str, path: str, body: dict[str, object], number: int
) -> None:
    text = msgspec.json.encode(body).replace(b"null", str(number).encode())

    check(server.request(method, path, content=text))
