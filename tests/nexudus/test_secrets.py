"""The password and the tokens reach the server and nothing else."""

import traceback

import pytest

from kiosk.backends.errors import BackendError
from tests.nexudus.conftest import CANARY, Open, at
from tests.nexudus.fake import PASSWORD, FakeNexudus
from tests.nexudus.hasty import NOW
from tests.wire.scripted_server import Answer, Raw, Reply, json_reply

ECHOES = [
    Reply(PASSWORD.encode(), 401),
    Reply(b"canary-access-1", 500),
    Reply(f"<p>{PASSWORD}".encode()),
    json_reply({"WasSuccessful": False, "Message": PASSWORD, "Errors": [{"Message": "canary-access-1"}]}),
    json_reply({"Records": PASSWORD}),
    Raw((PASSWORD.encode(),)),
    Raw((b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncanary-access-1",)),
]


def shown(error: BackendError) -> str:
    return "".join(traceback.format_exception(error)) + repr(error) + error.hint


@pytest.mark.parametrize("client_id", ["", "door-1"])
@pytest.mark.parametrize("answer", ECHOES)
async def test_no_error_holds_a_secret_even_where_the_server_echoes_it(
    opened: Open, fake: FakeNexudus, client_id: str, answer: Answer
) -> None:
    backend = opened(client_id=client_id)
    await backend.agendas(["1"], NOW)
    for method in ("GET", "POST"):
        fake.faults[method, "/api/spaces/bookings"] = lambda _: answer
    with pytest.raises(BackendError) as caught:
        await backend.book("1", at(0), at(1))
    assert CANARY not in shown(caught.value)
    with pytest.raises(BackendError) as caught:
        await backend.agendas(["1"], NOW)
    assert CANARY not in shown(caught.value)


@pytest.mark.parametrize("answer", ECHOES)
async def test_no_failed_login_holds_one(opened: Open, fake: FakeNexudus, answer: Answer) -> None:
    fake.faults["POST", "/api/token"] = lambda _: answer
    with pytest.raises(BackendError) as caught:
        await opened(client_id="door-1").rooms()
    assert CANARY not in shown(caught.value)


def everything(value: object, seen: set[int]) -> str:
    """The representations of an object and of all that hangs from it, but for what keeps the secrets."""
    if id(value) in seen or type(value).__name__ == "Login":
        return repr(value)
    seen.add(id(value))
    inner = [*getattr(value, "__dict__", {}).values()] if type(value).__module__.startswith("kiosk.") else []
    return repr(value) + "".join(everything(one, seen) for one in inner)


async def test_no_part_of_a_backend_shows_one(opened: Open) -> None:
    backend = opened(client_id="door-1")
    await backend.agendas(["1"], NOW)
    found = everything(backend, set())
    assert "Login(***" in found
    assert CANARY not in found


async def test_nothing_goes_anywhere_but_in_the_header_and_the_form(opened: Open, fake: FakeNexudus) -> None:
    await opened(client_id="door-1").agendas(["1"], NOW)
    for _, request in fake.seen:
        assert CANARY not in request.target
        if request.path != "/api/token":
            assert CANARY.encode() not in request.body
