"""A clock that moves only where somebody waits, or where a test moves it."""

import asyncio
from datetime import UTC, datetime, timedelta

from kiosk.clock import Clock

NOW = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)


class HastyClock(Clock):
    def __init__(self, start: datetime = NOW) -> None:
        super().__init__(boot_clock=None)
        self._start = start
        self.skipped = 0.0

    def wall(self) -> datetime:
        return self._start + timedelta(seconds=self.skipped)

    def now(self) -> datetime:
        return self.wall()

    def monotonic(self) -> float:
        return self.skipped

    async def sleep(self, seconds: float) -> None:
        self.skip(max(seconds, 0.0))
        await asyncio.sleep(0)

    def skip(self, seconds: float) -> None:
        self.skipped += seconds
