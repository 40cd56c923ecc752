"""Who takes too long, or too many connections, makes way: over real sockets, with deadlines of tenths of a second."""

import asyncio
import logging
import queue
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.clock import Clock
from kiosk.server.hints import HintReceiver
from kiosk.server.lines import PATIENCE, Lines, OpenLine, Patience, allowed_lines, lines_within
from kiosk.server.listening import Background, listen
from tests.server.conftest import keeps

LONG = 3600.0
ANOTHER = "127.0.0.2"
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n"
Call = Callable[..., socket.socket]


def patient(**seconds: float) -> Patience:
    """Nothing is ever too late, but what is named."""
    times = {"head": LONG, "body": LONG, "rest": LONG, "unread": LONG} | seconds
    return Patience(lines=int(times.pop("lines", 64)), lines_each=int(times.pop("lines_each", 64)), **times)


class Ended:
    """An application that answers once it has the body, and tells of those that never came whole."""

    def __init__(self) -> None:
        self.cut = queue.Queue[str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            body = await request.body()
        except ClientDisconnect:
            self.cut.put(request.method)
            return
        await Response(b"read %d" % len(body))(scope, receive, send)


@pytest.fixture
def port() -> Iterator[Callable[[ASGIApp, Patience], Call]]:
    """Serve an application with a patience; gives what calls it."""
    with ExitStack() as stack:

        def serve(app: ASGIApp, patience: Patience) -> Call:
            async def main(stop: asyncio.Event, on_ready: Callable[[str], None]) -> None:
                await listen(app, "127.0.0.1", 0, stop, on_ready, patience)

            background = Background("test", main)
            number = int(background.start().rpartition(":")[2])
            stack.callback(background.stop)

            def call(sent: bytes = b"", *, source: str = "127.0.0.1") -> socket.socket:
                line = socket.create_connection(("127.0.0.1", number), timeout=60, source_address=(source, 0))
                stack.enter_context(line)
                line.sendall(sent)
                return line

            return call

        yield serve


Port = Callable[[ASGIApp, Patience], Call]


def rest_of(line: socket.socket) -> bytes:
    """All that comes until the other side hangs up."""
    heard = b""
    try:
        while piece := line.recv(1 << 16):
            heard += piece
    except ConnectionResetError:
        pass
    return heard


def answer(line: socket.socket) -> bytes:
    """The application's answer to a request without a body."""
    heard = b""
    while not heard.endswith(b"read 0"):
        heard += line.recv(1 << 16)
    return heard


def drip(line: socket.socket, piece: bytes) -> bytes:
    """Byte after byte, for as long as the other side takes them; what it says."""
    line.settimeout(0.02)
    heard = b""
    for number in count():
        try:
            line.sendall(piece[number : number + 1] or b"a")
            got = line.recv(1 << 16)
        except TimeoutError:
            continue
        except (ConnectionResetError, BrokenPipeError):
            return heard
        if not got:
            return heard
        heard += got
    raise AssertionError


def test_a_head_that_drips_is_cut_off_however_many_bytes_still_come(port: Port) -> None:
    line = port(Ended(), patient(head=0.3))()
    assert drip(line, b"GET / HTTP/1.1\r\nX-Slow: ").startswith(b"HTTP/1.1 408 ")


def test_a_body_that_drips_is_cut_off_and_its_application_told(port: Port) -> None:
    app = Ended()
    line = port(app, patient(body=0.3))(POST.replace(b"10", b"100000"))
    assert drip(line, b"").startswith(b"HTTP/1.1 408 ")
    assert app.cut.get(timeout=60) == "POST"


def test_a_body_that_never_comes_is_not_waited_for(port: Port, caplog: pytest.LogCaptureFixture) -> None:
    app = Ended()
    assert rest_of(port(app, patient(body=0.2))(POST)).startswith(b"HTTP/1.1 408 ")
    assert app.cut.get(timeout=60) == "POST"
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


def test_who_says_nothing_at_all_is_hung_up_on(port: Port) -> None:
    assert rest_of(port(Ended(), patient(head=0.2))()) == b""


def test_a_connection_at_rest_ends(port: Port) -> None:
    heard = rest_of(port(Ended(), patient(rest=0.2))(GET))
    assert heard.startswith(b"HTTP/1.1 200 ")
    assert heard.endswith(b"read 0")


def test_a_second_request_that_begins_and_stops_is_cut_off(port: Port) -> None:
    heard = rest_of(port(Ended(), patient(head=0.2))(GET + GET[:9]))
    assert heard.index(b"HTTP/1.1 200 ") < heard.index(b"HTTP/1.1 408 ")


def test_a_body_that_its_application_refused_unread_ends_too(port: Port) -> None:
    """The answer is out, the body drips on: no keep-alive of the server's own counts that."""
    line = port(Response(b"no", 401), patient(body=0.3))(POST.replace(b"10", b"100000"))
    heard = drip(line, b"")
    assert heard.startswith(b"HTTP/1.1 401 ")
    assert b"408" not in heard


def test_a_body_read_after_its_answer_leaves_a_connection_that_ends_at_rest(port: Port) -> None:
    line = port(Response(b"no", 401), patient(rest=0.3))(POST)
    assert line.recv(1 << 16).startswith(b"HTTP/1.1 401 ")
    line.sendall(b"0123456789")
    assert b"408" not in rest_of(line)


def test_who_reads_nothing_of_a_long_answer_is_hung_up_on(port: Port) -> None:
    sent = queue.Queue[int]()

    async def endless(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        try:
            for number in range(1_000):
                await send({"type": "http.response.body", "body": b"a" * (1 << 16), "more_body": True})
                sent.put(number)
        finally:
            sent.put(-1)

    line = port(endless, patient(unread=0.3))(GET)
    while sent.get(timeout=60) != -1:
        pass
    assert len(rest_of(line)) < 1_000 << 16


def test_an_answer_may_take_its_time(port: Port) -> None:
    """Longer than everything that a client may."""

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await Clock().sleep(1.0)
        await Response(b"at last")(scope, receive, send)

    every = Patience(head=0.1, body=0.1, rest=0.1, unread=0.1)
    assert rest_of(port(slow, every)(GET)).endswith(b"at last")


def test_a_client_with_too_many_connections_loses_the_one_that_rests_longest(port: Port) -> None:
    call = port(Ended(), patient(lines_each=2))
    first, second = call(GET, source=ANOTHER), call(GET, source=ANOTHER)
    assert answer(first)
    assert answer(second)
    assert answer(call(GET, source=ANOTHER))
    assert rest_of(first) == b""
    second.sendall(GET)
    assert answer(second)


def test_what_speaks_for_everybody_on_this_machine_may_have_as_many_as_there_are(port: Port) -> None:
    call = port(Ended(), patient(lines_each=2))
    held = [call(GET[:9]) for _ in range(4)]
    for line in held:
        line.sendall(GET[9:])
        assert answer(line)


def test_one_connection_more_than_can_be_is_refused_and_said_once(port: Port, caplog: pytest.LogCaptureFixture) -> None:
    call = port(Ended(), patient(lines=2))
    held = [call(GET[:9]) for _ in range(2)]
    assert [rest_of(call(GET)) for _ in range(3)] == [b""] * 3
    held[0].sendall(GET[9:])
    assert answer(held[0])
    assert answer(call(GET))  # the other has answered and makes way
    assert sum("Connections are refused" in one.getMessage() for one in caplog.records) == 1


class Known(OpenLine):
    """A connection in a table."""

    def __init__(self, address: str, rests: float | None = None) -> None:
        self._address = address
        self._rests = rests
        self.ended = False

    @property
    def address(self) -> str:
        return self._address

    @property
    def due(self) -> float | None:
        return self._rests

    @property
    def resting(self) -> bool:
        return self._rests is not None

    def give_up(self) -> None:
        assert self.resting
        self.ended = True


def test_one_address_full_of_connections_leaves_room_for_another() -> None:
    lines = Lines(patient(lines_each=3, lines=5), Clock())
    assert [lines.join(Known("10.0.0.1")) for _ in range(4)] == [True, True, True, False]
    others = [Known("10.0.0.2") for _ in range(2)]
    assert [lines.join(one) for one in others] == [True, True]
    assert not lines.join(Known("10.0.0.3"))
    lines.leave(others[0])
    assert lines.join(Known("10.0.0.3"))


def test_as_many_come_at_once_as_many_make_way() -> None:
    lines = Lines(patient(lines=3), Clock())
    old = [Known("10.0.0.1", rests) for rests in (3.0, 1.0, 2.0)]
    assert all(lines.join(one) for one in old)
    assert [lines.join(Known("10.0.0.2")) for _ in range(2)] == [True, True]
    assert [one.ended for one in old] == [False, True, True]


def test_the_system_may_open_more_files_than_there_are_connections() -> None:
    assert PATIENCE.lines_each < allowed_lines()


@pytest.mark.parametrize(("files", "lines"), [(32, 8), (128, 32), (1024, 896), (8192, 8064)])
def test_the_program_keeps_files_for_itself_however_few_there_are(files: int, lines: int) -> None:
    assert lines_within(files) == lines


def test_a_hint_that_never_comes_whole_is_none(caplog: pytest.LogCaptureFixture) -> None:
    hints = queue.Queue[frozenset[str] | None]()
    receiver = HintReceiver("127.0.0.1", 0, keeps("secret"), hints.put)
    number = int(receiver.start().rpartition(":")[2])
    head = POST.replace(b"/ HTTP", b"/hint/secret HTTP").replace(b"10", b"11")
    with socket.create_connection(("127.0.0.1", number)) as line:
        line.sendall(head + b'{"id')
    with socket.create_connection(("127.0.0.1", number)) as line:
        line.sendall(head + b'{"id": "7"}')
        assert hints.get(timeout=60) == frozenset({"7"})
    receiver.stop()
    assert hints.empty()
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]
