"""A lamp behind a real HTTP server, well and unwell."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, aclosing
from dataclasses import replace

import pytest

from kiosk.backends.http.address import parse_address
from kiosk.backends.lamp import Lamp
from kiosk.clock import Clock
from kiosk.domain.light import GREEN, RED, Light
from kiosk.domain.state import Status
from kiosk.lights.bar import LightFailed
from kiosk.lights.http import HttpLightBar, LampWords
from tests.wire.scripted_server import Answer, Hang, Raw, Reply, Request, Script, ScriptedServer, serving

FREE, BUSY = Light(Status.FREE, GREEN), Light(Status.OCCUPIED, RED, 0.25)
TOKEN = "canary-Zx81-secret"
JSON = LampWords("POST", "/key-canary/state", {}, '{"rgb":"{hex}","bri":{percent}}')

Opened = Callable[..., HttpLightBar]


@pytest.fixture
async def opened() -> AsyncIterator[Opened]:
    async with AsyncExitStack() as stack:

        def make(server: ScriptedServer, words: LampWords = JSON, deadline: float = 5.0) -> HttpLightBar:
            bar = HttpLightBar(Lamp(parse_address(server.url), Clock(), deadline), words)
            stack.push_async_callback(bar.aclose)
            return bar

        yield make


def always(answer: Answer) -> Script:
    return lambda _: answer


async def test_the_body_is_filled_in_and_sent_as_json(opened: Opened) -> None:
    async with serving(always(Reply(b"OK"))) as server:
        bar = opened(server)
        await bar.show(FREE)
        await bar.show(BUSY)
    bodies = [json.loads(request.body) for request in server.requests]
    assert bodies == [{"rgb": "00FF00", "bri": 100}, {"rgb": "FF0000", "bri": 25}]
    assert {(one.method, one.path, one.headers["content-type"]) for one in server.requests} == {
        ("POST", "/key-canary/state", "application/json")
    }
    assert "authorization" not in server.requests[0].headers


async def test_an_address_can_be_filled_in_too(opened: Opened) -> None:
    async with serving(always(Reply(b"<html>Thanks</html>", headers={"Content-Type": "text/html"}))) as server:
        await opened(server, LampWords("GET", "/light/0?red={red}&turn={on}", {})).show(BUSY)
    (request,) = server.requests
    assert (request.method, request.target, request.body) == ("GET", "/light/0?red=64&turn=true", b"")


@pytest.mark.parametrize(
    ("headers", "name", "value"),
    [
        ({}, "authorization", f"Bearer {TOKEN}"),
        ({"X-Api-Key": "{token}"}, "x-api-key", TOKEN),
        ({"authorization": "Basic abc"}, "authorization", "Basic abc"),
    ],
)
async def test_a_token_goes_where_the_config_wants_it(
    opened: Opened, headers: dict[str, str], name: str, value: str
) -> None:
    async with serving(always(Reply())) as server:
        await opened(server, replace(JSON, headers=headers, token=TOKEN)).show(FREE)
    assert server.requests[0].headers[name] == value
    assert sum(TOKEN in one for one in server.requests[0].headers.values()) == (TOKEN in value)


@pytest.mark.parametrize("status", [301, 400, 401, 404, 500])
async def test_a_lamp_that_says_no_is_told_of_without_its_path_or_token(opened: Opened, status: int) -> None:
    async with serving(always(Reply(b"no", status))) as server:
        with pytest.raises(LightFailed, match=f"HTTP {status}") as caught:
            await opened(server, replace(JSON, token=TOKEN)).show(FREE)
    assert "canary" not in str(caught.value)
    assert "canary" not in repr(replace(JSON, target="/", token=TOKEN))
    assert server.url in str(caught.value)


async def test_a_lamp_that_never_answers_is_given_up(opened: Opened) -> None:
    async with serving(always(Hang())) as server:
        with pytest.raises(LightFailed, match="in time"):
            await opened(server, deadline=0.2).show(FREE)
        server.close_connections()


async def test_a_lamp_that_is_not_there_is_told_of(opened: Opened) -> None:
    async with serving(always(Reply())) as server:
        pass
    with pytest.raises(LightFailed, match="cannot be reached"):
        await opened(server).show(FREE)


async def test_a_connection_that_went_stale_is_made_anew(opened: Opened) -> None:
    def closing(_: Request) -> Answer:
        return Raw((b"HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n",))

    async with serving(closing) as server:
        bar = opened(server)
        for _ in range(3):
            await bar.show(FREE)
        assert server.connections == 3


async def test_a_lamp_that_closes_without_an_answer_is_told_of(opened: Opened) -> None:
    async with serving(always(Raw())) as server:
        with pytest.raises(LightFailed, match="closed the connection"):
            await opened(server).show(FREE)


async def test_nothing_is_sent_after_the_end() -> None:
    async with serving(always(Reply())) as server, aclosing(Lamp(parse_address(server.url), Clock())) as lamp:
        await lamp.aclose()
        with pytest.raises(LightFailed):
            await HttpLightBar(lamp, JSON).show(FREE)
    assert server.requests == []
