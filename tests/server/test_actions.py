"""Check in, check out, extend, end, cancel."""

import httpx
import pytest

from tests.server.conftest import SteppedClock
from tests.server.office_file import APPOINTMENTS, STATUS, book, code


def act(client: httpx.Client, booking_id: object, name: str, **body: object) -> httpx.Response:
    return client.post(f"/api/kiosk/v1/bookings/{booking_id}/{name}", json=body or None)


def wording(client: httpx.Client, room: int) -> str:
    return str(client.get(STATUS, params={"id": room}).json()[0]["statusWording"])


def test_check_in_ends_the_waiting_and_can_be_repeated(office: httpx.Client) -> None:
    key = book(office, "14:00", "15:00", "2")

    for _ in range(2):
        answer = act(office, key, "check-in")
        assert answer.json() == {
            "id": key,
            "bookingState": "using",
            "period": {"start": "2026-11-20T21:00:00+08:00", "end": "2026-11-20T22:00:00+08:00"},
            "bookableResourceIds": [2],
        }
    assert wording(office, 2) == "In use until 22:00"
    assert len(office.get(APPOINTMENTS, params={"bookingState": "using"}).json()["data"]) == 1


def test_check_in_opens_ten_minutes_before_the_start(office: httpx.Client, clock: SteppedClock) -> None:
    key = book(office, "14:30", "15:00", "2")

    assert code(act(office, key, "check-in")) == (409, "too_early")
    clock.step(minutes=8)
    assert act(office, key, "check-in").status_code == 200


@pytest.mark.parametrize("name", ["end", "check-out"])
def test_an_ended_booking_frees_the_rest(office: httpx.Client, clock: SteppedClock, name: str) -> None:
    key = book(office, "14:00", "15:00")
    clock.step(seconds=0.7)
    answer = act(office, key, name).json()

    assert answer["bookingState"] == "checkedOut"
    assert answer["period"]["end"] == "2026-11-20T14:12:00+01:00"
    assert wording(office, 1) == "Available"
    book(office, "14:12", "15:00")


def test_what_has_not_begun_cannot_end_but_can_be_cancelled(office: httpx.Client) -> None:
    key = book(office, "15:00", "16:00")

    assert code(act(office, key, "end")) == (409, "not_running")
    assert act(office, key, "cancel").json()["bookingState"] == "cancelled"
    book(office, "15:00", "16:00")


def test_extend_takes_only_what_is_free(office: httpx.Client) -> None:
    key = book(office, "14:00", "15:00")
    book(office, "15:30", "16:00")

    assert act(office, key, "extend", minutes=30).json()["period"]["end"] == "2026-11-20T15:30:00+01:00"
    assert code(act(office, key, "extend", minutes=1)) == (409, "conflict")
    (row,) = office.get(APPOINTMENTS, params={"bookingId": key}).json()["data"]
    assert row["period"]["end"] == "2026-11-20T15:30:00+01:00"


def test_two_who_extend_until_the_same_time_do_not_add_up(office: httpx.Client) -> None:
    key = book(office, "14:00", "15:00")

    for until in ("2026-11-20T14:30:00Z", "2026-11-20T15:30:00+01:00", "2026-11-20T14:10:00Z"):
        assert act(office, key, "extend", until=until).json()["period"]["end"] == "2026-11-20T15:30:00+01:00"


def test_extending_until_takes_only_what_is_free(office: httpx.Client) -> None:
    key = book(office, "14:00", "15:00")
    book(office, "15:30", "16:00")

    assert code(act(office, key, "extend", until="2026-11-20T15:30:01+01:00")) == (409, "conflict")
    (row,) = office.get(APPOINTMENTS, params={"bookingId": key}).json()["data"]
    assert row["period"]["end"] == "2026-11-20T15:00:00+01:00"


@pytest.mark.parametrize(
    "body",
    [
        {"minutes": 0},
        {"minutes": "15"},
        {"minutes": 1441},
        {"hours": 1},
        {},
        {"until": "2026-11-20T15:30:00"},
        {"until": "2026-11-21T15:01:00+01:00"},
        {"until": "9999-12-31T23:00:00Z"},
        {"until": "later"},
        {"minutes": 5, "until": "2026-11-20T15:30:00+01:00"},
    ],
)
def test_an_extension_needs_its_length(office: httpx.Client, body: dict[str, object]) -> None:
    key = book(office, "14:00", "15:00")

    assert code(act(office, key, "extend", **body)) == (400, "bad_request")


@pytest.mark.parametrize("name", ["check-in", "check-out", "end", "cancel"])
def test_what_is_over_stays_as_it_is(office: httpx.Client, clock: SteppedClock, name: str) -> None:
    key = book(office, "14:00", "15:00")
    clock.step(hours=1)

    assert code(act(office, key, name)) == (409, "over")


@pytest.mark.parametrize("key", ["99", "x", "1%20OR%201"])
def test_an_unknown_booking_is_not_found(office: httpx.Client, key: str) -> None:
    assert code(act(office, key, "cancel")) == (404, "not_found")


def test_preparation_follows_the_end_of_its_meeting(demo: httpx.Client) -> None:
    rows = demo.get(
        APPOINTMENTS, params={"bookableResourceId": "3", "from": "now", "to": "2026-11-20T23:00:00Z"}
    ).json()
    meeting = next(one for one in rows["data"] if one["services"])
    answer = act(demo, meeting["booking"]["id"], "end").json()

    assert answer["period"]["end"] == "2026-11-20T14:12:00+01:00"
    after = demo.get(APPOINTMENTS, params={"id": meeting["id"] + "-after"}).json()["data"][0]
    assert after["period"] == {"start": "2026-11-20T14:12:00+01:00", "end": "2026-11-20T14:27:00+01:00"}
