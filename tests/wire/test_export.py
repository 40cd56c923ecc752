"""The workbook of bookings: on disk whole or not at all, never in memory whole, never past its cap or its time."""

import asyncio
import gzip
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.backends.errors import BackendError, Garbled, NotAllowed, TimedOut
from kiosk.backends.offision.client import OffisionClient
from tests.wire.conftest import Connect, Serve
from tests.wire.scripted_server import Answer, Hang, Later, Raw, Reply, ScriptedServer

WORKBOOK = b"PK\x03\x04" + os.urandom(300_000)
KIND = {"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
START = datetime(2021, 10, 11, 3, 0, tzinfo=UTC)


async def served(serve: Serve, connect: Connect, answer: Answer) -> tuple[ScriptedServer, OffisionClient]:
    server = await serve(lambda _: answer)
    return server, OffisionClient(connect(server, largest_body=1000))


def left_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def held_by(path: Path) -> bytes:
    return path.read_bytes()


@pytest.mark.parametrize("packed", [False, True])
async def test_it_is_written_as_it_came_beyond_what_an_answer_in_memory_may_be(
    serve: Serve, connect: Connect, tmp_path: Path, *, packed: bool
) -> None:
    body = gzip.compress(WORKBOOK) if packed else WORKBOOK
    reply = Reply(body, headers={**KIND, "Content-Encoding": "gzip"} if packed else KIND)
    server, client = await served(serve, connect, reply)
    await client.export_bookings(tmp_path / "a.xlsx", start=START, time_zone="Asia/Hong_Kong")
    assert held_by(tmp_path / "a.xlsx") == WORKBOOK
    assert left_in(tmp_path) == ["a.xlsx"]
    assert server.requests[0].query == {"From": "2021-10-11T03:00:00Z", "TimeZone": "Asia/Hong_Kong"}
    assert server.requests[0].headers["accept"] == "*/*"


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 300004\r\n\r\n"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Reply(b'{"isSuccess": false}'), Garbled),
        (Reply(b""), Garbled),
        (Reply(b"<html>sign in", headers={"Content-Type": "text/html"}), Garbled),
        (Reply(WORKBOOK, headers={"Content-Encoding": "gzip"}), Garbled),
        (Reply(WORKBOOK, 401), NotAllowed),
        (Raw((HEAD + WORKBOOK[:100_000],)), Garbled),
        (Hang(), TimedOut),
    ],
)
async def test_what_goes_wrong_leaves_the_file_that_was_there(
    serve: Serve, connect: Connect, tmp_path: Path, answer: Answer, error: type[BackendError]
) -> None:
    _, client = await served(serve, connect, answer)
    (tmp_path / "a.xlsx").write_bytes(b"before")
    with pytest.raises(error):
        await client.export_bookings(tmp_path / "a.xlsx", seconds=0.3)
    assert held_by(tmp_path / "a.xlsx") == b"before"
    assert left_in(tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(WORKBOOK),
        Reply(gzip.compress(WORKBOOK[:4] + bytes(50_000_000)), headers={"Content-Encoding": "gzip"}),
        Raw((b"HTTP/1.1 200 OK\r\n\r\n" + WORKBOOK,)),
    ],
)
async def test_a_file_beyond_the_cap_is_left(serve: Serve, connect: Connect, tmp_path: Path, reply: Answer) -> None:
    _, client = await served(serve, connect, reply)
    with pytest.raises(Garbled, match="too large"):
        await client.export_bookings(tmp_path / "a.xlsx", largest=200_000)
    assert left_in(tmp_path) == []


async def test_a_place_that_cannot_be_written_to_is_an_error_of_the_system(
    serve: Serve, connect: Connect, tmp_path: Path
) -> None:
    server, client = await served(serve, connect, Reply(WORKBOOK))
    with pytest.raises(FileNotFoundError):
        await client.export_bookings(tmp_path / "nowhere" / "a.xlsx")
    assert server.requests == []


async def test_a_folder_in_the_way_is_an_error_of_the_system(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    _, client = await served(serve, connect, Reply(WORKBOOK))
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(OSError, match="directory"):
        await client.export_bookings(tmp_path / "a.xlsx")
    assert left_in(tmp_path) == ["a.xlsx"]


async def test_only_the_owner_may_read_it(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    _, client = await served(serve, connect, Reply(WORKBOOK))
    await client.export_bookings(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").stat().st_mode & 0o077 == 0 or os.name == "nt"


async def test_a_server_that_asks_for_patience_is_asked_again(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    answers = iter([Reply(b"later", 503, {"Retry-After": "0"}), Reply(WORKBOOK)])
    server = await serve(lambda _: next(answers))
    await OffisionClient(connect(server)).export_bookings(tmp_path / "a.xlsx")
    assert held_by(tmp_path / "a.xlsx") == WORKBOOK


async def test_a_caller_that_gives_up_leaves_nothing_behind(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    ready = asyncio.Event()
    server, client = await served(serve, connect, Later(Reply(WORKBOOK), ready))
    asking = asyncio.create_task(client.export_bookings(tmp_path / "a.xlsx"))
    await server.until_hanging(1)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert left_in(tmp_path) == []
    ready.set()
    with pytest.raises(Garbled):
        await client.user("1")
    assert left_in(tmp_path) == []
