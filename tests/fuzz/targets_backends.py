"""What is made of every answer of a building's system: operation by operation, and through the whole backend."""

import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from kiosk.backends.base import Snapshot
from kiosk.backends.errors import BackendError
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.exchange import Incoming
from kiosk.backends.http.refusals import age_of, refusal, retry_after_of
from kiosk.backends.http.transport import Transport
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.passed_on import read
from kiosk.backends.nexudus.session import Session
from kiosk.backends.offision.client import OffisionClient
from kiosk.clock import FixedClock
from kiosk.domain.policy import Policy
from kiosk.domain.state import derive
from tests.fuzz.houses import FRIDAY, MONDAY, House, Work, houses, relayed
from tests.fuzz.played import EVERYTHING, NOWHERE, Runs, Tape
from tests.fuzz.target import Target
from tests.nexudus.fake import PASSWORD, USER
from tests.nexudus.test_mutated_answers import OPERATIONS
from tests.wire.conftest import TOKEN
from tests.wire.every_operation import calls
from tests.wire.test_mutated_answers import SAMPLES

_STATUSES = (200, 204, 302, 304, 400, 401, 403, 404, 409, 410, 418, 429, 500, 503, 599)


def targets(run: Runs[Any]) -> Iterator[Target]:
    """Every operation of both systems, every answer that a backend relies on, and what stands around them."""
    for name, sample in SAMPLES.items():
        call = calls(Path())[name]
        yield Target(f"offision {name}", _asked(run, _offision, call), (_json(sample),), (BackendError,), 4)
    for name, (sample, ask) in OPERATIONS.items():
        yield Target(f"nexudus {name}", _asked(run, _nexudus, ask), (_json(sample),), (BackendError,), 4)
    for house in houses(run):
        yield from _house(run, house)
    yield Target("an answer's headers", _headers, tuple(_HEADERS), (), 20)
    yield Target("a relay's refusal", lambda given: read(given, "http://127.0.0.1:9"), (_REFUSAL,), (), 10)
    yield Target("a relay's report", _reported(run), (b'{"requests":3}',), (BackendError,), 2)


def _asked(
    run: Runs[Any], opened: Callable[[Tape], tuple[Transport, Any]], call: Callable[[Any], Awaitable[object]]
) -> Callable[[bytes], object]:
    tape = Tape({}, EVERYTHING)
    transport, client = run(_within(lambda: opened(tape)))

    async def ask() -> object:
        return await call(client)

    def feed(given: bytes) -> object:
        tape.given = given
        assert transport is not None
        return run(ask())

    return feed


async def _within(make: Callable[[], Any]) -> Any:  # noqa: ANN401 - made where a loop runs
    return make()


def _offision(tape: Tape) -> tuple[Transport, OffisionClient]:
    transport = Transport(NOWHERE, Auth(TOKEN), FixedClock(FRIDAY), connect=tape.connect)
    return transport, OffisionClient(transport)


def _nexudus(tape: Tape) -> tuple[Transport, NexudusClient]:
    clock, login = FixedClock(MONDAY), Login(USER, PASSWORD, "")
    transport = Transport(NOWHERE, login, clock, connect=tape.connect)
    return transport, NexudusClient(Session(transport, login, clock))


def _house(run: Runs[Any], house: House) -> Iterator[Target]:
    """Each answer beside each work that asks for it."""
    for work_name, work in house.works.items():
        for path in _asked_for(run, house, work):
            feed = _worked(run, house, work, path)
            yield Target(f"{house.name} {work_name}: {path}", feed, (house.answers[path],), (BackendError,))


def _asked_for(run: Runs[Any], house: House, work: Work) -> list[str]:
    """The recorded answers that a work asks for."""
    seen = list[str]()

    class Listening(Tape):
        def answer(self, request: Any) -> Incoming:  # noqa: ANN401 - as the tape's
            answer = super().answer(request)
            seen.append(f"{request.method} {request.target.partition('?')[0]}")
            return answer

    with suppress(BackendError):
        run(_done(house, work, Listening(house.answers)))
    return [path for path in dict.fromkeys(seen) if path in house.answers]


def _worked(run: Runs[Any], house: House, work: Work, path: str) -> Callable[[bytes], object]:
    tape = Tape(house.answers, path)

    def feed(given: bytes) -> object:
        tape.given = given
        found = run(_done(house, work, tape))
        for agenda in found.agendas if isinstance(found, Snapshot) else ():
            derive(agenda, agenda.as_of or FRIDAY, Policy())
        return found

    return feed


async def _done(house: House, work: Work, tape: Tape) -> object:
    backend = house.opened(tape.connect)
    try:
        return await work(backend)
    finally:
        await backend.aclose()


_HEADERS = [
    b"429\nretry-after: 5\ndate: Mon, 30 Mar 2026 10:00:00 GMT",
    b"503\nretry-after: Mon, 30 Mar 2026 10:00:00 GMT\ndate: Mon, 30 Mar 2026 09:00:00 +0100",
    b'409\nage: 3\n\n{"error":{"code":"taken"}}',
    b"200\ncontent-type: text/html\n\n<!doctype html>",
    b"429\nretry-after: Sunday, 06-Nov-94 08:49:37 GMT\ndate: Sun Nov  6 08:49:37 1994",
]
_REFUSAL = (
    b'{"trouble":"throttled","sentence":"The account asks for patience.","hint":"Wait.","retryAfter":3.5,'
    b'"retry_after":3.5,"undone":true}'
)


def _headers(given: bytes) -> object:
    """The first line is the status, an empty line parts headers and body."""
    head, _, body = given.partition(b"\n\n")
    first, *lines = head.decode("latin-1").split("\n")
    named = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): text.strip() for name, _, text in named}
    status = int(first[:3]) if first[:3].isascii() and first[:3].isdecimal() else _STATUSES[len(first) % 15]
    answer = Incoming(status, headers, body)
    age_of(answer)
    return refusal("http://127.0.0.1:9", "/x", answer, retry_after_of(answer, MONDAY))


def _reported(run: Runs[Any]) -> Callable[[bytes], object]:
    tape, numbers = Tape({}, EVERYTHING), count(1)

    async def ask() -> object:
        session = relayed(tape.connect)
        try:
            return next(numbers), await session.report()
        finally:
            await session.aclose()

    def feed(given: bytes) -> object:
        tape.given = given
        return run(ask())

    return feed


def _json(sample: object) -> bytes:
    return json.dumps(sample).encode()
