"""A webhook gets each body signed and with its key; what it answers is named, and its address is never said."""

import asyncio
import hmac
import logging
from collections.abc import Iterator
from hashlib import sha256

import pytest

from kiosk.backends.errors import (
    BackendError,
    Garbled,
    LoginPage,
    NotAllowed,
    NotFound,
    Rejected,
    ServerTrouble,
    Throttled,
    TimedOut,
    Unreachable,
)
from kiosk.backends.http.address import parse_address
from kiosk.backends.webhook import Webhook
from kiosk.clock import Clock
from tests.wire.scripted_server import Hang, Raw, Reply, Script, serving

SECRET_PATH = "/services/T00/canary-path?sig=canary-query"
BODY = b'{"text": "Too cold"}'


@pytest.fixture(autouse=True)
def _no_address_in_any_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    assert "canary-" not in caplog.text


def webhook(url: str, secret: bytes = b"", deadline: float = 10.0) -> Webhook:
    return Webhook(parse_address(url), SECRET_PATH, secret, Clock(), deadline=deadline)


async def test_the_body_arrives_as_it_is_with_its_key_and_signature() -> None:
    async with serving(lambda _: Reply(b"ok", headers={"Content-Type": "text/plain"})) as server:
        await webhook(server.url, b"shared").post(BODY, "k-1")
        (request,) = server.requests
    assert (request.method, request.target, request.body) == ("POST", SECRET_PATH, BODY)
    assert request.headers["idempotency-key"] == "k-1"
    assert request.headers["content-type"] == "application/json"
    assert request.headers["x-kiosk-signature"] == "sha256=" + hmac.new(b"shared", BODY, sha256).hexdigest()
    assert "authorization" not in request.headers


async def test_without_a_secret_nothing_is_signed() -> None:
    async with serving(lambda _: Reply(status=204)) as server:
        await webhook(server.url).post(BODY, "k-1")
        assert "x-kiosk-signature" not in server.requests[0].headers


async def test_a_web_page_that_says_yes_is_a_yes() -> None:
    async with serving(lambda _: Reply(b"<html>", headers={"Content-Type": "text/html"})) as server:
        await webhook(server.url).post(BODY, "k-1")


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(status=302, headers={"Location": "http://127.0.0.1:9/login"}), LoginPage),
        (Reply(status=400), Rejected),
        (Reply(status=401), NotAllowed),
        (Reply(status=404), NotFound),
        (Reply(status=408), TimedOut),
        (Reply(status=410), Rejected),
        (Reply(status=429), Throttled),
        (Reply(status=500), ServerTrouble),
        (Raw((b"HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n{",)), Garbled),
        (Raw((b"nonsense\r\n\r\n",)), Garbled),
        (Raw(()), Unreachable),
    ],
)
async def test_what_goes_wrong_has_a_name_and_hides_the_address(reply: Reply | Raw, error: type[BackendError]) -> None:
    async with serving(lambda _: reply) as server:
        with pytest.raises(BackendError) as no:
            await webhook(server.url).post(BODY, "k-1")
        assert len(server.requests) == 1, "nothing is sent again by itself"
    assert type(no.value) is error
    assert "canary-" not in no.value.sentence + no.value.hint


@pytest.mark.parametrize("status", [429, 503])
async def test_patience_that_is_asked_for_is_told(status: int) -> None:
    script: Script = lambda _: Reply(status=status, headers={"Retry-After": "120"})  # noqa: E731
    async with serving(script) as server:
        with pytest.raises(Throttled) as no:
            await webhook(server.url).post(BODY, "k-1")
    assert no.value.retry_after == 120.0


async def test_nobody_there_is_unreachable_and_silence_ends_with_the_deadline() -> None:
    with pytest.raises(Unreachable):
        await webhook("http://127.0.0.1:9").post(BODY, "k-1")
    async with serving(lambda _: Hang()) as server:
        with pytest.raises(TimedOut):
            await webhook(server.url, deadline=0.2).post(BODY, "k-1")
    await asyncio.sleep(0)
