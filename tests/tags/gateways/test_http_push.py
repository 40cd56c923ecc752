"""Signs posted to anybody's own server: the whole picture, what belongs to it, and a signature over both."""

import hmac
import json
from hashlib import sha256

import pytest

from kiosk.backends.errors import BackendError, NotAllowed, Rejected, ServerTrouble, Throttled, TimedOut, Unreachable
from kiosk.backends.http.address import parse_address
from kiosk.clock import Clock
from kiosk.tags.gateways.http import HttpPush
from kiosk.tags.gateways.line import Line
from kiosk.tags.picture import Palette
from tests.tags.codecs.unpacking import nearest
from tests.tags.gateways.signs import sign
from tests.wire.scripted_server import Answer, Hang, Raw, Reply, ScriptedServer, serving


def gateway(server: ScriptedServer, secret: bytes = b"canary", deadline: float = 10.0) -> HttpPush:
    clock = Clock()
    return HttpPush(Line(parse_address(server.url), clock, deadline=deadline), "/signs?site=1", secret, clock)


async def test_the_picture_its_card_and_a_signature_over_both_arrive() -> None:
    pushed = sign("tür 1", palette=Palette.ACEP7, size=(31, 9), rotation=90)
    async with serving(lambda _: Reply(b"ok")) as server:
        http = gateway(server)
        assert (await http.push(pushed)).shown
        await http.aclose()
    (request,) = server.requests
    assert (request.method, request.target) == ("POST", "/signs?site=1")
    assert nearest(request.body, Palette.ACEP7) == pushed.mounted
    line = request.headers["x-kiosk-sign"]
    about = json.loads(line)
    assert about.pop("at").endswith("+00:00")
    assert about == {"tag": "tür 1", "face": "a1", "width": 9, "height": 31, "palette": "acep7", "rotation": 90}
    wanted = hmac.new(b"canary", line.encode() + b"\n" + request.body, sha256).hexdigest()
    assert request.headers["x-kiosk-signature"] == f"sha256={wanted}"
    assert [(report.tag, report.shown) for report in await http.look()] == [("tür 1", "a1")]


async def test_without_a_secret_nothing_is_signed() -> None:
    async with serving(lambda _: Reply()) as server:
        http = gateway(server, b"")
        await http.push(sign("1"))
        await http.aclose()
    assert "x-kiosk-signature" not in server.requests[0].headers


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Raw(), Unreachable),
        (Hang(), TimedOut),
        (Reply(status=400), Rejected),
        (Reply(status=403), NotAllowed),
        (Reply(status=409), Throttled),
        (Reply(status=413), Rejected),
        (Reply(status=429, headers={"Retry-After": "30"}), Throttled),
        (Reply(status=500), ServerTrouble),
    ],
)
async def test_what_was_not_taken_is_not_shown(answer: Answer, error: type[BackendError]) -> None:
    async with serving(lambda _: answer) as server:
        http = gateway(server, deadline=0.5)
        with pytest.raises(error) as no:
            await http.push(sign("1"))
        assert await http.look() == ()
        assert "canary" not in str(no.value)
        await http.aclose()
        server.close_connections()
