"""Sensors are made, moved and heard; what tags say of themselves is kept."""

import httpx
import pytest

from tests.server.conftest import SteppedClock
from tests.server.office_file import code

MOTION = "/api/external/occupancySensor/v1"
AIR = "/api/external/environmentSensor/v1"
TAG_STATUS = "/api/external/ePaperController/v1/tagStatus"
Json = dict[str, object]


def test_a_sensor_is_made_as_it_was_asked_for(office: httpx.Client) -> None:
    asked = {"id": 77, "accessId": "4GHUG6", "name": "Über der Tür", "bookableResource": {"id": 1, "name": "any"}}
    made = office.post(MOTION, json={**asked, "isDeleted": False}).json()

    place = {"id": 1, "name": "Blauer Raum"}
    assert made == {**made, "accessId": "4GHUG6", "name": "Über der Tür", "bookableResource": place, "isDeleted": False}
    assert office.get(MOTION).json()["data"] == [made]
    assert office.get(AIR).json()["data"] == []


def test_without_an_access_id_it_gets_one(office: httpx.Client) -> None:
    made = [office.post(MOTION, json={"name": None}).json() for _ in range(3)]

    assert len({one["accessId"] for one in made}) == 3
    assert all(len(one["accessId"]) == 6 for one in made)


def test_an_update_changes_what_it_names_only(furnished: httpx.Client) -> None:
    def changed(**body: object) -> Json:
        answer = furnished.put(f"{MOTION}/1", json=body)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    blue = {"id": 1, "name": "Blauer Raum"}
    assert changed(name="Moved") == {
        "id": 1,
        "accessId": "OCC1",
        "name": "Moved",
        "bookableResource": blue,
        "isDeleted": False,
    }
    assert changed(bookableResource={"id": 2})["bookableResource"] == {"id": 2, "name": "Room two"}
    assert changed(bookableResource=None)["bookableResource"] is None
    last = changed(accessId="NEW", name=None, isDeleted=True)
    assert last == {"id": 1, "accessId": "NEW", "name": None, "bookableResource": None, "isDeleted": True}
    assert furnished.get(MOTION, params={"id": "1"}).json()["data"] == [last]


@pytest.mark.parametrize(
    ("method", "path", "body", "refused"),
    [
        ("POST", MOTION, {"accessId": "OCC1"}, (409, "access_id_taken")),
        ("POST", MOTION, {"accessId": "AIR1"}, (409, "access_id_taken")),
        ("PUT", f"{MOTION}/1", {"accessId": "OCC2"}, (409, "access_id_taken")),
        ("PUT", f"{MOTION}/99", {}, (404, "not_found")),
        ("PUT", f"{MOTION}/4", {}, (404, "not_found")),
        ("POST", MOTION, {"bookableResource": {"id": 99}}, (404, "not_found")),
        ("POST", MOTION, {"accessId": "x" * 201}, (400, "bad_request")),
        ("POST", MOTION, {"name": 1}, (400, "bad_request")),
        ("POST", MOTION, [], (400, "bad_request")),
        ("POST", f"{MOTION}/data", {"accessId": "NONE", "hasMotion": True}, (404, "not_found")),
        ("POST", f"{MOTION}/data", {"accessId": "AIR1", "hasMotion": True}, (404, "not_found")),
        ("POST", f"{MOTION}/data", {"hasMotion": True}, (400, "bad_request")),
        ("POST", f"{MOTION}/data", {"accessId": "OCC1", "timestamp": "now"}, (400, "bad_request")),
        ("POST", f"{MOTION}/data", {"accessId": "OCC1", "timestamp": "2026-11-20T09:00:00"}, (400, "bad_request")),
        ("POST", f"{AIR}/data", {"accessId": "OCC1"}, (404, "not_found")),
        ("POST", f"{AIR}/data", {"accessId": "OLD"}, (404, "not_found")),
        ("POST", f"{AIR}/data", {"accessId": "AIR1", "temperature": "warm"}, (400, "bad_request")),
        ("POST", f"{AIR}/data", {"accessId": "AIR1", "temperatureUnit": 2}, (400, "bad_request")),
        ("POST", TAG_STATUS, {"ePaperTagId": "T9", "isOnline": True}, (404, "not_found")),
        ("POST", TAG_STATUS, {"isOnline": True}, (400, "bad_request")),
    ],
)
def test_what_cannot_be_is_refused(
    furnished: httpx.Client, method: str, path: str, body: object, refused: tuple[int, str]
) -> None:
    assert code(furnished.request(method, path, json=body)) == refused


