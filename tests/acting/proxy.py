"""A real HTTP server between a client and the real one, which loses requests and answers as a test says."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

import httpx

from tests.wire.scripted_server import Reply, Request, _request


class Fault(Enum):
    """What is lost: the request, which the server never sees, or its answer; and what comes instead of one."""

    REQUEST_CUT = auto()
    REQUEST_SILENT = auto()
    ANSWER_CUT = auto()
    ANSWER_SILENT = auto()
    ANSWER_BROKEN = auto()


MADE = (Fault.ANSWER_CUT, Fault.ANSWER_SILENT, Fault.ANSWER_BROKEN)
NOT_MADE = (Fault.REQUEST_CUT, Fault.REQUEST_SILENT, Reply(status=502))


Plain = Fault | Reply | None
Hook = Callable[[], Awaitable[Plain]]
Step = Plain | Hook


@dataclass
class Proxy:
    """`on(method)` is what happens to the next requests of a method, one after the other; `None` lets one through.

    A hook is waited for, and what it returns happens then.
    """

    upstream: httpx.AsyncClient
    url: str = ""
    faults: dict[str, list[Step]] = field(default_factory=dict)
    always: dict[str, Fault | Reply] = field(default_factory=dict)
    seen: list[Request] = field(default_factory=list)

    def on(self, method: str, *faults: Step) -> None:
        """Plan what happens to the next requests of this method."""
        self.faults.setdefault(method, []).extend(faults)

    def asked(self, method: str) -> int:
        """How many requests of this method came."""
        return sum(one.method == method for one in self.seen)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        try:
            while request := await _request(reader):
                self.seen.append(request)
                if (reply := await self._answer(request, reader)) is None:
                    break
                head = f"HTTP/1.1 {reply.status} X\r\nContent-Length: {len(reply.body)}\r\n"
                lines = "".join(f"{name}: {text}\r\n" for name, text in reply.headers.items())
                writer.write((head + lines + "\r\n").encode() + reply.body)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, request: Request, reader: asyncio.StreamReader) -> Reply | None:
        """The answer, None where the connection ends without one."""
        planned = self.faults.get(request.method)
        step = planned.pop(0) if planned else self.always.get(request.method)
        return await self._do(await step() if callable(step) else step, request, reader)

    async def _do(self, step: Plain, request: Request, reader: asyncio.StreamReader) -> Reply | None:
        match step:
            case Reply() as reply:
                return reply
            case Fault.REQUEST_CUT:
                return None
            case Fault.REQUEST_SILENT:
                await reader.read()
                return None
            case Fault.ANSWER_CUT:
                await self._pass(request)
                return None
            case Fault.ANSWER_SILENT:
                await self._pass(request)
                await reader.read()
                return None
            case Fault.ANSWER_BROKEN:
                await self._pass(request)
                return Reply(b"Bad Gateway", 502)
            case None:
                return await self._pass(request)

    async def _pass(self, request: Request) -> Reply:
        headers = {name: text for name, text in request.headers.items() if name in {"authorization", "content-type"}}
        answer = await self.upstream.request(request.method, request.target, headers=headers, content=request.body)
        return Reply(answer.content, answer.status_code, {"Content-Type": "application/json"})


@asynccontextmanager
async def before(url: str) -> AsyncIterator[Proxy]:
    """A proxy before the server at `url`."""
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as upstream:
        proxy = Proxy(upstream)
        listener = await asyncio.start_server(proxy.handle, "127.0.0.1", 0)
        proxy.url = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
        try:
            yield proxy
        finally:
            listener.close()
