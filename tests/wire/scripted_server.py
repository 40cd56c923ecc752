"""A real HTTP server over raw sockets that answers what a test scripts, down to the byte; counts connections."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    target: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A well-formed answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as they go on the wire, in pieces, each after `pause` seconds; then the connection is closed."""

    pieces: tuple[bytes, ...] = ()
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer until the client gives up."""


@dataclass(frozen=True, slots=True)
class Later:
    """An answer that is given once `ready` is set."""

    reply: Reply
    ready: asyncio.Event


Answer = Reply | Raw | Hang | Later
Script = Callable[[Request], Answer]


def json_reply(value: object, **headers: str) -> Reply:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(json.dumps(value).encode(), headers={"Content-Type": "application/json", **named})


@dataclass
class ScriptedServer:
    script: Script
    port: int = 0
    connections: int = 0
    requests: list[Request] = field(default_factory=list)
    hanging: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    sent: int = 0
    writers: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    async def until_hanging(self, count: int) -> None:
        """Wait until `count` requests wait for an answer that does not come."""
        async with self.changed:
            await self.changed.wait_for(lambda: self.hanging >= count)

    def close_connections(self) -> None:
        for writer in self.writers:
            writer.close()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.writers.add(writer)
        try:
            while request := await _request(reader):
                self.requests.append(request)
                if not await self._answer(self.script(request), reader, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.writers.discard(writer)
            writer.close()

    async def _answer(self, answer: Answer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        match answer:
            case Reply():
                headers = {"Content-Length": str(len(answer.body)), **answer.headers}
                lines = [f"HTTP/1.1 {answer.status} X", *(f"{name}: {text}" for name, text in headers.items())]
                await self._write(writer, "\r\n".join([*lines, "", ""]).encode() + answer.body)
                return True
            case Raw():
                for piece in answer.pieces:
                    await self._write(writer, piece)
                    await asyncio.sleep(answer.pause)
                return False
            case Hang():
                await self._count_hanging()
                await reader.read()
                return False
            case Later():
                await self._count_hanging()
                await answer.ready.wait()
                return await self._answer(answer.reply, reader, writer)

    async def _count_hanging(self) -> None:
        async with self.changed:
            self.hanging += 1
            self.changed.notify_all()

    async def _write(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        writer.write(data)
        await writer.drain()
        self.sent += len(data)


def serving(script: Script) -> AbstractAsyncContextManager[ScriptedServer]:
    return _listening(script, None)


def tls_serving(script: Script, context: ssl.SSLContext) -> AbstractAsyncContextManager[ScriptedServer]:
    return _listening(script, context)


@asynccontextmanager
async def _listening(script: Script, context: ssl.SSLContext | None) -> AsyncIterator[ScriptedServer]:
    server = ScriptedServer(script)
    listener = await asyncio.start_server(server.handle, "127.0.0.1", 0, ssl=context)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        server.close_connections()


async def _request(reader: asyncio.StreamReader) -> Request | None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1") if not reader.at_eof() else ""
    if not head:
        return None
    first, *lines = head.rstrip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): text.strip() for name, _, text in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    parts = urlsplit(target)
    query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    return Request(method, parts.path, query, headers, body, target)
