"""Visitors at the local server: invited, let in, let go, received without an appointment; nothing counts twice."""

from pathlib import Path

import httpx
import pytest

from kiosk.server.rules import HouseRules
from tests.server.conftest import FRIDAY, Client, Start, SteppedClock, WakingClock

VISITS = "/api/kiosk/v1/visits"
HOUR = {"from": "2026-11-20T14:00:00+01:00", "to": "2026-11-20T16:00:00+01:00", "timeZone": "Europe/Berlin"}
ADA = {"name": "Ada Lovelace", "host": "Grace", "email": "ada@example.com", "company": "Analytical", **HOUR}


def post(office: Client, path: str, body: object, key: str = "") -> httpx.Response:
    return office.post(path, json=body, headers={"Idempotency-Key": key} if key else {})


def badge(office: Client, code: str) -> dict[str, object]:
    (row,) = office.get("/api/external/visitorBadge/v1", params={"registrationCode": code}).json()["data"]
    return dict(row)


def test_an_invitation_is_a_badge_of_the_documented_search(office: Client) -> None:
    made = post(office, VISITS, ADA).json()
    schemas = office.get("/openapi.json").json()["components"]["schemas"]

    assert list(made) == schemas["Visit"]["required"]
    assert (made["state"], made["checkInDate"]) == ("initial", None)
    found = badge(office, made["registrationCode"])
    assert (found["id"], found["uid"], found["state"]) == (made["id"], made["uid"], 0)
    rows = office.get("/api/external/visitorAppointment/v1").json()["data"]
    assert "Grace" in [row["invitingUser"]["displayName"] for row in rows if row["invitingUser"]]


def test_a_key_that_came_before_gives_the_same_invitation(office: Client) -> None:
    first, second = (post(office, VISITS, ADA, "k1").json() for _ in range(2))
    assert first == second
    assert post(office, f"{VISITS}/{first['id']}/arrive", {}, "k1").json()["error"]["code"] == "key_reused"


def test_who_arrives_is_visiting_and_who_leaves_has_visited(office: Client, clock: SteppedClock) -> None:
    made = post(office, VISITS, ADA).json()
    path = f"{VISITS}/{made['id']}"
    came = post(office, f"{path}/arrive", {"date": "2026-11-20T14:05:00+01:00"}, "a").json()
    assert (came["state"], came["checkInDate"]) == ("visiting", "2026-11-20T14:05:00+01:00")

    clock.step(minutes=30)
    again = post(office, f"{path}/arrive", {"date": "2026-11-20T14:30:00+01:00"}, "other").json()
    assert again["checkInDate"] == came["checkInDate"], "what is written down stays"
    left = post(office, f"{path}/leave", {}, "b").json()
    assert (left["state"], left["checkOutDate"]) == ("visited", "2026-11-20T14:42:00+01:00")
    assert badge(office, made["registrationCode"])["state"] == 2


def test_an_arrival_from_a_clock_that_is_ahead_is_of_now(office: Client) -> None:
    made = post(office, VISITS, ADA).json()
    came = post(office, f"{VISITS}/{made['id']}/arrive", {"date": "2026-11-20T18:00:00+01:00"}).json()

    assert (came["state"], came["checkInDate"]) == ("visiting", "2026-11-20T14:12:00+01:00")


def test_somebody_without_an_appointment_keeps_the_code_that_was_given_unless_it_is_taken(office: Client) -> None:
    body = {"name": "Hedy", "code": "HEDYHE", "uid": "0000-1111-2222", **HOUR}
    first = post(office, f"{VISITS}/walk-ins", body, "w1").json()
    assert (first["registrationCode"], first["uid"], first["state"]) == ("HEDYHE", "0000-1111-2222", "visiting")
    assert post(office, f"{VISITS}/walk-ins", body, "w1").json() == first
    second = post(office, f"{VISITS}/walk-ins", body, "w2").json()
    assert second["registrationCode"] != "HEDYHE"
    assert second["uid"] != first["uid"]


