"""The demo building on a real local server, and one quiet room in it whose state the benchmark decides."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from tests.app.programs import TOKEN, local_server

ROOM = "4"  # nobody else books it
HOURS = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Building:
    """The server at `url`."""

    url: str
    client: httpx.Client

    def book(self, start: datetime, end: datetime) -> str:
        """Book the quiet room; the booking's id. The start may lie in the past."""
        body = {
            "period": {"start": start.isoformat(), "end": end.isoformat()},
            "resources": [ROOM],
            "subject": "Quarterly planning",
            "organizer": "ada.lovelace@example.com",
        }
        answer = self.client.post("/api/external/booking", json=body).raise_for_status()
        return str(answer.json()["id"])

    def occupy(self) -> str:
        """Book the room from a minute ago for some hours."""
        now = datetime.now(UTC)
        return self.book(now - timedelta(minutes=1), now + HOURS)

    def cancel(self, booking: str) -> None:
        """Free its time again."""
        self.client.post(f"/api/kiosk/v1/bookings/{booking}/cancel").raise_for_status()


@contextmanager
def building(home: Path) -> Iterator[Building]:
    """A server of its own, in a process of its own."""
    with (
        local_server(home, "--demo") as (url, _),
        httpx.Client(base_url=url, headers={"Authorization": TOKEN}) as client,
    ):
        yield Building(url, client)
