"""A clock that runs many times as fast as the world, the same in every process that knows its epoch."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from kiosk.clock import Clock

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class FastClock(Clock):
    """Shows `START` at `epoch`, a second of this machine's monotonic clock, and runs `factor` times as fast as it."""

    def __init__(self, factor: float, epoch: float) -> None:
        super().__init__(boot_clock=None)
        self._factor = factor
        self._epoch = epoch

    def wall(self) -> datetime:
        """The world's time, simulated."""
        return START + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """Simulated seconds since the epoch."""
        return (time.monotonic() - self._epoch) * self._factor

    def running(self) -> float:
        """The same: nothing sleeps here."""
        return self.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait for so many simulated seconds."""
        await asyncio.sleep(max(0.0, seconds) / self._factor)
