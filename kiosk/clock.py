"""The only module that reads the time or waits for it."""

import asyncio
import time
from datetime import UTC, datetime, timedelta


class Clock:
    """The system's clock, moved by `offset` where the server's clock is known to differ.

    All instants are aware and in UTC.
    """

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """The instant that the program goes by."""
        return self.wall() + self.offset

    def wall(self) -> datetime:
        """The tablet's own idea of the time, unmoved."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some instant, never going back; suspended time counts where the system tells it."""
        return time.clock_gettime(_BOOT_CLOCK) if _BOOT_CLOCK is not None else time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait about `seconds`; a wait may end early by some per cent under Qt's loop, so check again."""
        await asyncio.sleep(max(0.0, seconds))

    async def wait_until(self, instant: datetime) -> None:
        """Return at `instant` or just after it, never before, also when the clock is moved meanwhile.

        A single timer under Qt's loop is off by five per cent of its length, so the way is gone in shrinking steps.
        """
        while (left := (instant - self.now()).total_seconds()) > 0:
            await asyncio.sleep(min(left if left < 0.02 else left * 0.8, 60.0))


class FixedClock(Clock):
    """A clock that stands still at one instant, for `--at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The instant given, whatever the server's clock says."""
        return self._at

    def wall(self) -> datetime:
        """The same instant."""
        return self._at


_BOOT_CLOCK: int | None = getattr(time, "CLOCK_BOOTTIME", None)
