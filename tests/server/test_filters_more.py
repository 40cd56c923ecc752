"""Every filter of the searches about people, visits and devices narrows, and pages follow one another."""

import httpx
import pytest

from tests.server.office_file import code

PATHS = {
    "badge": "visitorBadge",
    "visit": "visitorAppointment",
    "user": "user",
    "service": "serviceItem",
    "air": "environmentSensor",
    "motion": "occupancySensor",
    "locker": "locker",
    "paper": "ePaperController",
}


def path(kind: str) -> str:
    return f"/api/external/{PATHS[kind]}/v1"


def found(client: httpx.Client, kind: str, **params: str) -> list[object]:
    return [row["id"] for row in client.get(path(kind), params=params).json()["data"]]


NOON = "2026-11-20T12:00:00+01:00"
NIGHT = "2026-11-21T00:00:00+01:00"


@pytest.mark.parametrize(
    ("kind", "params", "ids"),
    [
        ("badge", {}, [1, 4, 2, 3, 5, 6, 7]),
        ("badge", {"id": "3,1,x"}, [1, 3]),
        ("badge", {"uid": "uid-2,uid-7"}, [2, 7]),
        ("badge", {"registrationCode": "CODE4A,CODE5A"}, [4, 5]),
        ("badge", {"registrationCode": "code4a"}, []),
        ("badge", {"registrationCode": "CODE%"}, []),
        ("badge", {"buildingId": "2"}, [4]),
        ("badge", {"buildingId": "1,2"}, [1, 4, 2, 3, 5, 6]),
        ("badge", {"state": "initial"}, [3, 5, 6, 7]),
        ("badge", {"state": "noShow"}, [4]),
        ("badge", {"state": "visited"}, [1]),
        ("badge", {"state": "visiting"}, [2]),
        ("badge", {"state": "visited,visiting"}, [1, 2]),
        ("badge", {"from": "now"}, [2, 3, 5, 6, 7]),
        ("badge", {"to": "now"}, [1, 4, 2, 3]),
        ("badge", {"from": "2026-11-20T10:00:00+01:00", "to": NOON}, []),
        ("badge", {"from": NOON, "to": NIGHT, "state": "initial", "buildingId": "1"}, [3, 5, 6]),
        ("visit", {}, ["v1", "v3", "v2", "v4", "v5"]),
        ("visit", {"id": "v2,v5"}, ["v2", "v5"]),
        ("visit", {"from": "now", "to": "2026-11-20T17:00:00Z"}, ["v2"]),
        ("visit", {"invitingUserId": "2"}, ["v3"]),
        ("visit", {"searchText": "vISIT 3"}, ["v3"]),
        ("visit", {"searchText": "ÄPFEL"}, ["v1", "v3", "v2", "v4", "v5"]),
        ("visit", {"bookingState": "booked"}, ["v4"]),
        ("visit", {"bookingState": "cancelled,using"}, []),
        ("visit", {"bookableResourceId": "1,2"}, ["v4"]),
        ("visit", {"bookableResourceId": "2"}, []),
        ("visit", {"buildingId": "2"}, ["v3"]),
        ("visit", {"visitorId": "1"}, ["v1", "v2", "v4"]),
        ("visit", {"visitorId": "1,2", "buildingId": "1"}, ["v1", "v2", "v4"]),
        ("visit", {"bookingId": "900"}, ["v4"]),
        ("visit", {"bookingId": "901"}, []),
        ("user", {"id": "2"}, [2]),
        ("user", {"userGroupId": "2"}, [1]),
        ("user", {"userGroupId": "1,2"}, [1, 2]),
        ("user", {"searchText": "NÚÑ"}, [2]),
        ("user", {"searchText": "ada@"}, [1]),
        ("service", {"id": "1,2"}, [1, 2]),
        ("service", {"type": "betweenBooking"}, [1]),
        ("service", {"type": "betweenBooking,afterBooking"}, [1, 2]),
        ("service", {"servicePlanId": "7"}, [1]),
        ("service", {"searchText": "clean"}, [2]),
        ("air", {}, [4, 5]),
        ("air", {"id": "1,4"}, [4]),
        ("air", {"accessId": "OLD"}, [5]),
        ("air", {"searchText": "old"}, [5]),
        ("air", {"bookableResourceId": "1"}, [4]),
        ("air", {"bookableResourceId": "null"}, [5]),
        ("motion", {}, [1, 2, 3]),
        ("motion", {"id": "2,5"}, [2]),
        ("motion", {"accessId": "OCC1,SPARE"}, [1, 3]),
        ("motion", {"searchText": "WALL"}, [2]),
        ("motion", {"bookableResourceId": "1,2"}, [1, 2]),
        ("motion", {"bookableResourceId": "null"}, [3]),
        ("locker", {"id": "2"}, [2]),
        ("locker", {"searchText": "n-0"}, [1]),
        ("paper", {"id": "2,1"}, [1, 2]),
        ("paper", {"type": "MinewServer"}, [2]),
        ("paper", {"type": "qbicGateway,MinewServer"}, [1, 2]),
        ("paper", {"searchText": "gate"}, [1]),
    ],
)
def test_searches_narrow(furnished: httpx.Client, kind: str, params: dict[str, str], ids: list[object]) -> None:
    assert found(furnished, kind, **params) == ids


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("badge", {"state": "in"}),
        ("badge", {"state": "Initial"}),
        ("badge", {"from": "now", "to": NOON}),
        ("badge", {"from": "today"}),
        ("badge", {"from": "9999-12-31T23:59:59-12:00"}),
        ("badge", {"to": "0001-01-01T00:00:00+12:00"}),
        ("visit", {"bookingState": "busy"}),
        ("visit", {"to": "2026-11-20"}),
        ("service", {"type": "before"}),
        ("paper", {"type": "minewserver"}),
        *((kind, {"": "1"}) for kind in PATHS),
        *((kind, {"page": "0"}) for kind in PATHS),
        *((kind, {"row": "ten"}) for kind in PATHS),
    ],
)
def test_what_is_not_understood_is_refused(furnished: httpx.Client, kind: str, params: dict[str, str]) -> None:
    assert code(furnished.get(path(kind), params=params)) == (400, "bad_request")


@pytest.mark.parametrize("kind", PATHS)
def test_pages_follow_one_another_and_then_are_empty(furnished: httpx.Client, kind: str) -> None:
    every = found(furnished, kind)
    pages = [furnished.get(path(kind), params={"page": n, "row": 1}).json() for n in range(1, len(every) + 2)]

    assert [row["id"] for page in pages for row in page["data"]] == every
    assert [page["metaData"]["total"] for page in pages] == [len(every)] * len(pages)
    assert pages[-1]["data"] == []
