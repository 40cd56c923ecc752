"""Booking: the right room at the right time, and only one who gets it."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.server.conftest import TOKEN
from tests.server.office_file import APPOINTMENTS, BOOKING, STATUS, book, code, wanted

Json = dict[str, object]


def rows(client: httpx.Client, booking_id: int) -> list[Json]:
    data = client.get(APPOINTMENTS, params={"bookingId": booking_id}).json()["data"]
    assert isinstance(data, list)
    return data


def test_of_twenty_at_once_exactly_one_gets_the_slot(office: httpx.Client) -> None:
    def attempt(number: int) -> int:
        with httpx.Client(base_url=office.base_url, headers={"Authorization": TOKEN}, trust_env=False) as client:
            return client.post(BOOKING, json=wanted("15:00", f"15:{30 + number}", subject=f"No. {number}")).status_code

    with ThreadPoolExecutor(20) as pool:
        answers = sorted(pool.map(attempt, range(20)))

    assert answers == [200] + [409] * 19
    assert office.get(APPOINTMENTS).json()["metaData"]["total"] == 1


def test_back_to_back_is_no_conflict_and_a_minute_of_overlap_is(office: httpx.Client) -> None:
    book(office, "15:00", "16:00")
    book(office, "16:00", "17:00")
    book(office, "14:30", "15:00")

    assert code(office.post(BOOKING, json=wanted("16:59", "18:00"))) == (409, "conflict")
    assert code(office.post(BOOKING, json=wanted("14:00", "18:00"))) == (409, "conflict")


def test_a_conflict_tells_when_but_not_what(office: httpx.Client) -> None:
    book(office, "15:00", "16:00", subject="Secret merger", organizer="Ada Lovelace")
    message = office.post(BOOKING, json=wanted("15:30", "16:30")).json()["error"]["message"]

    assert "2026-11-20T16:00:00+01:00" in message
    assert "merger" not in message
    assert "Ada" not in message


def test_where_one_of_two_rooms_is_taken_neither_is_booked(office: httpx.Client) -> None:
    book(office, "15:00", "16:00", "2")

    assert code(office.post(BOOKING, json=wanted("15:00", "16:00", "Blau", "2"))) == (409, "conflict")
    book(office, "15:00", "16:00", "1")


def test_several_rooms_make_one_booking(office: httpx.Client) -> None:
    key = book(office, "15:00", "16:00", "1", "3", "Blau")

    assert [one["bookableResource"] for one in rows(office, key)] == [
        {"id": 1, "name": "Blauer Raum", "type": 0},
        {"id": 3, "name": "A desk", "type": 1},
    ]


def test_an_id_goes_before_an_access_id_of_the_same_letters(office: httpx.Client) -> None:
    (row,) = rows(office, book(office, "15:00", "16:00", "1"))
    assert row["bookableResource"] == {"id": 1, "name": "Blauer Raum", "type": 0}


def test_a_time_without_offset_is_read_in_the_zone_beside_it(office: httpx.Client) -> None:
    period = {
        "start": "2026-11-21T09:00:00",
        "startTimeZone": "Asia/Taipei",
        "end": "2026-11-21T10:00:00",
        "endTimeZone": "Asia/Taipei",
    }
    answer = office.post(BOOKING, json={"period": period, "resources": ["2"]})

    (row,) = rows(office, answer.json()["id"])
    assert row["period"] == {"start": "2026-11-21T09:00:00+08:00", "end": "2026-11-21T10:00:00+08:00"}


def test_all_day_covers_the_whole_local_day_of_the_room(office: httpx.Client) -> None:
    key = book(office, "09:00", "10:00", isAllDay=True)

    (row,) = rows(office, key)
    assert row["isAllDay"] is True
    assert row["period"] == {"start": "2026-11-20T00:00:00+01:00", "end": "2026-11-21T00:00:00+01:00"}


def test_organizer_and_attendees_are_kept(office: httpx.Client) -> None:
    key = book(office, "15:00", "16:00", organizer="ada@example.com", requiredAttendees=["Grace"])

    (row,) = rows(office, key)
    assert row["organizer"] == {"userId": None, "displayName": "ada@example.com", "emailAddress": "ada@example.com"}
    assert row["attendees"] == [
        {"userId": None, "displayName": "ada@example.com", "role": "Organizer"},
        {"userId": None, "displayName": "Grace", "role": "Required"},
    ]


def test_a_room_that_asks_for_check_in_makes_the_booking_wait(office: httpx.Client) -> None:
    book(office, "14:00", "15:00", "2")

    (status,) = office.get(STATUS, params={"id": "2"}).json()
    assert status["statusWording"].startswith("Waiting for check-in")


@pytest.mark.parametrize(
    "change",
    [
        {"resources": []},
        {"resources": None},
        {"resources": [1]},
        {"period": None},
        {"period": {"start": "2026-11-20T15:00:00+01:00"}},
        {"period": {"start": "2026-11-20T15:00:00", "end": "2026-11-20T16:00:00"}},
        {"period": {"start": "2026-11-20T15:00:00", "end": "2026-11-20T16:00:00", "startTimeZone": "../etc/passwd"}},
        {"period": {"start": "2026-11-20T16:00:00Z", "end": "2026-11-20T16:00:00Z"}},
        {"period": {"start": "2026-11-20T16:00:00Z", "end": "2026-11-20T15:00:00Z"}},
        {"period": {"start": "2026-11-20T09:00:00+01:00", "end": "2026-11-20T14:12:00+01:00"}},
        {"period": {"start": "2026-11-20T16:00:00Z", "end": "2027-11-20T16:00:00Z"}},
        {"period": {"start": "0001-01-01T00:00:00+14:00", "end": "9999-12-31T23:59:59-14:00"}},
        {"subject": "x" * 10_001},
        {"subject": 7},
    ],
)
def test_a_body_that_makes_no_sense_is_refused(office: httpx.Client, change: Json) -> None:
    assert code(office.post(BOOKING, json=wanted("15:00", "16:00") | change)) == (400, "bad_request")
    assert office.get(APPOINTMENTS).json()["data"] == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"null"])
def test_a_body_that_is_no_json_object_is_refused(office: httpx.Client, body: bytes) -> None:
    assert code(office.post(BOOKING, content=body)) == (400, "bad_request")


def test_an_unknown_and_a_deleted_room_are_refused(office: httpx.Client) -> None:
    assert code(office.post(BOOKING, json=wanted("15:00", "16:00", "nowhere"))) == (404, "not_found")
    assert code(office.post(BOOKING, json=wanted("15:00", "16:00", "Old"))) == (409, "resource_deleted")


def test_demo_meetings_are_in_the_way_as_any_other(demo: httpx.Client) -> None:
    assert code(demo.post(BOOKING, json=wanted("14:45", "15:30"))) == (409, "conflict")
    key = book(demo, "15:15", "17:00")

    (status,) = demo.get(STATUS, params={"id": "1"}).json()
    assert str(key) + "-1" in [one["id"] for one in status["upcomingAppointments"]]


def test_a_day_that_nobody_has_looked_at_yet_has_its_demo_meetings_in_the_way(demo: httpx.Client) -> None:
    period = {"start": "2027-01-15T13:00:00+01:00", "end": "2027-01-15T14:00:00+01:00"}

    assert code(demo.post(BOOKING, json={"period": period, "resources": ["1"]})) == (409, "conflict")
