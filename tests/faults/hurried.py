"""Virtual time over real sockets: the clock jumps only while nobody computes, and names are looked up in a table."""

import asyncio
import selectors
import socket
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from kiosk.clock import Clock
from tests.simulation.pace import AtOnce

T = TypeVar("T")
_GRACE = 0.0003  # for the system to carry bytes from one socket of this process to another


class HurriedLoop(AtOnce):
    """Inside `real()` time passes as it does outside, else it jumps. `names` are the hosts that can be found."""

    def __init__(self) -> None:
        self.names = {"localhost"}
        self._seconds = 0.0
        self._real = 0
        super().__init__(_Selector(lambda: self._real > 0, self._jump))

    def time(self) -> float:
        return self._seconds

    @contextmanager
    def real(self) -> Iterator[None]:
        """Somebody in another thread is at work."""
        self._real += 1
        try:
            yield
        finally:
            self._real -= 1

    async def getaddrinfo(self, host: Any, port: Any, **_: Any) -> Any:  # noqa: ANN401 - the loop's signature
        """What a name server answers, if it answers."""
        name = host.decode() if isinstance(host, bytes) else host
        if name not in self.names:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", port))]

    def _jump(self, seconds: float) -> None:
        self._seconds += seconds


class ServerClock(Clock):
    """The loop's time for a server that runs in another thread; its own waits are real ones."""

    def __init__(self, start: datetime, loop: HurriedLoop) -> None:
        super().__init__()
        self._start = start
        self._loop = loop

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._loop.time())

    def wall(self) -> datetime:
        return self.now()


def hurried(story: Callable[[HurriedLoop], Coroutine[Any, Any, T]]) -> T:
    """Run a story to its end."""
    loop = HurriedLoop()
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(story(loop))


class _Selector(selectors.SelectSelector):  # the one that waits for less than a thousandth of a second
    def __init__(self, real: Callable[[], bool], jump: Callable[[float], None]) -> None:
        super().__init__()
        self._real = real
        self._jump = jump

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0.0:
            return super().select(timeout)
        begun = time.monotonic()
        ready = super().select(timeout if self._real() else min(timeout, _GRACE))
        if ready or self._real():
            self._jump(min(timeout, time.monotonic() - begun))
        else:
            self._jump(timeout)
        return ready