MEASURED = {
    "accessId": "AIR1",
    "timestamp": "2022-01-12T12:23:02+08:00",
    "temperature": 21.5,
    "temperatureUnit": 0,
    "humidity": 41,
    "humidityUnit": 0,
    "hasMotion": None,
    "hcho": 0.1,
    "cO2": 612.0,
    "detectedLUX": 0.1,
    "detectedKelvin": 0.1,
    "actualLUX": 0.1,
    "actualKelvin": 0.1,
    "tvoc": 0.1,
    "pM25": 0.1,
    "pM10": 0.1,
    "barometricPressure": 0.1,
    "powerConsumption": 0.1,
    "powerConsumptionUnit": 0,
    "noiseLevel": 33.5,
}


def test_the_newest_measurement_of_each_room_can_be_read(furnished: httpx.Client) -> None:
    """Also when an older one comes in later."""
    for timestamp, degrees in (("2026-11-20T14:10:00+01:00", 22.5), ("2026-11-20T13:10:00+01:00", 19.0)):
        body = MEASURED | {"timestamp": timestamp, "temperature": degrees}
        assert furnished.post(f"{AIR}/data", json=body).json() == {"isSuccess": True}

    assert furnished.get("/api/kiosk/v1/environment").json() == [
        {
            "bookableResource": {"id": 1, "name": "Blauer Raum"},
            "date": "2026-11-20T14:10:00+01:00",
            "temperature": 22.5,
            "temperatureUnit": 0,
            "humidity": 41,
            "cO2": 612.0,
            "noiseLevel": 33.5,
        }
    ]


def test_a_measurement_from_the_future_counts_as_one_of_now(furnished: httpx.Client, clock: SteppedClock) -> None:
    furnished.post(f"{AIR}/data", json={"accessId": "AIR1", "timestamp": "2030-01-01T00:00:00Z", "temperature": 1})
    clock.step(minutes=1)
    furnished.post(f"{AIR}/data", json={"accessId": "AIR1", "temperature": 2})
    (row,) = furnished.get("/api/kiosk/v1/environment").json()

    assert (row["date"], row["temperature"], row["cO2"]) == ("2026-11-20T14:13:00+01:00", 2, None)


@pytest.mark.parametrize("name", ["T1", "AC23"])
def test_what_a_tag_says_of_itself_is_kept(furnished: httpx.Client, clock: SteppedClock, name: str) -> None:
    body = {"batteryLevel": 99, "screenSize": 4, "isOnline": True, "ePaperTagId": name}
    assert furnished.post(TAG_STATUS, json=body).json() == {"isSuccess": True}
    first, silent = furnished.get("/api/kiosk/v1/tags").json()

    assert (first["batteryLevel"], first["screenSize"], first["isOnline"]) == (99, 4, True)
    assert first["reportedDate"] == "2026-11-20T13:12:00+00:00"
    assert (silent["batteryLevel"], silent["isOnline"], silent["reportedDate"]) == (None, None, None)

    clock.step(minutes=5)
    furnished.post(TAG_STATUS, json={"ePaperTagId": name, "batteryLevel": None, "screenSize": None, "isOnline": False})
    again = furnished.get("/api/kiosk/v1/tags").json()[0]
    assert (again["batteryLevel"], again["isOnline"]) == (99, False)
    assert again["reportedDate"] == "2026-11-20T13:17:00+00:00"
