"""The route at which a collector fetches the metrics: a plain ASGI application that knows no web framework."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeVar

from kiosk.monitoring.prometheus import MEDIA_TYPE

PATH = "/metrics"
Known = TypeVar("Known")
_Message = MutableMapping[str, Any]
_Headers = list[tuple[bytes, bytes]]


class MetricsRoute:
    """Answers GET and HEAD of /metrics with what `told` returns at that moment; 404 and 405 else."""

    def __init__(self, told: Callable[[], Awaitable[str]]) -> None:
        self._told = told

    async def __call__(
        self,
        scope: _Message,
        _receive: Callable[[], Awaitable[_Message]],
        send: Callable[[_Message], Awaitable[None]],
    ) -> None:
        """Answer one request; its body is not read."""
        status, headers, body = await self._answer(scope)
        headers = [*headers, (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    async def _answer(self, scope: _Message) -> tuple[int, _Headers, bytes]:
        plain = (b"content-type", b"text/plain; charset=utf-8")
        if scope["path"] != PATH:
            return 404, [plain], b"The metrics are at /metrics.\n"
        if scope["method"] not in {"GET", "HEAD"}:
            return 405, [plain, (b"allow", b"GET, HEAD")], b"The metrics can only be read.\n"
        return 200, [(b"content-type", MEDIA_TYPE.encode())], (await self._told()).encode()


def aside(known: Callable[[], Known], written: Callable[[Known], str]) -> Callable[[], Awaitable[str]]:
    """What is `known`, `written` on another thread: ten thousand tags are six megabytes, and nothing waits for them."""
    return lambda: asyncio.to_thread(written, known())
