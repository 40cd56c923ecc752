"""A small office on the real local server, where it is about noon whenever it is, and what the server has noted."""

import json
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.app.programs import TOKEN, local_server

BUILDING, FLOOR = "Harbour House", "Floor 1"


@dataclass(frozen=True, slots=True)
class Noted:
    """A booking as the server has it, in UTC; `state` is one of `kiosk.server.numbers`."""

    subject: str | None
    start: datetime
    end: datetime
    state: int

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Office:
    """The server at `url`, and its process."""

    url: str
    process: subprocess.Popen[str]

    def room(self, name: str, *, check_in: bool = False) -> str:
        """A new room; its id."""
        fields = {"name": name, "timeZone": noon_zone(), "floorId": 1, "capacity": 6}
        fields |= {"accessId": name, "needsCheckIn": check_in}
        return str(self.ask("POST", "/api/kiosk/v1/rooms", fields)["id"])

    def bookings(self, room: str) -> list[Noted]:
        """What is booked in a room, the earliest first."""
        found = self.ask("GET", f"/api/external/booking/v1/appointments?bookableResourceId={room}")["data"]
        return sorted((_noted(one) for one in found), key=lambda one: one.start)

    def problems(self) -> list[tuple[str, str]]:
        """Room and kind of what was reported."""
        found = self.ask("GET", "/api/kiosk/v1/problems")["data"]
        return [(str(one["bookableResource"]["name"]), str(one["problem"])) for one in found]

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """One request; its answer."""
        request = urllib.request.Request(  # noqa: S310 - a loopback address of the test's own
            self.url + path,
            None if body is None else json.dumps(body).encode(),
            {"Authorization": TOKEN, "Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            answered: dict[str, Any] = json.loads(answer.read() or b"{}")
        return answered


@contextmanager
def office(home: Path, *, port: int = 0, demo: bool = False) -> Iterator[Office]:
    """An office without rooms; with the file that is there already, the one that it was; or the demo's, with links."""
    there = demo or (home / "rooms.sqlite").exists()
    with local_server(home, *(("--demo",) if demo else ()), port=port) as (url, process):
        made = Office(url, process)
        if not there:
            made.ask("POST", "/api/kiosk/v1/buildings", {"name": BUILDING})
            made.ask("POST", "/api/kiosk/v1/floors", {"buildingId": 1, "name": FLOOR})
        yield made


def noon_zone() -> str:
    """A time zone without summer time in which it is between noon and one now, far from any day's end."""
    east = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-east:+d}" if east else "Etc/GMT"


def _noted(one: dict[str, Any]) -> Noted:
    start, end = (datetime.fromisoformat(one["period"][edge]).astimezone(UTC) for edge in ("start", "end"))
    return Noted(one["subject"], start, end, one["booking"]["bookingState"])
