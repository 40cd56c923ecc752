"""Counts the requests that a server answers, and how long they take. Knows no path, no address and no body."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from typing import Any

from kiosk.monitoring.prometheus import Sample, family, histogram

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
CLASSES = tuple(f"{hundred}xx" for hundred in range(1, 6))
LIMITS = {413: "too_large", 414: "too_long", 429: "too_many"}
_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
App = Callable[[_Message, _Receive, _Send], Awaitable[None]]


class Traffic:
    """An ASGI application around another one; who went before there was an answer is not counted."""

    def __init__(self, app: App, monotonic: Callable[[], float]) -> None:
        self._app = app
        self._monotonic = monotonic
        self._statuses: Counter[int] = Counter()
        self._seconds: Counter[int] = Counter()
        self._sum = 0.0

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Pass one request on, and count it once its answer is out."""
        since, status = self._monotonic(), 0

        async def noted(message: _Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            if status:
                self._count(status, self._monotonic() - since)

    def families(self) -> Iterator[str]:
        """The requests by how they were answered, how long that took, and the limits that were hit."""
        by: Counter[str] = Counter()
        for status, count in self._statuses.items():
            by[f"{status // 100}xx"] += count
        answered = [Sample(by[one], (("status", one),)) for one in CLASSES]
        yield family("room_kiosk_requests_total", "counter", "Requests, by the class of their answer.", answered)
        counts = [self._seconds[place] for place in range(len(BOUNDS) + 1)]
        about = "How long requests took, their answer's last byte included."
        yield histogram("room_kiosk_request_seconds", about, BOUNDS, counts, self._sum)
        hit = [Sample(self._statuses[status], (("limit", name),)) for status, name in LIMITS.items()]
        yield family("room_kiosk_limits_hit_total", "counter", "Requests refused for being too much.", hit)

    def _count(self, status: int, seconds: float) -> None:
        self._statuses[status] += 1
        self._seconds[bisect_left(BOUNDS, seconds)] += 1
        self._sum += seconds
