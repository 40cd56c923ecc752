"""What people report is kept once, listed, and still there in an older data file brought up to date."""

import sqlite3
from pathlib import Path

import httpx
import pytest

from kiosk.server.schema import VERSIONS
from tests.server.conftest import Start, SteppedClock
from tests.server.office_file import ROOMS_SQL

ALL = "/api/kiosk/v1/problems"
OF_ROOM = "/api/kiosk/v1/rooms/1/problems"
COLD = {"problem": "too_cold", "text": "By the window", "time": "2026-11-20T14:00:00+01:00"}


def report(office: httpx.Client, body: object, key: str = "", path: str = OF_ROOM) -> httpx.Response:
    return office.post(path, json=body, headers={"Idempotency-Key": key} if key else {})


def test_a_report_is_answered_and_listed_as_it_was_made(office: httpx.Client) -> None:
    answer = report(office, COLD).json()

    assert answer == {
        "id": 1,
        "bookableResource": {"id": 1, "name": "Blauer Raum"},
        "problem": "too_cold",
        "text": "By the window",
        "time": "2026-11-20T14:00:00+01:00",
        "received": "2026-11-20T14:12:00+01:00",
    }
    schemas = office.get("/openapi.json").json()["components"]["schemas"]
    assert list(answer) == schemas["Problem"]["required"]
    assert office.get(OF_ROOM).json() == {"data": [answer], "metaData": {"total": 1, "row": 50, "page": 1}}


def test_the_newest_is_listed_first_and_each_room_has_its_own_list(office: httpx.Client, clock: SteppedClock) -> None:
    report(office, {"problem": "too_hot"})
    clock.step(minutes=1)
    report(office, {"problem": "light"}, path="/api/kiosk/v1/rooms/2/problems")

    assert [one["problem"] for one in office.get(ALL).json()["data"]] == ["light", "too_hot"]
    assert [one["problem"] for one in office.get(OF_ROOM).json()["data"]] == ["too_hot"]
    assert [one["problem"] for one in office.get(ALL, params={"row": 1, "page": 2}).json()["data"]] == ["too_hot"]


def test_a_key_that_came_before_changes_nothing(office: httpx.Client, clock: SteppedClock) -> None:
    first = report(office, COLD, "k1").json()
    clock.step(minutes=3)

    assert report(office, COLD, "k1").json() == first
    assert report(office, COLD, "k2").json()["id"] != first["id"]
    assert office.get(ALL).json()["metaData"]["total"] == 2


def test_a_key_is_not_taken_for_another_report(office: httpx.Client) -> None:
    report(office, COLD, "k1")
    answer = report(office, {"problem": "too_hot"}, "k1")

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "key_reused")
    assert office.get(ALL).json()["metaData"]["total"] == 1


@pytest.mark.parametrize(
    "body",
    [{}, {"problem": ""}, {"problem": "Too cold"}, {"problem": "light\n"}, {"problem": "x", "who": "Ada"},
     {"problem": "light", "text": "x" * 201}, {"problem": "light", "time": "2026-11-20T14:00:00"},
     {"problem": "light", "time": "9999-11-20T14:00:00Z"}],
)  # fmt: skip
def test_what_is_no_report_is_refused(office: httpx.Client, body: object) -> None:
    assert report(office, body).status_code == 400
    assert office.get(ALL).json()["data"] == []


@pytest.mark.parametrize("room", ["99", "x", "1%20OR%201", "01"])
def test_an_unknown_room_is_not_found(office: httpx.Client, room: str) -> None:
    path = f"/api/kiosk/v1/rooms/{room}/problems"

    assert report(office, COLD, path=path).status_code == 404
    assert office.get(path).status_code == 404


def test_a_key_has_an_end(office: httpx.Client) -> None:
    assert report(office, COLD, "k" * 201).status_code == 400


def test_a_data_file_from_before_there_were_reports_takes_them(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    connection = sqlite3.connect(path)
    for number, script in enumerate(VERSIONS[:2], start=1):
        connection.executescript(f"{script} PRAGMA user_version = {number};")
    for statement in ROOMS_SQL:
        connection.execute(statement)
    connection.commit()
    connection.close()
    office = start(path, demo=False)

    assert report(office, COLD).status_code == 200
    assert len(office.get(ALL).json()["data"]) == 1
