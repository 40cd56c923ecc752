"""The account's own answers with any JSON anywhere in them: an answer, or an error of the tree."""

import asyncio
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.backends.errors import BackendError
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import open_nexudus
from tests.nexudus.conftest import SETTINGS, at, held
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.fake_bookings import text
from tests.nexudus.hasty import NOW, HastyClock
from tests.wire.scripted_server import Answer, Reply, Request, serving
from tests.wire.test_any_json import JSON, places, put


class Mutating:
    """The fake, but that one of its answers is changed in one place."""

    def __init__(self, fake: FakeNexudus, which: int, place: int, new: object) -> None:
        self._fake = fake
        self._left = which
        self._place = place
        self._new = new

    def __call__(self, request: Request) -> Answer:
        answer = self._fake(request)
        self._left -= 1
        if self._left != 0 or not isinstance(answer, Reply) or not answer.body:
            return answer
        value = json.loads(answer.body)
        spots = places(value)
        changed: Any = put(value, spots[self._place % len(spots)], self._new)
        return Reply(json.dumps(changed).encode(), answer.status, answer.headers)


async def work(backend: NexudusBackend, booking: int) -> None:
    """All that a panel does, each thing also after another has failed."""
    works = (
        backend.agendas(["1", "2"], NOW),
        backend.rooms(),
        backend.book("2", at(2), at(3), "Stand-up"),
        backend.extend(held(booking), at(2)),
        backend.end(held(booking), at(0.5)),
        backend.check_in(held(booking)),
        backend.cancel(held(booking)),
        backend.agendas(["1", "2"], NOW, whole=True),
    )
    for one in works:
        with suppress(BackendError):
            await one


@pytest.mark.slow
@given(st.integers(1, 25), st.integers(0, 200), JSON, st.sampled_from(["", "door-1"]))
def test_any_mutated_answer_is_understood_or_an_error_of_the_tree(
    which: int, place: int, new: object, client_id: str
) -> None:
    async def main() -> None:
        clock = HastyClock()
        fake = FakeNexudus(clock)
        booking = fake.bookings.put_in(1, at(-1), at(1))
        fake.closures[7] = {"Id": 7, "FromTime": text(at(5)), "ToTime": text(at(9)), "Resources": [2]}
        async with serving(Mutating(fake, which, place, new)) as server:
            login = Login(USER, PASSWORD, client_id)
            backend = open_nexudus(server.url, login, SETTINGS, clock, lambda: "n")
            await work(backend, booking)
            await backend.aclose()
            await asyncio.sleep(0)
        await asyncio.sleep(0)  # the server notices that its connections are closed

    asyncio.run(main())
