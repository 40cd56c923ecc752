"""The rows of the tests' own small office, and how a test books in it."""

import httpx

ROOMS_SQL = (
    "INSERT INTO building (id, name, address) VALUES (1, 'Haus', 'Am Ufer 1')",
    "INSERT INTO floor VALUES (1, 1, 'EG', 0)",
    """INSERT INTO resource (id, access_id, name, type, floor_id, capacity, time_zone)
       VALUES (1, 'Blau', 'Blauer Raum', 0, 1, 8, 'Europe/Berlin')""",
    """INSERT INTO resource (id, access_id, name, type, capacity, time_zone, needs_check_in)
       VALUES (2, '1', 'Room two', 0, 4, 'Asia/Taipei', 1)""",
    """INSERT INTO resource (id, access_id, name, type, capacity, time_zone)
       VALUES (3, 'Desk3', 'A desk', 1, 1, 'Europe/Berlin')""",
    """INSERT INTO resource (id, access_id, name, type, capacity, time_zone, is_deleted)
       VALUES (4, 'Old', 'Old room', 0, 1, 'Europe/Berlin', 1)""",
)
APPOINTMENTS = "/api/external/booking/v1/appointments"
STATUS = "/api/external/bookableResourceStatus/v1"
RESOURCES = "/api/external/bookableResource/v1"
KEYS = "/api/external/accessKey/v1"
BOOKING = "/api/external/booking"


def wanted(begin: str, finish: str, *resources: str, **more: object) -> dict[str, object]:
    """A body of `booking.create` for Friday 20 November 2026, in Berlin's time."""
    day = "2026-11-20T"
    period = {"start": f"{day}{begin}:00+01:00", "end": f"{day}{finish}:00+01:00"}
    return {"subject": "Planning", "period": period, "resources": list(resources or ("1",)), **more}


def book(client: httpx.Client, begin: str, finish: str, *resources: str, **more: object) -> int:
    """Book, and give the id."""
    answer = client.post(BOOKING, json=wanted(begin, finish, *resources, **more))
    assert answer.status_code == 200, answer.text
    key = answer.json()["id"]
    assert isinstance(key, int)
    return key


def code(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal, whose shape is checked."""
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert body["error"]["message"].endswith(".")
    return answer.status_code, body["error"]["code"]
