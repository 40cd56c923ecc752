"""What one request does on a good day and on a bad connection."""

import asyncio
import gzip
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.backends.errors import (
    BackendError,
    Conflict,
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
from kiosk.backends.http.address import Address
from kiosk.backends.http.exchange import Connections, Incoming, Outgoing, PoolStuck
from kiosk.backends.http.network import Patience
from tests.wire.conftest import TOKEN, Connect, Serve
from tests.wire.scripted_server import Answer, Hang, Later, Raw, Reply, Request, json_reply

Replies = Iterator[Answer]
OK = json_reply({"ok": True})


async def test_many_requests_use_one_connection(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: OK)
    transport = connect(server)
    for _ in range(20):
        assert (await transport.request("GET", "/x")).body == b'{"ok": true}'
    assert (server.connections, transport.sent) == (1, 20)


async def test_no_more_connections_than_places_however_many_ask(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: OK)
    transport = connect(server)
    await asyncio.gather(*(transport.request("GET", "/x") for _ in range(100)))
    assert (len(server.requests), transport.rebuilt) == (100, 0)
    assert server.connections <= 8


async def test_the_token_goes_into_the_header_as_it_is(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: OK)
    await connect(server).request("GET", "/x", "a=1%2B2")
    assert server.requests[0].headers["authorization"] == TOKEN
    assert server.requests[0].query == {"a": "1+2"}


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (301, LoginPage),
        (302, LoginPage),
        (307, LoginPage),
        (400, Rejected),
        (401, NotAllowed),
        (403, NotAllowed),
        (404, NotFound),
        (409, Conflict),
        (418, Rejected),
        (429, Throttled),
        (500, ServerTrouble),
        (502, ServerTrouble),
        (503, ServerTrouble),
    ],
)
async def test_a_status_is_a_named_error(
    serve: Serve, connect: Connect, status: int, error: type[BackendError]
) -> None:
    server = await serve(lambda _: Reply(b"<html>secret body</html>", status))
    with pytest.raises(error) as caught:
        await connect(server).request("GET", "/x")
    assert type(caught.value) is error
    assert "/x" in caught.value.sentence
    assert "secret body" not in caught.value.sentence + caught.value.hint


async def test_a_redirect_is_not_followed_and_the_token_goes_nowhere_else(serve: Serve, connect: Connect) -> None:
    elsewhere = await serve(lambda _: OK)
    server = await serve(lambda _: Reply(status=302, headers={"Location": f"{elsewhere.url}/login"}))
    with pytest.raises(LoginPage):
        await connect(server).request("GET", "/x")
    assert (elsewhere.connections, len(server.requests)) == (0, 1)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"<!DOCTYPE html><title>Sign in</title>", headers={"Content-Type": "text/html; charset=utf-8"}),
        Reply(b"  \n<html></html>", headers={"Content-Type": "application/json"}),
        Reply(b"[]", headers={"Content-Type": "text/html"}),
        Reply(b"not gzip at all", headers={"Content-Encoding": "gzip"}),
        Reply(gzip.compress(b"[1,2,3]")[:-9], headers={"Content-Encoding": "gzip"}),
        Reply(b"[]", headers={"Content-Encoding": "br"}),
    ],
)
async def test_a_body_that_is_no_answer_is_garbled(serve: Serve, connect: Connect, reply: Reply) -> None:
    server = await serve(lambda _: reply)
    with pytest.raises(Garbled):
        await connect(server).request("GET", "/x")


@pytest.mark.parametrize("squeeze", [gzip.compress, zlib.compress])
async def test_a_compressed_body_is_read(serve: Serve, connect: Connect, squeeze: object) -> None:
    assert callable(squeeze)
    packed = squeeze(b"[1]" * 100_000)
    server = await serve(lambda _: Reply(packed, headers={"Content-Encoding": "gzip"}))
    assert (await connect(server).request("GET", "/x")).body == b"[1]" * 100_000


async def test_a_byte_order_mark_is_left_out(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Reply(b"\xef\xbb\xbf[]"))
    assert (await connect(server).request("GET", "/x")).body == b"[]"


FULL = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n" + b'{"ok": "true"}'


@pytest.mark.parametrize("length", range(len(FULL)))
async def test_an_answer_cut_at_any_byte_is_no_answer(serve: Serve, connect: Connect, length: int) -> None:
    server = await serve(lambda _: Raw((FULL[:length],)))
    with pytest.raises((Garbled, Unreachable)) as caught:
        await connect(server).request("GET", "/x")
    assert caught.value.sentence.endswith(".")


async def test_a_whole_answer_is_read_where_the_server_then_hangs_up(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Raw((FULL,)))
    assert (await connect(server).request("GET", "/x")).body == b'{"ok": "true"}'


async def test_something_that_is_not_http_is_garbled(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Raw((b"SSH-2.0-OpenSSH_9.2\r\n\r\n",)))
    with pytest.raises(Garbled):
        await connect(server).request("GET", "/x")


async def test_no_answer_ends_with_the_deadline(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Hang())
    with pytest.raises(TimedOut):
        await connect(server, deadline=0.2).request("GET", "/x")


