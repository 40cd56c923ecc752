"""A Nexudus account with as many rooms as asked for, each booked now and once more, whose answers are made beforehand.

Run as a program it prints its address. It answers as fast as it can: what is measured is the client.
"""

import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.server.listening import listen
from tests.nexudus.fake import resource
from tests.nexudus.fake_bookings import LEFT_OUT_OF_LISTS, Bookings

SPANS = ((timedelta(minutes=-20), timedelta(minutes=40)), (timedelta(hours=2), timedelta(hours=3)))
FIRST_ID = 10_000
HERE = "/api/spaces"


def lists(rooms: int) -> dict[str, list[bytes]]:
    """The records of each list, as they are sent."""
    resources = {one: resource(one, f"Room {one}") for one in range(FIRST_ID, FIRST_ID + rooms)}
    bookings, now = Bookings(resources), datetime.now(UTC)
    for room in resources:
        for start, end in SPANS:
            bookings.put_in(room, now + start, now + end)
    listed = [{k: v for k, v in one.items() if k not in LEFT_OUT_OF_LISTS} for one in bookings.records.values()]
    return {
        f"{HERE}/bookings": [json.dumps(one).encode() for one in listed],
        f"{HERE}/resources": [json.dumps(one).encode() for one in resources.values()],
        f"{HERE}/bookingavailabilityexceptions": [],
    }


async def _page(records: Sequence[bytes], request: Request) -> Response:
    size, number = int(request.query_params.get("size", "25")), int(request.query_params.get("page", "1"))
    more = b"true" if number * size < len(records) else b"false"
    rows = b",".join(records[(number - 1) * size : number * size])
    return Response(b'{"Records":[' + rows + b'],"HasNextPage":' + more + b"}", media_type="application/json")


async def _no_commands(_: Request) -> Response:
    return Response(b"[]", media_type="application/json")


def _ready(url: str) -> None:
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()


async def _main(rooms: int) -> None:
    routes = [Route(f"{HERE}/bookings/commands", _no_commands)]
    routes += [Route(path, partial(_page, records)) for path, records in lists(rooms).items()]
    await listen(Starlette(routes=routes), "127.0.0.1", 0, asyncio.Event(), _ready)


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1])))
