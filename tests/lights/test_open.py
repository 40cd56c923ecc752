"""From the config to a lamp, and what a config cannot say."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import Clock
from kiosk.config.file import ConfigError, parse
from kiosk.domain.light import GREEN, Light
from kiosk.domain.state import Status
from kiosk.lights.bar import LightBar
from kiosk.lights.open import open_light_bar
from tests.wire.scripted_server import Reply, serving

FREE = Light(Status.FREE, GREEN)


def opened(**table: Any) -> LightBar | None:  # noqa: ANN401 - as TOML has it
    return open_light_bar(parse({"lightbar": table}, "kiosk.toml").lightbar, Clock(), "kiosk.toml")


async def shown(**table: Any) -> None:  # noqa: ANN401 - as TOML has it
    bar = opened(**table)
    assert bar is not None
    await bar.show(FREE)
    await bar.aclose()


def test_without_a_kind_there_is_none() -> None:
    assert opened() is None
    assert opened(url="http://lamp.example/") is None


async def test_a_lamp_over_http_as_the_config_says_it(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("canary-secret\n")
    token.chmod(0o600)
    async with serving(lambda _: Reply()) as server:
        url = f"{server.url}/lamps/7?c={{hex}}#note"
        await shown(kind="http", url=url, method="PUT", body='{"s":"{state}"}', token_file=str(token))
        await shown(kind="http", url=server.url, method="GET", body="never sent")
    put, get = server.requests
    assert (put.method, put.target, json.loads(put.body)) == ("PUT", "/lamps/7?c=00FF00", {"s": "free"})
    assert put.headers["authorization"] == "Bearer canary-secret"
    assert (get.method, get.target, get.body) == ("GET", "/", b"")


async def test_a_lamp_behind_a_program_as_the_config_says_it(tmp_path: Path) -> None:
    told = tmp_path / "told"
    write = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.argv[2])"
    await shown(kind="command", command=[sys.executable, "-c", write, str(told), "{hex}"])
    assert await asyncio.to_thread(told.read_text) == "00FF00"


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"kind": "http"}, r"\[lightbar\] url: found nothing, expected what kind http needs"),
        ({"kind": "command"}, r"\[lightbar\] command: found nothing, expected what kind command needs"),
        ({"kind": "https"}, r"\[lightbar\] kind: found \"https\", expected \"http\" or \"command\""),
        ({"url": "lamp.example"}, r"\[lightbar\] url: .* expected an address such as http://lamp\.example"),
        ({"url": "http://me:secret@lamp.example/"}, r"\[lightbar\] url: found \"http://me:…@lamp"),
        ({"url": "http://lamp.example/{colour}"}, r"\[lightbar\] url: .*in braces, not \{colour\}"),
        ({"body": '{"c":"{hexx}"}'}, r"\[lightbar\] body: .*only \{red\}, .* in braces, not \{hexx\}"),
        ({"repeat_seconds": 1}, r"\[lightbar\] repeat_seconds: found 1, expected a number from 5 to 86400"),
    ],
)
def test_a_config_that_makes_no_lamp_says_why(table: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        opened(**table)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("content", [None, "", "two\nlines", "Zauber·wort"])
def test_a_token_that_cannot_be_used_is_named_by_its_file(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "token").write_text(content)
        (tmp_path / "token").chmod(0o600)
    with pytest.raises(ConfigError, match=r"\[lightbar\] token_file: found .*/token, expected a file") as caught:
        opened(kind="http", url="https://lamp.example/", token_file=str(tmp_path / "token"))
    assert not content or content not in str(caught.value)


def test_a_token_does_not_travel_in_the_clear_unless_that_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("canary")
    (tmp_path / "token").chmod(0o600)
    table = {"kind": "http", "url": "http://lamp.example/", "token_file": str(tmp_path / "token")}
    with pytest.raises(ConfigError, match=r"plain HTTP, on which anyone on the way can read the token"):
        opened(**table)
    assert opened(**table, allow_plain_http=True) is not None
    assert opened(kind="http", url="http://lamp.example/") is not None