@pytest.mark.parametrize("skip", [0, len(FULL) - 14])
async def test_a_drip_of_bytes_does_not_outlast_the_deadline(serve: Serve, connect: Connect, skip: int) -> None:
    drip = tuple(bytes([byte]) for byte in FULL[skip:])
    server = await serve(lambda _: Raw((FULL[:skip], *drip, *drip, *drip), pause=0.05))
    with pytest.raises(TimedOut):
        await connect(server, deadline=0.3).request("GET", "/x")
    assert server.sent < len(FULL)


async def test_a_caller_that_gives_up_leaves_its_request_to_end(serve: Serve, connect: Connect) -> None:
    ready = asyncio.Event()
    server = await serve(lambda _: Later(OK, ready))
    transport = connect(server)
    asking = [asyncio.create_task(transport.request("GET", "/x")) for _ in range(8)]
    await server.until_hanging(8)
    for one in asking:
        one.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    ready.set()
    await asyncio.gather(*(transport.request("GET", "/x") for _ in range(8)))
    assert (server.connections, len(server.requests), transport.rebuilt) == (8, 16, 0)


async def test_a_request_under_way_ends_by_name_when_the_program_closes(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Hang())
    transport = connect(server)
    asking = asyncio.create_task(transport.request("GET", "/x"))
    await server.until_hanging(1)
    await transport.aclose()
    with pytest.raises(Unreachable, match="closed by this program"):
        await asking


async def test_nobody_listening_is_unreachable(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: OK)
    server.port = 9
    with pytest.raises(Unreachable):
        await connect(server).request("GET", "/x")


async def test_a_read_on_a_connection_that_the_server_dropped_is_repeated_once(serve: Serve, connect: Connect) -> None:
    replies: Replies = iter([OK, Raw(), OK])
    server = await serve(lambda _: next(replies))
    transport = connect(server)
    await transport.request("GET", "/x")
    assert (await transport.request("GET", "/x")).status == 200
    assert (len(server.requests), server.connections) == (3, 2)


async def test_a_write_on_a_connection_that_the_server_dropped_is_not_repeated(serve: Serve, connect: Connect) -> None:
    replies: Replies = iter([OK, Raw(), OK])
    server = await serve(lambda _: next(replies))
    transport = connect(server)
    await transport.request("GET", "/x")
    with pytest.raises(Unreachable):
        await transport.request("POST", "/x", body=b"{}")
    assert [one.method for one in server.requests] == ["GET", "POST"]


async def test_a_read_on_a_new_connection_that_breaks_is_not_repeated(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Raw())
    with pytest.raises(Unreachable):
        await connect(server).request("GET", "/x")
    assert len(server.requests) == 1


async def test_a_server_that_was_restarted_is_reached_by_the_next_request(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: OK)
    transport = connect(server)
    await asyncio.gather(*(transport.request("GET", "/x") for _ in range(8)))
    server.close_connections()
    for _ in range(8):
        assert (await transport.request("GET", "/x")).status == 200


async def test_the_server_s_clock_is_read_beside_ours(serve: Serve, connect: Connect) -> None:
    def script(_: Request) -> Reply:
        return json_reply([], Date="Sun, 29 Mar 2026 01:30:00 GMT")

    before = datetime.now(UTC)
    clock = (await connect(await serve(script)).request("GET", "/x")).clock
    assert clock is not None
    assert clock.server == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert before <= clock.sent <= clock.received < before + timedelta(minutes=5)


class OnceStuck(Connections):
    """A pool that, the first time it is built, never gives a connection."""

    built = 0

    def __init__(self, address: Address, cap: int) -> None:
        super().__init__(address, cap)
        type(self).built += 1
        self._stuck = type(self).built == 1

    async def send(self, request: Outgoing, patience: Patience) -> Incoming:
        if self._stuck:
            raise PoolStuck
        return await super().send(request, patience)


async def test_a_stuck_pool_is_made_anew_and_counted(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: OK)

    class Once(OnceStuck):
        built = 0

    transport = connect(server, connections=Once)
    assert (await transport.request("POST", "/x", body=b"{}")).status == 200
    assert (transport.rebuilt, len(server.requests)) == (1, 1)


async def test_what_was_never_sent_is_known_to_be_undone(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Raw())
    with pytest.raises(Unreachable) as hung_up:
        await connect(server).request("POST", "/x", body=b"{}")
    assert not hung_up.value.undone
    server.port = 1  # nobody listens there
    with pytest.raises(Unreachable) as refused:
        await connect(server).request("POST", "/x", body=b"{}")
    assert refused.value.undone


async def test_what_a_busy_server_did_not_take_is_known_to_be_undone(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Reply(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(Throttled) as busy:
        await connect(server).request("POST", "/x", body=b"{}")
    assert busy.value.undone


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_that_failed_may_have_done_it(serve: Serve, connect: Connect, status: int) -> None:
    server = await serve(lambda _: Reply(status=status))
    with pytest.raises(ServerTrouble) as failed:
        await connect(server).request("POST", "/x", body=b"{}")
    assert not failed.value.undone