def test_who_is_expected_and_who_is_in_are_listed(office: Client, clock: SteppedClock) -> None:
    ada = post(office, VISITS, ADA).json()
    gone = post(office, VISITS, {**ADA, "name": "Gone"}).json()
    stays = post(office, VISITS, {**ADA, "name": "Stays"}).json()
    for one in (gone, stays):
        post(office, f"{VISITS}/{one['id']}/arrive", {})
    post(office, f"{VISITS}/{gone['id']}/leave", {})
    clock.step(hours=5)
    later = post(office, VISITS, {**ADA, "from": "2026-11-21T08:00:00+01:00", "to": "2026-11-21T09:00:00+01:00"}).json()
    listed = [one["id"] for one in office.get(VISITS).json()["data"]]

    assert stays["id"] in listed, "who stays longer is still in"
    assert later["id"] in listed
    assert not {ada["id"], gone["id"]} & set(listed)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (VISITS, {}, 400),
        (VISITS, {**ADA, "name": ""}, 400),
        (VISITS, {**ADA, "name": "x" * 201}, 400),
        (VISITS, {**ADA, "from": "2026-11-20T14:00:00"}, 400),
        (VISITS, {**ADA, "to": ADA["from"]}, 400),
        (VISITS, {**ADA, "timeZone": "Mars/Base"}, 400),
        (VISITS, {**ADA, "building": "Nowhere"}, 404),
        (VISITS, {**ADA, "room": "Nowhere"}, 404),
        (VISITS, {**ADA, "who": "x"}, 400),
        (f"{VISITS}/99/arrive", {}, 404),
        (f"{VISITS}/x' OR 1/leave", {}, 404),
        (f"{VISITS}/walk-ins", {**HOUR, "code": "<b>"}, 400),
    ],
)
def test_what_is_not_understood_is_refused_and_changes_nothing(
    office: Client, path: str, body: object, status: int
) -> None:
    before = office.get(VISITS).json()
    assert post(office, path, body).status_code == status
    assert office.get(VISITS).json() == before


def test_hosts_are_never_listed_whole(demo: Client) -> None:
    assert demo.get("/api/kiosk/v1/hosts").status_code == 400
    assert demo.get("/api/kiosk/v1/hosts", params={"text": " "}).status_code == 400
    found = demo.get("/api/kiosk/v1/hosts", params={"text": "GRA"}).json()
    assert found
    assert all(any(word.casefold().startswith("gra") for word in one["name"].split()) for one in found)


def test_a_demo_visitor_can_be_let_in_and_go(demo: Client) -> None:
    expected = [one for one in demo.get(VISITS).json()["data"] if one["state"] == "initial"]
    came = post(demo, f"{VISITS}/{expected[0]['id']}/arrive", {}).json()
    assert came["state"] == "visiting"
    assert post(demo, f"{VISITS}/{expected[0]['id']}/leave", {}).json()["state"] == "visited"


def test_visits_are_forgotten_at_night(start: Start, office_path: Path) -> None:
    ticking = WakingClock(FRIDAY)
    office = start(office_path, demo=False, clock=ticking, rules=HouseRules(keep_visits_days=30))
    made = post(office, VISITS, ADA, "k").json()
    later = {**ADA, "name": "Hedy Lamarr", "from": "2026-12-18T10:00:00Z", "to": "2026-12-18T11:00:00Z"}
    kept = post(office, VISITS, later).json()
    post(office, f"{VISITS}/{made['id']}/arrive", {}, "a")
    ticking.step(days=29)
    assert badge(office, made["registrationCode"])["state"] == 3
    ticking.step(days=3)
    while office.get(VISITS, params={"code": made["registrationCode"]}).json()["data"]:
        pass

    assert office.get(VISITS, params={"code": kept["registrationCode"]}).json()["data"][0]["id"] == kept["id"]
