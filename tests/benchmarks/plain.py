"""The same work as a short script would do it: httpx, json.loads and dictionaries walked. It checks nothing.

A record that is not as expected ends it; privacy, freshness, unknown states and bad records it does not know.
"""

import asyncio
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx

from tests.wire.office import PATHS

AT_ONCE = 950  # as many ids as fit into an address
HEADERS = {"Authorization": "token-of-the-benchmark"}


def polls(url: str, ids: list[str], rounds: int) -> tuple[float, ...]:
    """Processor seconds of each poll of the room status with a state for each room."""

    async def looks() -> list[float]:
        found = []
        async with httpx.AsyncClient(base_url=url, headers=HEADERS, trust_env=False) as client:
            for _ in range(rounds):
                before = time.process_time()
                answers = await asyncio.gather(*(client.get(PATHS["status"], params=one) for one in _batches(ids)))
                states = [_state(one) for answer in answers for one in json.loads(answer.content)]
                found.append(time.process_time() - before)
                assert len(states) == len(ids)
        return found

    return tuple(asyncio.run(looks()))


def status_body(url: str, ids: list[str]) -> bytes:
    """One answer of the room status."""
    return httpx.get(url + PATHS["status"], params=next(_batches(ids)), headers=HEADERS, trust_env=False).content


def bookings_body(url: str) -> bytes:
    """One page of an account's bookings."""
    return httpx.get(url + "/api/spaces/bookings", params={"size": 2000}, trust_env=False).content


def statuses(body: bytes) -> int:
    """Read what a door needs of each room."""
    return len([(_room(one), _appointment(one["currentAppointment"]), _coming(one)) for one in json.loads(body)])


def bookings(body: bytes) -> int:
    """Read what a door needs of each booking."""
    names = ("Id", "ResourceId", "CoworkerFullName", "FromTime", "ToTime", "Notes", "Tentative", "CheckedInAt")
    return len([tuple(one.get(name) for name in names) for one in json.loads(body)["Records"]])


def _batches(ids: list[str]) -> Iterator[dict[str, str]]:
    return ({"id": ",".join(ids[first : first + AT_ONCE])} for first in range(0, len(ids), AT_ONCE))


def _room(one: dict[str, object]) -> tuple[object, ...]:
    room = one["bookableResource"]
    assert isinstance(room, dict)
    return room["id"], room["name"], room["capacity"], [each["name"] for each in room["amenities"]]


def _coming(one: dict[str, object]) -> list[object]:
    coming = one["upcomingAppointments"]
    assert isinstance(coming, list)
    return [_appointment(each) for each in coming]


def _appointment(one: object) -> tuple[object, ...] | None:
    if not isinstance(one, dict):
        return None
    return one["id"], one["subject"], one["period"]["start"], one["period"]["end"], one["organizerDisplayName"]


def _state(one: dict[str, object]) -> tuple[str, datetime | None]:
    """Occupied until, or available until."""
    now = datetime.now(UTC)
    for each in (one["currentAppointment"], *_dicts(one["upcomingAppointments"])):
        if isinstance(each, dict):
            start, end = (datetime.fromisoformat(each["period"][name]) for name in ("start", "end"))
            if start <= now < end:
                return "occupied", end
            if start > now:
                return "available", start
    return "available", None


def _dicts(value: object) -> list[object]:
    return value if isinstance(value, list) else []
