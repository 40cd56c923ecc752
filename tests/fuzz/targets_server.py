"""What comes to our own server and to the receiver of hints: any path, any query, any body."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import msgspec
from starlette.types import ASGIApp

from kiosk.clock import FixedClock
from kiosk.server.announcer import Announcer
from kiosk.server.app import build_app
from kiosk.server.demo_fill import DemoDays
from kiosk.server.hints import HintReceiver, ids_in
from kiosk.server.office import Office, Operation
from kiosk.server.routes import OPERATIONS
from kiosk.server.rules import NO_RULES
from kiosk.server.run import DEMO_SEED
from kiosk.server.store import Store
from kiosk.server.usage_count import count_due
from tests.fuzz.asked import answered, asked
from tests.fuzz.houses import FRIDAY
from tests.fuzz.played import Runs
from tests.fuzz.target import Target
from tests.server.conftest import keeps
from tests.server.test_any_request import BODIES, KNOWN, NAMES, SUBSCRIBE

_TOKEN = b"a-token-of-the-fuzzer"
_SHOWN = (b"authorization", _TOKEN)
_HINTS = (
    b'{"bookableResource":{"id":1},"id":"b"}',
    b'[{"resourceIds":["1","2"]},{"ids":"3,4"}]',
    b"id=1&resourceIds=2",
    b"1, 2,3",
)


def targets(run: Runs[Any], stack: AsyncExitStack) -> Iterator[Target]:
    """The server's operations, its paths, and hints. What is opened for them is left to `stack`."""
    app: ASGIApp = build_app(run(stack.enter_async_context(_office())), _TOKEN.decode(), OPERATIONS)
    for operation in OPERATIONS:
        if operation.method != "GET":
            good = msgspec.json.encode(BODIES.get(operation.name, SUBSCRIBE))
            yield Target(f"the server's {operation.name}", _body(run, app, operation), (good,), ())
    paths = tuple(_read(one) for one in OPERATIONS if one.method == "GET")
    yield Target("the server's questions", _question(run, app), paths, (), 25)
    yield Target("the server's gate", _gate(run, app), (b"Basic " + b"YS10b2tlbjo=", b"x"), (), 5)
    yield Target("a hint's body", ids_in, _HINTS, (), 80)
    yield Target("a hint", _hint(run), tuple(b"POST /hint/s3cret\n\n" + one for one in _HINTS), (), 15)


@asynccontextmanager
async def _office() -> AsyncIterator[Office]:
    """The demo building; it tells nobody of its changes."""
    store, clock = await Store.open(None, count_due), FixedClock(FRIDAY)
    announcer = Announcer(store, clock, _told)
    days = DemoDays(store, DEMO_SEED)
    await days.open()
    try:
        yield Office(store, clock, days, announcer, NO_RULES)
    finally:
        await announcer.close()
        await store.close()


async def _told(url: str, body: bytes) -> None:
    """Nobody."""


def _body(run: Runs[Any], app: ASGIApp, operation: Operation) -> Callable[[bytes], object]:
    method, path = operation.method.encode(), operation.path.replace("{id}", "1").encode()

    def feed(given: bytes) -> object:
        return _judged(*run(answered(app, method, path, [_SHOWN], given)))

    return feed


def _read(operation: Operation) -> bytes:
    values = ("1", "now", "2026-11-20T00:00:00+01:00", "true", "5")
    query = "&".join(f"{name}={values[at % len(values)]}" for at, name in enumerate(NAMES))
    wanted = operation.path.replace("{id}", "1")
    return f"GET {wanted}?from=2026-11-20T00:00:00%2B01:00&to=2026-11-21T00:00:00Z&{query}".encode()


def _question(run: Runs[Any], app: ASGIApp) -> Callable[[bytes], object]:
    def feed(given: bytes) -> object:
        method, _, target = given.partition(b" ")
        return _judged(*run(answered(app, method, target, [_SHOWN], b"")))

    return feed


def _gate(run: Runs[Any], app: ASGIApp) -> Callable[[bytes], object]:
    def feed(given: bytes) -> object:
        headers = [(b"authorization", given)]
        status, _ = run(answered(app, b"GET", b"/nowhere", headers, b""))
        assert status in {401, 429}, status
        return status

    return feed


def _judged(status: int, body: bytes) -> int:
    """Every refusal is in the server's own shape."""
    assert status in KNOWN | {405, 414, 431}, (status, body)
    if status != 200:
        assert msgspec.json.decode(body)["error"]["message"].endswith(".")
    return status


def _hint(run: Runs[Any]) -> Callable[[bytes], object]:
    heard: list[object] = []
    receiver = HintReceiver("127.0.0.1", 0, keeps("s3cret"), heard.append)

    def feed(given: bytes) -> object:
        heard.clear()
        status, _ = run(asked(receiver._answer, given))  # noqa: SLF001 - the application that it serves
        assert status == (200 if heard else 404), status
        return heard

    return feed
