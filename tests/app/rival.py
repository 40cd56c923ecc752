"""`python -m tests.app.rival URL ROOM [delete | move BOOKING]` does what somebody else may do meanwhile.

Without a third word it books the room for the hour that begins now, as another panel would.
"""

import json
import sys
import urllib.request
from datetime import UTC, datetime, timedelta

from tests.app.bookings import book, call
from tests.app.programs import TOKEN


def _delete(url: str, room: str) -> None:
    request = urllib.request.Request(  # noqa: S310 - a loopback address of the test's own
        f"{url}/api/kiosk/v1/rooms/{room}",
        json.dumps({"isDeleted": True}).encode(),
        {"Authorization": TOKEN, "Content-Type": "application/json"},
        method="PUT",
    )
    urllib.request.urlopen(request).close()  # noqa: S310


if __name__ == "__main__":
    match sys.argv[1:]:
        case [url, room, "delete"]:
            _delete(url, room)
        case [url, _, "move", booking]:
            call(url, f"/api/kiosk/v1/bookings/{booking}/extend", {"minutes": 10})
        case [url, room]:
            book(url, room, datetime.now(UTC).replace(second=0, microsecond=0), timedelta(hours=1))
        case _:
            raise SystemExit(2)
