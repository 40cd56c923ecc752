"""Makes bookings on a local server over HTTP, as some other program would."""

import json
import urllib.request
from datetime import datetime, timedelta
from typing import Any

from tests.app.programs import TOKEN

START = "startTimeZone"


def book(url: str, room: str, start: datetime, length: timedelta, subject: str = "Stand-up") -> dict[str, Any]:
    """Book a room; the server's answer."""
    span = {
        "start": start.isoformat(),
        "startTimeZone": "UTC",
        "end": (start + length).isoformat(),
        "endTimeZone": "UTC",
    }
    return call(url, "/api/external/booking", {"subject": subject, "period": span, "resources": [room]})


def cancel(url: str, booking: int) -> None:
    """Cancel a booking."""
    call(url, f"/api/kiosk/v1/bookings/{booking}/cancel", {})


def call(url: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """POST a JSON body and return the JSON answer."""
    request = urllib.request.Request(  # noqa: S310 - a loopback address of the test's own
        url + path,
        json.dumps(body).encode(),
        {"Authorization": TOKEN, "Content-Type": "application/json"},
        method="POST",
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        answered: dict[str, Any] = json.loads(answer.read() or b"{}")
    return answered
