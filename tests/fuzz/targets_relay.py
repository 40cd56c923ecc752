"""What panels ask a site's relay: any operation, any value, any body, any patience."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from kiosk.backends.http.transport import Transport
from kiosk.backends.nexudus.budget import Budget
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.operations import ROWS, Operation
from kiosk.backends.nexudus.session import Session
from kiosk.clock import FixedClock
from kiosk.relay.app import Counter, build_app
from kiosk.relay.gateway import Gateway
from kiosk.relay.lives import Lives
from kiosk.relay.watched import Watched
from tests.fuzz.asked import asked
from tests.fuzz.houses import MONDAY
from tests.fuzz.played import EVERYTHING, NOWHERE, Runs, Tape
from tests.fuzz.target import Target
from tests.nexudus.fake import PASSWORD, USER

_TOKEN = b"a-token-of-the-fuzzer"
_PAGE = b'{"Records":[],"CurrentPage":1,"TotalItems":0,"HasNextPage":false}'
_KNOWN = {200, 400, 401, 403, 404, 405, 409, 413, 414, 422, 429, 502, 503, 504}


def targets(run: Runs[Any]) -> Iterator[Target]:
    """One, of all that it lets through."""
    yield Target("the relay's requests", _request(run), tuple(_seed(row) for row in ROWS), (), 20)


def _seed(row: Operation) -> bytes:
    path = row.path.replace("{id}", "7").encode()
    head = row.method.encode() + b" " + path + b"?page=1&size=25&orderby=Id"
    return (
        head
        + b"\nauthorization: "
        + _TOKEN
        + b'\nkiosk-patience: 5.00\n\n{"Id": 7, "FromTime": "2026-03-30T10:00:00Z"}'
    )


def _request(run: Runs[Any]) -> Callable[[bytes], object]:
    """The account behind it answers everything with an empty page."""
    tape, clock = Tape({}, EVERYTHING), FixedClock(MONDAY)
    tape.given = _PAGE

    async def ask(given: bytes) -> tuple[int, bytes]:
        login, budget = Login(USER, PASSWORD, ""), Budget(clock)
        watched = Watched(Session(Transport(NOWHERE, login, clock, connect=tape.connect), login, clock), clock)
        gateway = Gateway(NexudusClient(watched), clock, Lives(15.0, 50))
        try:
            return await asked(build_app(Counter(gateway, watched, budget, clock), _TOKEN.decode(), clock), given)
        finally:
            await gateway.aclose()

    def feed(given: bytes) -> object:
        status, body = run(ask(given))
        assert status in _KNOWN, (status, body)
        return status == 200 or msgspec.json.decode(body)

    return feed
