"""Virtual time for long stories: a loop in which threads finish at once, and a clock that wakes nobody for nothing."""

import asyncio
import concurrent.futures
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

from tests.sync.virtual import VirtualClock, VirtualLoop

T = TypeVar("T")
_NOTICED = 2.0


class AtOnce(asyncio.SelectorEventLoop):
    """What would be done on a thread is done at once: the same story, the same turns."""

    def run_in_executor(
        self,
        executor: concurrent.futures.Executor | None,  # noqa: ARG002 - the loop's signature
        func: Callable[..., T],
        *args: object,
    ) -> "asyncio.Future[T]":
        done: asyncio.Future[T] = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 - handed on to whoever waits, as a thread would
            done.set_exception(error)
        return done


class StoryLoop(AtOnce, VirtualLoop):
    """Virtual time without threads."""


class StoryClock(VirtualClock):
    """Waits in one step where the real one looks again and again: only a set clock or a sleep can be in the way."""

    def __init__(self, start: datetime, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(start)
        self._loop = loop
        self._boots = 0
        self._moved = asyncio.Event()

    def running(self) -> float:
        return self._loop.time()

    def restart(self) -> None:
        """The program begins anew: no server has confirmed the time."""
        self.offset, self._anchor = timedelta(), None

    def boot_anew(self, off: float) -> None:
        """The tablet was off for `off` seconds; without a battery its clock stood still meanwhile."""
        self._slept += off
        self._boots += 1
        self.booted = f"boot {self._boots}"
        if not self.battery:
            self._set_by -= timedelta(seconds=off)

    def set_wall(self, by: timedelta) -> None:
        super().set_wall(by)
        self._tell()

    def suspend(self, seconds: float) -> None:
        super().suspend(seconds)
        self._tell()

    async def wait_until(self, instant: datetime) -> None:
        while (left := (instant - self.now()).total_seconds()) > 0:
            await self.sleep(max(left, 1e-6))

    async def wait_moved(self) -> None:
        await self._moved.wait()
        await self.sleep(_NOTICED)

    def _tell(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()


def told(story: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run a story in virtual time, to its end."""
    with asyncio.Runner(loop_factory=StoryLoop) as runner:
        return runner.run(story())
