"""`kiosk report`, `kiosk problems` and what doctor says of reports, over real HTTP and a real outbox."""

import asyncio
import hmac
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.cli import run
from kiosk.clock import FixedClock
from kiosk.server.run import EmbeddedServer
from tests.backends.houses import NOW
from tests.wire.conftest import TOKEN
from tests.wire.scripted_server import Reply, Request, ScriptedServer, serving

Kiosk = Callable[..., Awaitable[int]]
Capture = pytest.CaptureFixture[str]
NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def kiosk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kiosk:
    """Runs a command with a config of these lines, as the program would."""
    monkeypatch.setenv("KIOSK_TOKEN", TOKEN)
    monkeypatch.setenv("KIOSK_DATA_DIR", str(tmp_path / "state"))
    config = tmp_path / "config.toml"

    async def call(backend: str, report: str, *words: str) -> int:
        config.write_text(f'[backend]\n{backend}\n[panel]\ntime_zone = "Europe/Berlin"\n[report]\n{report}\n')
        return await asyncio.to_thread(run, [*words, "--config", str(config)])

    return call


@pytest.fixture
async def local() -> AsyncIterator[str]:
    """The demo building's server, as the config names it."""
    server = EmbeddedServer(None, TOKEN, demo=True, clock=FixedClock(NOW))
    yield f'kind = "local"\nurl = "{await asyncio.to_thread(server.start)}"'
    await asyncio.to_thread(server.stop)


def offision(url: str = NOBODY) -> str:
    return f'kind = "offision"\nurl = "{url}"'


def hook(server: ScriptedServer, more: str = "") -> str:
    return f'webhook_url = "{server.url}/canary-hook"\n{more}'


def refusing(status: int, _: Request) -> Reply:
    return Reply(status=status)


def texts(server: ScriptedServer) -> list[str]:
    return [json.loads(request.body)["text"] for request in server.requests]


async def test_a_report_arrives_at_the_local_server_and_is_listed(kiosk: Kiosk, local: str, capfd: Capture) -> None:
    assert await kiosk(local, "", "report", "1", "too_cold", "--text", "By the window") == 0
    assert await kiosk(local, "", "report", "1", "too_cold", "--text", "by the WINDOW") == 0
    assert await kiosk(local, "", "problems", "--json") == 0
    said = capfd.readouterr().out.split("\n", 2)
    assert said[:2] == ["The report has arrived.", "The same was reported a few minutes ago."]
    document = json.loads(said[2])
    (found,) = document["problems"]
    assert (found["room"], found["problem"], found["text"]) == ("Victoria", "too_cold", "By the window")
    assert document["outbox"] == []


