"""The line between a program and its server: a real proxy that hands every answer on, or what is left of it."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from tests.faults.damage import Damage, End, Now, Wire, dated, whole
from tests.faults.hurried import HurriedLoop
from tests.wire.scripted_server import Request, _request

STATUS = "/bookableResourceStatus/"


@dataclass
class Line:
    """`damage` befalls every answer to `only` these paths (empty: all) while it is set; it befalls the last whole one.

    Answers carry the loop's time as their date; `good` are the seconds at which the rooms' status was given whole.
    """

    loop: HurriedLoop
    upstream: httpx.AsyncClient
    now: Now
    tls: ssl.SSLContext | None = None
    url: str = ""
    damage: Damage = whole
    only: str = ""
    good: list[float] = field(default_factory=list)
    seen: list[Request] = field(default_factory=list)
    answers: dict[str, bytes] = field(default_factory=dict)
    _listener: asyncio.Server | None = None
    _serving: "set[asyncio.Task[None] | None]" = field(default_factory=set)
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    async def up(self) -> None:
        """Listen, at the same port as before."""
        port = int(self.url.rpartition(":")[2]) if self.url else 0
        self._listener = await asyncio.start_server(self._serve, "127.0.0.1", port, ssl=self.tls)
        port = self._listener.sockets[0].getsockname()[1]
        self.url = f"{'https' if self.tls else 'http'}://localhost:{port}"

    def down(self) -> None:
        """Nobody listens any more, and who was connected is cut off."""
        if self._listener is not None:
            self._listener.close()
        self.drop()

    def drop(self) -> None:
        """Who was connected is cut off."""
        for writer in self._writers:
            writer.close()

    async def end(self) -> None:
        """Nobody is served any more."""
        self.down()
        await asyncio.gather(*(one for one in self._serving if one is not None))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        self._serving.add(asyncio.current_task())
        try:
            while request := await _request(reader):
                self.seen.append(request)
                if not await self._say(await self._wire(request), reader, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _wire(self, request: Request) -> Wire:
        damage = self.damage if self.only in request.path else whole
        if damage is whole or request.path not in self.answers:
            self.answers[request.path] = await self._asked(request)
        if damage is whole and STATUS in request.path:
            self.good.append(self.loop.time())
        return damage(dated(self.now)(self.answers[request.path]).pieces[0])

    async def _asked(self, request: Request) -> bytes:
        """The server's answer, byte for byte."""
        headers = {name: text for name, text in request.headers.items() if name in _PASSED}
        with self.loop.real():
            answer = await self.upstream.request(request.method, request.target, headers=headers, content=request.body)
        lines = [b"HTTP/1.1 %d %s" % (answer.status_code, answer.reason_phrase.encode())]
        lines += [b"%s: %s" % pair for pair in answer.headers.raw if pair[0].lower() not in _OF_THE_OTHER]
        return b"\r\n".join(lines) + b"\r\n\r\n" + answer.content

    async def _say(self, wire: Wire, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection serves another request."""
        for piece in wire.pieces:
            await asyncio.sleep(wire.pause)
            writer.write(piece)
            await writer.drain()
        match wire.end:
            case End.KEPT:
                return True
            case End.CLOSED:
                return False
            case End.RESET:
                await asyncio.sleep(0)
                raw = writer.get_extra_info("socket")
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
                return False
            case End.SILENT:
                await reader.read()
                return False


_PASSED = frozenset({"authorization", "content-type", "idempotency-key"})
_OF_THE_OTHER = frozenset({b"connection", b"transfer-encoding", b"content-encoding"})


@asynccontextmanager
async def line_to(url: str, loop: HurriedLoop, now: Now, tls: ssl.SSLContext | None = None) -> AsyncIterator[Line]:
    """A line to the server at `url`."""
    limits = httpx.Limits(max_keepalive_connections=0)
    async with httpx.AsyncClient(base_url=url, timeout=None, trust_env=False, limits=limits) as upstream:  # noqa: S113 - time jumps
        line = Line(loop, upstream, now, tls)
        await line.up()
        try:
            yield line
        finally:
            await line.end()
