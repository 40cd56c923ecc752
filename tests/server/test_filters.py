"""Every filter of the searches narrows by name or id, and what is not understood is refused."""

import httpx
import pytest

from tests.server.office_file import APPOINTMENTS, BOOKING, RESOURCES, STATUS, book, code, wanted

Json = dict[str, object]


@pytest.fixture
def filled(office: httpx.Client) -> httpx.Client:
    """Bookings 1 to 4: two in a row in the blue room, one that waits in room two, one at the desk."""
    book(office, "15:00", "16:00", organizer="ada@example.com", subject="Übergabe", textBody="Bring keys")
    book(office, "16:00", "17:00", subject="Budget")
    book(office, "15:30", "16:30", "2", subject="Interview")
    book(office, "15:00", "18:00", "3", subject=None)
    return office


def found(client: httpx.Client, **params: str) -> list[int]:
    data = client.get(APPOINTMENTS, params=params).json()["data"]
    return sorted(one["booking"]["id"] for one in data)


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({}, [1, 2, 3, 4]),
        ({"id": "1-1,3-2"}, [1, 3]),
        ({"bookingId": "2,4,99"}, [2, 4]),
        ({"bookingId": "none"}, []),
        ({"bookableResourceId": "1, 2"}, [1, 2, 3]),
        ({"bookableResourceType": "desk"}, [4]),
        ({"bookableResourceType": "room,desk"}, [1, 2, 3, 4]),
        ({"bookingState": "waitingCheckIn"}, [3]),
        ({"bookingState": "cancelled,noShow"}, []),
        ({"searchText": "übergabe"}, [1]),
        ({"searchText": "KEYS"}, [1]),
        ({"organizerUserId": "1"}, []),
        ({"excludePreparation": "true"}, [1, 2, 3, 4]),
        ({"from": "2026-11-20T16:00:00+01:00"}, [2, 3, 4]),
        ({"from": "2026-11-20 16:00:00 01:00"}, [2, 3, 4]),
        ({"to": "2026-11-20T15:00:00Z"}, [1, 3, 4]),
        ({"from": "now", "to": "2026-11-20T15:00:00+01:00"}, []),
        ({"from": "2026-11-20T16:30:00+01:00", "to": "2026-11-20T17:00:00+01:00"}, [2, 4]),
    ],
)
def test_appointments_narrow(filled: httpx.Client, params: dict[str, str], ids: list[int]) -> None:
    assert found(filled, **params) == ids


@pytest.mark.parametrize(
    "params",
    [
        {"bookingState": "busy"},
        {"bookableResourceType": "Room"},
        {"from": "yesterday"},
        {"from": "2026-11-20T16:00:00"},
        {"from": "2026-11-21T00:00:00Z", "to": "2026-11-20T00:00:00Z"},
        {"page": "0"},
        {"page": "one"},
        {"row": "-1"},
        {"row": "99999999999999999999"},
        {"excludePreparation": "maybe"},
    ],
)
def test_what_is_not_understood_is_refused(office: httpx.Client, params: dict[str, str]) -> None:
    assert code(office.get(APPOINTMENTS, params=params)) == (400, "bad_request")


def test_a_refused_name_is_answered_with_the_known_ones(office: httpx.Client) -> None:
    message = office.get(APPOINTMENTS, params={"bookingState": "busy"}).json()["error"]["message"]

    assert "busy" in message
    assert "waitingCheckIn" in message


def test_pages_follow_one_another_and_then_are_empty(filled: httpx.Client) -> None:
    pages = [filled.get(APPOINTMENTS, params={"page": n, "row": 3}).json() for n in (1, 2, 3)]

    assert [len(page["data"]) for page in pages] == [3, 1, 0]
    assert [page["metaData"] for page in pages] == [{"total": 4, "row": 3, "page": n} for n in (1, 2, 3)]
    assert len({one["id"] for page in pages for one in page["data"]}) == 4


def test_without_a_word_about_it_a_page_is_the_first_of_fifty(demo: httpx.Client) -> None:
    page = demo.get(APPOINTMENTS).json()

    assert len(page["data"]) == 50
    assert (page["metaData"]["row"], page["metaData"]["page"]) == (50, 1)


