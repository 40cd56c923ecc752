"""A server with as many rooms as asked for, each with a full day, whose answers are made beforehand.

Run as a program it prints its address. It answers as the documented routes do, as fast as it can: what is measured is
the client.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.server.listening import listen
from tests.wire.office import PATHS, Json, listed, resource, shown, status

STEP = timedelta(minutes=55)
FIRST = timedelta(minutes=-190)  # no start within ten minutes of now, so that nothing is about to change
MEETINGS = 8
FIRST_ID = 10_000


class Answers:
    """What the server says of each room, by its id."""

    def __init__(self, rooms: int) -> None:
        self._status: dict[str, bytes] = {}
        self._listed: dict[str, list[bytes]] = {}
        self._resources: dict[str, list[bytes]] = {}
        now = datetime.now(UTC)
        for room in range(FIRST_ID, FIRST_ID + rooms):
            spans = [(now + FIRST + STEP * one, now + FIRST + STEP * one + STEP * 0.8) for one in range(MEETINGS)]
            names = [(f"{room}-{one}", start.isoformat(), end.isoformat()) for one, (start, end) in enumerate(spans)]
            current = next(
                (shown(*name) for name, (start, end) in zip(names, spans, strict=True) if start <= now < end), None
            )
            coming = [shown(*name) for name, (start, _) in zip(names, spans, strict=True) if start > now]
            self._status[str(room)] = _dumps(status(room, current, coming[0], *coming))
            self._listed[str(room)] = [_dumps(listed(*name, room=room)) for name in names]
            self._resources[str(room)] = [_dumps(resource(room))]

    async def statuses(self, request: Request) -> Response:
        """Room status: a bare list."""
        rows = [self._status[one] for one in request.query_params["id"].split(",")]
        return Response(b"[" + b",".join(rows) + b"]", media_type="application/json")

    async def appointments(self, request: Request) -> Response:
        """The list of appointments, page by page; all of them are booked, and no other state is known."""
        if request.query_params.get("bookingState", "booked") != "booked":
            return Response(b'{"data":[],"metaData":{"total":0}}', media_type="application/json")
        return _page(self._listed, request, "bookableResourceId")

    async def directory(self, request: Request) -> Response:
        """The rooms, page by page."""
        return _page(self._resources, request, "id")


def _page(known: dict[str, list[bytes]], request: Request, key: str) -> Response:
    size, number = int(request.query_params.get("row", "50")), int(request.query_params.get("page", "1"))
    rows = [row for one in request.query_params[key].split(",") for row in known[one]]
    meta = _dumps({"total": len(rows), "row": size, "page": number})
    body = b'{"data":[' + b",".join(rows[(number - 1) * size : number * size]) + b'],"metaData":' + meta + b"}"
    return Response(body, media_type="application/json")


def _dumps(value: Json) -> bytes:
    return json.dumps(value).encode()


def _ready(url: str) -> None:
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()


async def _main(rooms: int) -> None:
    answers = Answers(rooms)
    routes = [
        Route(PATHS["status"], answers.statuses),
        Route(PATHS["list"], answers.appointments),
        Route(PATHS["directory"], answers.directory),
    ]
    await listen(Starlette(routes=routes), "127.0.0.1", 0, asyncio.Event(), _ready)


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1])))
