"""The contract, third part: a server that does not answer as it should ends in the same named error."""

import pytest

from kiosk.backends.errors import (
    BackendError,
    Garbled,
    LoginPage,
    NoAnswer,
    NotAllowed,
    ServerTrouble,
    Throttled,
    Unreachable,
)
from tests.backends.acting import booker
from tests.backends.conftest import Run
from tests.backends.houses import ATRIUM, NOW, at
from tests.wire.scripted_server import Raw, Reply, serving

PAGE = Reply(b"<html>Sign in</html>", headers={"Content-Type": "text/html"})
ANSWERS = {
    "401": (Reply(status=401), NotAllowed),
    "403": (Reply(status=403), NotAllowed),
    "500": (Reply(b"Salary talk", status=500), ServerTrouble),
    "patience": (Reply(status=429, headers={"Retry-After": "3600"}), Throttled),
    "page": (PAGE, Garbled),
    "half": (Reply(b'{"data": [{"id'), Garbled),
    "empty": (Reply(), Garbled),
    "wrong": (Reply(b'"yes"'), Garbled),
    "login": (Reply(status=302, headers={"Location": "/login"}), LoginPage),
    "hung up": (Raw(), Unreachable),
}
EACH = pytest.mark.parametrize(("answer", "error"), ANSWERS.values(), ids=ANSWERS)


async def test_a_wrong_token_is_not_allowed(run: Run) -> None:
    backend = (await run()).connect(secret="canary-wrong")
    for work in (backend.agendas([ATRIUM], NOW), backend.rooms(), booker(backend).book(ATRIUM, NOW, at(1))):
        with pytest.raises(NotAllowed) as no:
            await work
        assert "canary" not in f"{no.value} {no.value.hint}"


async def test_a_server_that_is_gone_is_unreachable(run: Run) -> None:
    site = await run()
    backend = site.connect()
    await backend.agendas([ATRIUM], NOW)
    await site.stop()
    for work in (backend.agendas([ATRIUM], NOW), backend.rooms(), booker(backend).book(ATRIUM, NOW, at(1))):
        with pytest.raises(Unreachable):
            await work


@EACH
async def test_no_answer_is_taken_for_a_state(run: Run, answer: Reply, error: type[BackendError]) -> None:
    site = await run()
    async with serving(lambda _: answer) as odd:
        with pytest.raises(error) as no:
            await site.connect(url=odd.url).agendas([ATRIUM], NOW)
    assert "Salary" not in f"{no.value} {no.value.hint}"


@EACH
async def test_no_answer_is_taken_for_a_list_of_rooms(run: Run, answer: Reply, error: type[BackendError]) -> None:
    site = await run()
    async with serving(lambda _: answer) as odd:
        with pytest.raises(error):
            await site.connect(url=odd.url).rooms()


@EACH
async def test_no_answer_is_taken_for_a_booking(run: Run, answer: Reply, error: type[BackendError]) -> None:
    site = await run()
    async with serving(lambda _: answer) as odd:
        with pytest.raises(error):
            await booker(site.connect(url=odd.url)).book(ATRIUM, NOW, at(1))


@pytest.mark.parametrize("answer", [Raw(), Reply(status=500), Reply()], ids=["hung up", "500", "empty"])
async def test_a_booking_of_which_nothing_was_heard_is_not_sent_twice(run: Run, answer: Reply | Raw) -> None:
    site = await run()
    async with serving(lambda _: answer) as odd:
        with pytest.raises(NoAnswer):
            await booker(site.connect(url=odd.url)).book(ATRIUM, NOW, at(1))
        assert [one.method for one in odd.requests].count("POST") == 1