async def test_a_report_is_posted_signed_in_the_words_of_the_template(kiosk: Kiosk, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("shared\n")
    secret.chmod(0o600)
    more = f"""webhook_secret_file = "{secret}"
webhook_template = '{{"text": "{{room}}: {{problem}} ({{kind}}) {{text}}", "at": ["{{time}}"]}}'"""
    async with serving(lambda _: Reply(b"ok")) as server:
        assert await kiosk(offision(), hook(server, more), "report", "7", "other", "--text", '"}, {kind}') == 0
        (request,) = server.requests
    body = json.loads(request.body)
    assert body["text"] == '7: Something else (other) "}, {kind}'
    assert request.headers["x-kiosk-signature"] == "sha256=" + hmac.new(b"shared", request.body, sha256).hexdigest()
    assert request.path == "/canary-hook"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
async def test_a_report_is_handed_to_a_program(kiosk: Kiosk, tmp_path: Path) -> None:
    script = tmp_path / "tell.sh"
    script.write_text(f"#!/bin/sh\ncat > {tmp_path}/told.json\n")
    script.chmod(0o700)
    assert await kiosk(offision(), f'command = ["{script}"]', "report", "7", "light") == 0
    assert json.loads((tmp_path / "told.json").read_text())["kind"] == "light"


async def test_what_could_not_be_sent_is_kept_and_sent_by_the_next_command(kiosk: Kiosk, capfd: Capture) -> None:
    answers = [Reply(status=500), Reply(status=500), Reply(status=500)]
    async with serving(lambda _: answers.pop() if answers else Reply(b"ok")) as server:
        assert await kiosk(offision(), hook(server), "report", "7", "light", "--text", "one") == 0
        assert "is kept" in capfd.readouterr().out
        assert await kiosk(offision(), hook(server), "doctor") == 3
        assert "1 waiting for webhook since" in (said := capfd.readouterr().out)
        assert "server error" in said
        answers.clear()
        assert await kiosk(offision(), hook(server), "report", "7", "power", "--text", "two") == 0
        assert texts(server)[-2:] == ["one", "two"]
        assert len({request.headers["idempotency-key"] for request in server.requests}) == 2
        await kiosk(offision(), hook(server), "doctor")
    assert "none waits" in capfd.readouterr().out


async def test_what_is_refused_is_said_kept_and_sent_again_when_asked_to(kiosk: Kiosk, capfd: Capture) -> None:
    answers = [Reply(status=410)]
    async with serving(lambda _: answers.pop() if answers else Reply(b"ok")) as server:
        assert await kiosk(offision(), hook(server), "report", "7", "light") == 5
        await kiosk(offision(), hook(server), "doctor")
        assert "1 for webhook: " in capfd.readouterr().out
        assert await kiosk(offision(), hook(server), "problems") == 0
        assert "refused for webhook" in capfd.readouterr().out
        assert await kiosk(offision(), hook(server), "problems", "--send-again") == 0
        assert len(server.requests) == 2
        assert len(capfd.readouterr().out.splitlines()) == 1


async def test_a_webhooks_address_is_never_said(kiosk: Kiosk, capfd: Capture) -> None:
    for status in (302, 401, 404, 429, 500):
        async with serving(partial(refusing, status)) as server:
            await kiosk(offision(), hook(server), "report", "7", "light", "--text", str(status), "--debug")
            await kiosk(offision(), hook(server), "problems", "--send-again", "--debug")
            await kiosk(offision(), hook(server), "doctor", "--debug")
    said = capfd.readouterr()
    assert "canary-" not in said.out + said.err


async def test_where_nobody_gets_reports_none_is_taken(kiosk: Kiosk, local: str, capfd: Capture) -> None:
    assert await kiosk(offision(), "", "report", "7", "light") == 5
    assert await kiosk(local, "enabled = false", "report", "1", "light") == 5
    await kiosk(offision(), "", "doctor")
    assert "nobody gets any" in capfd.readouterr().out
    assert not [name for name in os.listdir(os.environ["KIOSK_DATA_DIR"]) if name.startswith("outbox")]  # noqa: PTH208


async def test_a_room_that_there_is_not_is_said(kiosk: Kiosk, local: str, capfd: Capture) -> None:
    assert await kiosk(local, "", "report", "4711", "light") == 5
    assert '"4711"' in capfd.readouterr().err


async def test_a_report_for_one_server_never_goes_to_another(kiosk: Kiosk, local: str, capfd: Capture) -> None:
    assert await kiosk(f'kind = "local"\nurl = "{NOBODY}"', "", "report", "1", "light") == 0
    assert await kiosk(local, "", "problems", "--json") == 0
    document = json.loads(capfd.readouterr().out.split("\n", 1)[1])
    assert (document["problems"], len(document["outbox"])) == ([], 1)


async def test_a_disk_that_does_not_take_it_is_said(
    kiosk: Kiosk, tmp_path: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("KIOSK_DATA_DIR", str(tmp_path / "file"))
    assert await kiosk(offision(), f'webhook_url = "{NOBODY}/"', "report", "7", "light") == 2
    assert "is not kept" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ('webhook_url = "http://chat.example/canary-hook"', "plain HTTP"),
        ('webhook_url = "https://chat.example/canary-hook"\nwebhook_secret_file = "/nowhere"', "webhook_secret_file"),
    ],
)
async def test_a_webhook_that_cannot_be_used_is_a_mistake_in_the_config(
    kiosk: Kiosk, capfd: Capture, report: str, said: str
) -> None:
    assert await kiosk(offision(), report, "report", "7", "light") == 2
    assert said in (complaint := capfd.readouterr().err)
    assert "canary-" not in complaint
    await kiosk(offision(), report, "doctor")
    assert said in (found := capfd.readouterr().out)
    assert "canary-" not in found
