"""Time that passes only when everybody waits: an event loop that jumps to its next timer, and a clock on it."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from kiosk.clock import Clock

T = TypeVar("T")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Deterministic: its `time` moves to the next timer as soon as nothing is left to do."""

    def __init__(self) -> None:
        self._seconds = 0.0
        super().__init__(_JumpingSelector(self._jump))

    def time(self) -> float:
        return self._seconds

    def _jump(self, seconds: float) -> None:
        self._seconds += seconds


class _JumpingSelector(selectors.SelectSelector):
    def __init__(self, jump: Callable[[float], None]) -> None:
        super().__init__()
        self._jump = jump

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(None if timeout is None else 0)  # None: only another thread can bring news
        if not ready and timeout:
            self._jump(timeout)
        return ready


class VirtualClock(Clock):
    """A wall clock over the running loop's time. `early` lets each sleep end up to that share too soon, as Qt's do."""

    def __init__(self, start: datetime = START, *, early: float = 0.0, seed: int = 0) -> None:
        super().__init__(boot_clock=0)
        self._start = start
        self._set_by = timedelta()
        self._slept = 0.0
        self._early = early
        self._rng = Random(seed)
        self.booted = "a boot"
        self.battery = True

    def boot(self) -> str:
        return self.booted

    def kept(self) -> bool:
        return self.battery

    def true(self) -> datetime:
        """The real time, whatever the tablet's clock was set to."""
        return self._start + timedelta(seconds=self.monotonic())

    def wall(self) -> datetime:
        return self.true() + self._set_by

    def monotonic(self) -> float:
        return self.running() + self._slept

    def running(self) -> float:
        return asyncio.get_running_loop().time()

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds * (1.0 - self._rng.uniform(0.0, self._early)))

    def set_wall(self, by: timedelta) -> None:
        """Somebody sets the tablet's clock."""
        self._set_by += by

    def suspend(self, seconds: float) -> None:
        """The tablet has slept: timers did not run, the boot clock and the wall clock did."""
        self._slept += seconds


def simulate(main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run `main` in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main())


async def until(condition: Callable[[], object], step: float = 0.01, limit: float = 7200.0) -> None:
    """Let virtual time pass until `condition` holds; a condition that never holds is a failure, not a hang."""
    loop = asyncio.get_running_loop()
    end = loop.time() + limit
    while not condition():
        assert loop.time() < end, f"still not so after {limit} virtual seconds"
        await asyncio.sleep(step)


async def passing(seconds: float) -> None:
    """Let virtual time pass."""
    await asyncio.sleep(seconds)
