"""`kiosk api`: every operation by its name, and for what is wrong exit 2 with the nearest name."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.backends.offision.operations import ROWS, Operation, Reply
from kiosk.cli import run
from tests.wire.conftest import TOKEN
from tests.wire.scripted_server import Answer, Request, ScriptedServer, serving
from tests.wire.scripted_server import Reply as HttpReply

PAYLOADS = Path(__file__).parents[1] / "wire" / "payloads"
WORKBOOK = b"PK\x03\x04 a workbook"


def script(request: Request) -> Answer:
    asked = request.method, request.path
    name = next(row.name for row in ROWS if (row.method, row.path.format(id=0)) == asked)
    match name:
        case "system.information":
            return HttpReply(b'{"version": "1"}')
        case "booking.export":
            return HttpReply(WORKBOOK)
        case _:
            return HttpReply((PAYLOADS / f"{name}.json").read_bytes())


Api = Callable[..., Awaitable[int]]


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Api:
    monkeypatch.setenv("KIOSK_TOKEN", TOKEN)
    monkeypatch.setenv("KIOSK_DATA_DIR", str(tmp_path / "state"))
    config = tmp_path / "config.toml"

    async def call(server: ScriptedServer, *words: str) -> int:
        config.write_text(f'[backend]\nkind = "offision"\nurl = "{server.url}"\n')
        return await asyncio.to_thread(run, ["api", *words, "--config", str(config)])

    return call


def body_of(name: str) -> list[str]:
    path = PAYLOADS / f"{name}.request.json"
    return ["--body", str(path)] if path.exists() else []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_every_operation_is_reached(
    api: Api, row: Operation, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    values = [f"{name}=0" for name in (*row.in_path, *row.query)]
    output = ["--output", str(tmp_path / "a.xlsx")] if row.reply is Reply.FILE else []
    async with serving(script) as server:
        assert await api(server, row.name, *values, *body_of(row.name), *output) == 0
        assert (server.requests[0].method, len(server.requests[0].query)) == (row.method, len(row.query))
    printed = capfdbinary.readouterr().out
    if row.reply is Reply.FILE:
        assert printed == b""
        assert held_by(tmp_path / "a.xlsx") == WORKBOOK
    elif row.name != "system.information":
        assert json.loads(printed) == json.loads(held_by(PAYLOADS / f"{row.name}.json"))


def held_by(path: Path) -> bytes:
    return path.read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["visitor_badge.serach"], "'visitor_badge.search'"),
        (["visitor_badge.search", "registrationcode=FJUEIW"], "'registrationCode'"),
        (["visitor_badge.get"], "needs id"),
        (["booking.export"], "--output"),
        (["booking.export", "from=now", "--output", "x.xlsx"], "'From'"),
        (["user.search", "--output", "x.xlsx"], "answers no file"),
        (["booking.export", "--output", "/nowhere/at/all.xlsx"], "cannot be written"),
        (["booking.create"], "needs a body"),
        (["user.search", "--body", "{}"], "cannot be read"),
        ([], "name an operation"),
    ],
)
async def test_what_is_wrong_is_said_with_the_nearest_name(
    api: Api, words: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    async with serving(script) as server:
        assert await api(server, *words) == 2
        assert server.requests == []
    complaint = capfd.readouterr().err
    assert said in complaint
    assert len(complaint.splitlines()) == 1


async def test_a_wrong_body_is_refused_with_the_nearest_field(
    api: Api, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    body = tmp_path / "b.json"
    body.write_text('{"accesId": "A"}')
    async with serving(script) as server:
        assert await api(server, "occupancy_sensor.post_data", "--body", str(body)) == 2
    assert "'accessId'" in capfd.readouterr().err


@pytest.mark.parametrize(("status", "code"), [(401, 4), (404, 5), (500, 3)])
async def test_a_refusal_has_its_exit_code(api: Api, status: int, code: int) -> None:
    async with serving(lambda _: HttpReply(b"{}", status)) as server:
        assert await api(server, "user.search") == code


async def test_the_list_names_all_and_tells_which_path_is_known(api: Api, capfd: pytest.CaptureFixture[str]) -> None:
    async with serving(script) as server:
        assert await api(server, "--list") == 0
    lines = capfd.readouterr().out.splitlines()
    rows = [line.split() for line in lines[1 : len(ROWS) + 1]]
    known = [[one.name, one.method, one.path, "confirmed" if one.confirmed else "default"] for one in ROWS]
    assert rows == known
