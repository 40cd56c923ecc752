"""A body larger than any answer is refused before it fills the memory."""

import gzip
import tracemalloc
from collections.abc import AsyncIterator

import pytest

from kiosk.backends.errors import Garbled
from kiosk.backends.http.body import BodyTooLarge, read_body
from tests.wire.conftest import Connect, Serve
from tests.wire.scripted_server import Raw, Reply


async def test_a_declared_huge_body_is_refused_unread(serve: Serve, connect: Connect) -> None:
    size = 50 << 20
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size
    server = await serve(lambda _: Raw((head, *(b" " * (1 << 20) for _ in range(50)))))
    with pytest.raises(Garbled, match="too large"):
        await connect(server).request("GET", "/x")
    assert server.sent < 16 << 20


async def test_an_undeclared_huge_body_is_not_read_whole(serve: Serve, connect: Connect) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"100000\r\n" + b" " * (1 << 20) + b"\r\n"
    server = await serve(lambda _: Raw((head, *(chunk for _ in range(50)))))
    with pytest.raises(Garbled, match="too large"):
        await connect(server, largest_body=4 << 20).request("GET", "/x")
    assert server.sent < 40 << 20


async def test_a_small_body_that_unpacks_to_a_huge_one_is_refused(serve: Serve, connect: Connect) -> None:
    bomb = gzip.compress(b" " * (200 << 20), 9)
    server = await serve(lambda _: Reply(bomb, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(Garbled, match="too large"):
        await connect(server).request("GET", "/x")


async def test_a_compressed_piece_is_expanded_no_further_than_the_cap() -> None:
    bomb = gzip.compress(b" " * (50 << 20))

    async def pieces() -> AsyncIterator[bytes]:
        yield bomb

    tracemalloc.start()
    with pytest.raises(BodyTooLarge):
        await read_body(pieces(), "gzip", 1 << 20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20
