"""An office can begin with nothing: buildings, floors and rooms are made over HTTP."""

from pathlib import Path

import httpx
import pytest

from tests.server.conftest import Receiver, Start, SteppedClock
from tests.server.office_file import RESOURCES, STATUS, book, code
from tests.server.test_subscriptions import subscribe

PATH = "/api/kiosk/v1"
Json = dict[str, object]


@pytest.fixture
def empty(start: Start, tmp_path: Path, clock: SteppedClock) -> httpx.Client:
    return start(tmp_path / "new.sqlite", demo=False, clock=clock)


def made(client: httpx.Client, kind: str, **body: object) -> Json:
    answer = client.post(f"{PATH}/{kind}", json=body)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def test_from_nothing_to_a_booked_room(empty: httpx.Client) -> None:
    building = made(empty, "buildings", name="Haus am See", address="Ufer 1")
    floor = made(empty, "floors", buildingId=building["id"], name="EG", order=-1)
    room = made(
        empty,
        "rooms",
        name="Seeblick",
        timeZone="Europe/Zurich",
        floorId=floor["id"],
        capacity=6,
        accessId="S1",
        needsCheckIn=True,
        description="With a view",
        amenities=["Screen", "Screen", "Boat"],
    )

    assert empty.get("/api/external/building/v1").json()["data"] == [{**building, "floors": [floor]}]
    assert room == {
        "id": room["id"],
        "name": "Seeblick",
        "building": "Haus am See",
        "floor": "EG",
        "capacity": 6,
        "timeZone": "Europe/Zurich",
        "isDeleted": False,
    }
    assert empty.get(f"{PATH}/rooms").json() == [room]
    key = book(empty, "15:00", "16:00", "S1")
    (status,) = empty.get(STATUS).json()
    assert [one["name"] for one in status["bookableResource"]["amenities"]] == ["Screen", "Boat"]
    assert status["nextAppointment"]["id"] == f"{key}-{room['id']}"
    assert empty.get("/api/external/booking/v1/appointments").json()["data"][0]["booking"]["bookingState"] == 2


def test_desks_and_equipment_are_made_alike(empty: httpx.Client) -> None:
    for kind in ("room", "desk", "equipment"):
        made(empty, "rooms", name=kind, timeZone="UTC", type=kind)

    assert len(empty.get(f"{PATH}/rooms").json()) == 1
    assert [row["type"] for row in empty.get(RESOURCES).json()["data"]] == [0, 1, 2]


def test_a_change_leaves_what_it_does_not_name(office: httpx.Client) -> None:
    before = office.get(f"{RESOURCES}/1").json()
    answer = office.put(f"{PATH}/rooms/1", json={"name": "Roter Raum", "capacity": None})

    assert (answer.json()["name"], answer.json()["floor"]) == ("Roter Raum", "EG")
    assert office.get(f"{RESOURCES}/1").json() == {**before, "name": "Roter Raum", "capacity": None}
    office.put(f"{PATH}/rooms/1", json={"floorId": None, "isDeleted": True, "accessId": "Blau"})
    after = office.get(f"{RESOURCES}/1").json()
    assert (after["floor"], after["isDeleted"], after["accessId"]) == (None, True, "Blau")
    assert office.put(f"{PATH}/rooms/1", json={}).json()["isDeleted"] is True


def test_amenities_are_replaced_together(office: httpx.Client) -> None:
    def amenities() -> list[str]:
        (status,) = office.get(STATUS, params={"id": "1"}).json()
        return [one["name"] for one in status["bookableResource"]["amenities"]]

    for wanted in (["Screen", "Phone"], ["Phone"], []):
        office.put(f"{PATH}/rooms/1", json={"amenities": wanted})
        assert amenities() == wanted
    office.put(f"{PATH}/rooms/1", json={"amenities": ["Screen"]})
    office.put(f"{PATH}/rooms/1", json={"name": "Another"})
    assert amenities() == ["Screen"]


def test_whoever_watches_a_room_is_told_of_its_change(office: httpx.Client, receiver: Receiver) -> None:
    subscribe(office, receiver.address)
    office.put(f"{PATH}/rooms/1", json={"isDeleted": True})

    assert receiver.next() == frozenset({"1"})


@pytest.mark.parametrize(
    ("method", "path", "body", "refused"),
    [
        ("POST", "buildings", {}, (400, "bad_request")),
        ("POST", "buildings", {"name": ""}, (400, "bad_request")),
        ("POST", "buildings", {"name": "A", "colour": "red"}, (400, "bad_request")),
        ("POST", "floors", {"buildingId": 99, "name": "EG"}, (404, "not_found")),
        ("POST", "floors", {"name": "EG"}, (400, "bad_request")),
        ("POST", "rooms", {"name": "A"}, (400, "bad_request")),
        ("POST", "rooms", {"timeZone": "UTC"}, (400, "bad_request")),
        ("POST", "rooms", {"name": "A", "timeZone": "Mars/Olympus"}, (400, "bad_request")),
        ("POST", "rooms", {"name": "A", "timeZone": "/etc/passwd"}, (400, "bad_request")),
        ("POST", "rooms", {"name": "A", "timeZone": "UTC", "floorId": 99}, (404, "not_found")),
        ("POST", "rooms", {"name": "A", "timeZone": "UTC", "accessId": "Blau"}, (409, "access_id_taken")),
        ("POST", "rooms", {"name": "A", "timeZone": "UTC", "capacity": -1}, (400, "bad_request")),
        ("POST", "rooms", {"name": "A", "timeZone": "UTC", "type": "boat"}, (400, "bad_request")),
        ("PUT", "rooms/99", {}, (404, "not_found")),
        ("PUT", "rooms/x", {}, (404, "not_found")),
        ("PUT", "rooms/1", {"name": None}, (400, "bad_request")),
        ("PUT", "rooms/1", {"accessId": "Old"}, (409, "access_id_taken")),
        ("PUT", "rooms/1", {"timeZone": ""}, (400, "bad_request")),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    office: httpx.Client, method: str, path: str, body: Json, refused: tuple[int, str]
) -> None:
    before = office.get(RESOURCES).json()

    assert code(office.request(method, f"{PATH}/{path}", json=body)) == refused
    assert office.get(RESOURCES).json() == before
