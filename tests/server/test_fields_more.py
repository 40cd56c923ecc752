"""The answers about people, visits, devices and usage have exactly the documented fields, nulls included."""

import httpx
import pytest

PERIOD = {"start", "end"}
NAMED = {"id", "name"}
COUNTS = {"numberOfInitial", "numberOfVisiting", "numberOfVisited", "numberOfNoShow"}
USED = {"usageCount", "usedTimeInMinutes", "usedTimeInPercentage"}
Json = dict[str, object]


def rows(client: httpx.Client, path: str) -> list[dict[str, object]]:
    page = client.get(f"/api/external/{path}").json()
    assert set(page) == {"data", "metaData"}
    assert set(page["metaData"]) == {"total", "row", "page"}
    assert page["data"]
    data = page["data"]
    assert isinstance(data, list)
    return data


def keys(value: object) -> set[str]:
    assert isinstance(value, dict)
    return set(value)


def items(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def test_visitor_badges(furnished: httpx.Client) -> None:
    data = rows(furnished, "visitorBadge/v1")

    for row in data:
        assert set(row) == {
            "id",
            "uid",
            "period",
            "registrationCode",
            "state",
            "visitor",
            "checkInDate",
            "checkOutDate",
        }
        assert keys(row["period"]) == PERIOD
        assert keys(row["visitor"]) == {"id", "emailAddress", "displayName", "mobileNumber"}
    first = data[0]
    assert first["visitor"] == {
        "id": 1,
        "emailAddress": "alan@example.org",
        "displayName": "Alan Turing",
        "mobileNumber": {"dialCode": "+44", "number": "7700900001"},
    }
    assert (first["checkInDate"], first["checkOutDate"]) == ("2026-11-20T08:55:00+01:00", "2026-11-20T09:50:00+01:00")
    hedy = next(row["visitor"] for row in data if row["id"] == 3)
    assert hedy == {"id": 2, "emailAddress": None, "displayName": "Hedy Lamarr", "mobileNumber": None}


def test_what_is_written_down_for_later_is_not_told_yet(furnished: httpx.Client) -> None:
    row = next(row for row in rows(furnished, "visitorBadge/v1") if row["id"] == 6)

    assert (row["checkInDate"], row["checkOutDate"], row["state"]) == (None, None, 0)


@pytest.mark.parametrize("key", ["2", "uid-2"])
def test_one_badge_is_found_by_id_and_by_uid(furnished: httpx.Client, key: str) -> None:
    assert furnished.get(f"/api/external/visitorBadge/v1/{key}").json() == rows(furnished, "visitorBadge/v1")[2]


def test_visitor_appointments_name_things_by_language(furnished: httpx.Client) -> None:
    data = {row["id"]: row for row in rows(furnished, "visitorAppointment/v1")}

    for row in data.values():
        assert set(row) == {
            "id",
            "subject",
            "isAllDay",
            "textBody",
            "appearanceType",
            "bookableResources",
            "buildings",
            "invitingUser",
            "visitors",
            "period",
            "booking",
        }
        assert keys(row["period"]) == PERIOD
    booked, tower, bare = data["v4"], data["v3"], data["v5"]
    assert booked["bookableResources"] == [{"id": 1, "name": [{"language": "en-US", "text": "Blauer Raum"}], "type": 0}]
    assert booked["booking"] == {"id": 900, "masterBookingId": 900, "bookingState": 0, "iCalUid": "b900"}
    assert booked["visitors"] == [{"id": 1, "displayName": "Alan Turing"}, {"id": 2, "displayName": "Hedy Lamarr"}]
    assert booked["invitingUser"] == {"id": 1, "displayName": "Ada Lovelace", "emailAddress": "ada@example.com"}
    names = [{"language": "de-DE", "text": "Turm"}, {"language": "en-US", "text": "Tower"}]
    assert tower["buildings"] == [{"id": 2, "name": names}]
    assert (bare["booking"], bare["invitingUser"], bare["buildings"], bare["bookableResources"]) == (None, None, [], [])


def test_users(furnished: httpx.Client) -> None:
    ada, zoe = rows(furnished, "user/v1")

    assert ada == {
        "id": 1,
        "displayName": "Ada Lovelace",
        "emailAddress": "ada@example.com",
        "userName": "ada",
        "activateStatus": 1,
        "userGroups": [{"id": 1, "name": "Everyone"}, {"id": 2, "name": "Reception"}],
        "actualPermissions": ["visitor.manage"],
        "isDeleted": False,
    }
    assert set(zoe) == set(ada)
    assert (zoe["userName"], zoe["isDeleted"]) == (None, True)
    assert furnished.get("/api/external/user/v1/1").json() == ada


def test_service_items(furnished: httpx.Client) -> None:
    coffee, cleaning = rows(furnished, "serviceItem/v1")

    assert coffee == {
        "id": 1,
        "name": "Coffee",
        "description": "And tea",
        "type": 0,
        "isDeleted": False,
        "actualAssignedUsers": [{"id": 2, "displayName": "Zoë Núñez", "emailAddress": "zoe@example.com"}],
    }
    assert (cleaning["description"], cleaning["actualAssignedUsers"], cleaning["isDeleted"]) == (None, [], True)


@pytest.mark.parametrize("kind", ["occupancySensor", "environmentSensor"])
def test_sensors(furnished: httpx.Client, kind: str) -> None:
    data = rows(furnished, f"{kind}/v1")

    assert all(set(row) == {"id", "accessId", "name", "bookableResource", "isDeleted"} for row in data)
    assert data[0]["bookableResource"] == {"id": 1, "name": "Blauer Raum"}
    assert data[-1]["bookableResource"] is None


def test_lockers(furnished: httpx.Client) -> None:
    bank = {"id": 1, "name": "North", "floor": {"id": 1, "name": "EG"}}

    assert rows(furnished, "locker/v1") == [
        {"id": 1, "name": "N-01", "locker": bank, "isDeleted": False},
        {"id": 2, "name": "Loose", "locker": None, "isDeleted": True},
    ]


def test_e_paper_controllers(furnished: httpx.Client) -> None:
    first, second = rows(furnished, "ePaperController/v1")

    assert first == {
        "id": 1,
        "name": "Gateway",
        "displayLanguage": "de-DE",
        "tags": [
            {
                "id": "T1",
                "externalKey": "AC23",
                "bookableResource": {"id": 1, "name": "Blauer Raum"},
                "isLicenseValid": True,
            },
            {"id": "T2", "externalKey": None, "bookableResource": None, "isLicenseValid": False},
        ],
    }
    assert second == {"id": 2, "name": "Minew", "displayLanguage": None, "tags": []}
    assert furnished.get("/api/external/ePaperController/v1/1").json() == first


@pytest.mark.parametrize("name", ["visitor", "visitorAppointment"])
def test_analytics(furnished: httpx.Client, name: str) -> None:
    params = {"date": "2026-11-20T00:00:00+01:00"}

    assert set(furnished.get(f"/api/external/analytics/v1/{name}/daily", params=params).json()) == COUNTS


@pytest.mark.parametrize("source", ["booking", "occupancy"])
def test_usage_is_a_bare_array(furnished: httpx.Client, source: str) -> None:
    params = {"from": "2026-11-20T00:00:00+01:00", "to": "2026-11-21T00:00:00+01:00"}
    by_resource = items(furnished.get(f"/api/external/usage/v1/{source}/resource", params=params).json())
    by_time = items(furnished.get(f"/api/external/usage/v1/{source}/time", params=params).json())

    assert [keys(row) for row in by_resource] == [USED | {"bookableResource"}] * 3
    assert [keys(row) for row in by_time] == [USED | {"dateTime"}]


@pytest.mark.parametrize("path", ["visitorBadge", "user", "ePaperController"])
@pytest.mark.parametrize("key", ["99", "x", "1%20OR%201=1"])
def test_what_is_not_there_is_not_found(furnished: httpx.Client, path: str, key: str) -> None:
    assert furnished.get(f"/api/external/{path}/v1/{key}").status_code == 404