def test_preparations_can_be_left_out(demo: httpx.Client) -> None:
    params = {"bookableResourceId": "3,14", "from": "now", "row": "500"}
    kinds = {one["isPreparationAppointment"] for one in demo.get(APPOINTMENTS, params=params).json()["data"]}
    left = demo.get(APPOINTMENTS, params=params | {"excludePreparation": "true"}).json()["data"]

    assert kinds == {0, 1}
    assert {one["isPreparationAppointment"] for one in left} == {0}


def test_a_known_organizer_is_found_by_id(demo: httpx.Client) -> None:
    rows = demo.get(APPOINTMENTS, params={"from": "now", "organizerUserId": "1", "row": "100"}).json()["data"]

    assert rows
    assert {one["organizer"]["displayName"] for one in rows} == {"Ada Lovelace"}


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({}, [1, 2, 3, 4]),
        ({"id": "2,x,3"}, [2, 3]),
        ({"type": "desk"}, [3]),
        ({"type": "equipment"}, []),
        ({"accessId": "Blau,Old"}, [1, 4]),
        ({"searchText": "RAUM"}, [1]),
        ({"floorId": "1"}, [1]),
        ({"floorId": "null"}, [2, 3, 4]),
        ({"minCapacity": "4"}, [1, 2]),
        ({"maxCapacity": "4"}, [2, 3, 4]),
        ({"categoryId": "1"}, []),
    ],
)
def test_resources_narrow(office: httpx.Client, params: dict[str, str], ids: list[int]) -> None:
    assert [row["id"] for row in office.get(RESOURCES, params=params).json()["data"]] == ids


def test_an_unknown_resource_is_not_found(office: httpx.Client) -> None:
    assert code(office.get(f"{RESOURCES}/99")) == (404, "not_found")
    assert code(office.get(f"{RESOURCES}/Blau")) == (404, "not_found")


def test_buildings_narrow(demo: httpx.Client) -> None:
    path = "/api/external/building/v1"

    assert [row["id"] for row in demo.get(path, params={"searchText": "信義"}).json()["data"]] == [2]
    assert [row["id"] for row in demo.get(path, params={"id": "1"}).json()["data"]] == [1]


def test_status_tells_the_known_rooms_of_those_asked_for(demo: httpx.Client) -> None:
    assert [one["bookableResource"]["id"] for one in demo.get(STATUS, params={"id": "7,nope,2,99"}).json()] == [2, 7]


def test_a_wrong_path_or_method_is_refused_in_the_same_shape(demo: httpx.Client) -> None:
    assert code(demo.get("/api/external/nothing")) == (404, "not_found")
    assert code(demo.delete(APPOINTMENTS)) == (405, "method_not_allowed")


def test_a_body_beyond_a_mebibyte_is_refused(demo: httpx.Client) -> None:
    assert code(demo.post(BOOKING, json=wanted("18:00", "19:00", textBody="x" * (1 << 20)))) == (413, "too_large")


@pytest.mark.parametrize("rooms", [{}, {"bookableResourceId": "1,2"}, {"bookableResourceId": "15,6"}])
@pytest.mark.parametrize("span", [{}, {"from": "2026-11-20T00:00:00+01:00", "to": "2026-11-21T00:00:00+01:00"}])
def test_the_total_is_that_of_all_pages(demo: httpx.Client, rooms: dict[str, str], span: dict[str, str]) -> None:
    """However it is counted, and damaged records, which may be at any time, among them."""
    demo.get(APPOINTMENTS, params={"from": "2026-11-20T00:00:00+01:00", "to": "2026-11-23T00:00:00+01:00"})
    body = demo.get(APPOINTMENTS, params={**rooms, **span, "row": "5000"}).json()
    everybody = demo.get(APPOINTMENTS, params={**span, "row": "5000"}).json()["data"]
    wanted = rooms.get("bookableResourceId", "").split(",")
    expected = [one for one in everybody if not rooms or str(one["bookableResource"]["id"]) in wanted]

    assert body["metaData"]["total"] == len(body["data"]) > 0
    assert body["data"] == expected
