"""The route at which a collector fetches the metrics: a plain ASGI application that knows no web framework."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from kiosk.tags.metrics import MEDIA_TYPE, exposition
from kiosk.tags.status import TagStatus

PATH = "/metrics"
_Message = MutableMapping[str, Any]
_Headers = list[tuple[bytes, bytes]]


class MetricsRoute:
    """Answers GET and HEAD of /metrics with how the tags are at that moment; 404 and 405 else.

    Ten thousand tags are six megabytes: they are written on another thread, so that nothing waits for that.
    """

    def __init__(self, statuses: Callable[[], Sequence[TagStatus]]) -> None:
        self._statuses = statuses

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
        text = await asyncio.to_thread(exposition, self._statuses())
        return 200, [(b"content-type", MEDIA_TYPE.encode())], text.encode()
