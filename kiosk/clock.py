"""The only module that reads the time or waits for it."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_LONGEST_STEP = 60.0
_LAST_STEP = 0.02
_WATCH_SECONDS = 2.0
_JUMP_SECONDS = 0.25
_TREMBLE = timedelta(milliseconds=50)
_LATE = timedelta(seconds=2)
_ASTRAY = timedelta(seconds=60)
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Contact:
    """A moment whose time is sure: by the server's clock, and by the boot clock, in seconds, of the boot named."""

    server: datetime
    boot: str | None = None
    seconds: float = 0.0

    def goes_on(self, here: "Contact") -> bool:
        """Whether the system has not been started anew between this and `here`, so that the boot clock tells."""
        return self.boot is not None and self.boot == here.boot and self.seconds <= here.seconds

    def may_be_before(self, here: "Contact", offset: timedelta) -> bool:
        """Whether a wall clock that was `offset` from the server's, and says what `here` does, can be right."""
        return abs(offset) <= _ASTRAY and here.server >= self.server - _LATE


class Clock:
    """The system's clock, moved by `offset` where the server's clock is known to differ.

    Once a server has confirmed the time (`set_offset`), it goes on from there by the boot clock where there is one:
    then nobody who sets the tablet's clock can make a meeting begin. All instants are aware and in UTC.
    """

    def __init__(self, *, boot_clock: int | None = getattr(time, "CLOCK_BOOTTIME", None)) -> None:
        self.offset = timedelta()
        self._boot_clock = boot_clock
        self._anchor: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """The instant that the program goes by."""
        if self._anchor is None:
            return self.wall() + self.offset
        confirmed, at = self._anchor
        return confirmed + timedelta(seconds=self.monotonic() - at)

    def wall(self) -> datetime:
        """The tablet's own idea of the time, unmoved."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some instant, never going back; suspended time counts where the system tells it."""
        return time.monotonic() if self._boot_clock is None else time.clock_gettime(self._boot_clock)

    def running(self) -> float:
        """Seconds since some instant without those in which the system was suspended, where it tells them apart."""
        return time.monotonic()

    def boot(self) -> str | None:
        """A name for the time since the system was started, None where it gives none; see random(4)."""
        if self._boot_clock is None:
            return None
        try:
            return _BOOT_ID.read_text("ascii").strip() or None
        except (OSError, ValueError):
            return None

    def kept(self) -> bool:
        """Whether the wall clock is right also after the system was off: it has a battery, or was set since."""
        from kiosk.clock_kept import kept  # noqa: PLC0415 - only the first start after the system's own asks

        return kept(self.wall().timestamp())

    def contact(self) -> Contact:
        """The moment that is now, as it can be found again by `resume`."""
        return Contact(self.now(), self.boot(), self.monotonic())

    def resume(self, contact: Contact | None, offset: timedelta) -> bool:
        """Go on from the last `contact` that a program before this one had; whether that tells the time.

        In the same boot the boot clock tells how long ago it was, whatever the wall clock says. In another one the
        wall clock moved by `offset` is gone by, and it is believed only where it is not earlier, was not far from
        the server's, and was kept while the system was off. Without a contact nothing is remembered that it could age.
        """
        self.offset, here = offset, Contact(self.wall() + offset, self.boot(), self.monotonic())
        if contact is None:
            return True
        if contact.goes_on(here):
            self._anchor = contact.server, contact.seconds
            return True
        return contact.may_be_before(here, offset) and self.kept()

    def set_offset(self, offset: timedelta) -> timedelta:
        """A server has just confirmed that the time is `wall` plus `offset`; how far `now` was moved by that.

        A move of less than 50 ms is not worth one.
        """
        before, self.offset = self.now(), offset
        confirmed = self.wall() + offset
        moved = confirmed - before
        if abs(moved) < _TREMBLE:
            moved, confirmed = timedelta(), before
        if self._boot_clock is not None:
            self._anchor = confirmed, self.monotonic()
        return moved

    async def sleep(self, seconds: float) -> None:
        """Wait about `seconds`; a wait may end early by some per cent under Qt's loop, so check again."""
        await asyncio.sleep(max(0.0, seconds))

    async def wait_until(self, instant: datetime) -> None:
        """Return at `instant` or just after it, never before, also when the clock is moved meanwhile.

        A single timer under Qt's loop is off by five per cent of its length, so the way is gone in shrinking steps.
        """
        while (left := (instant - self.now()).total_seconds()) > 0:
            await self.sleep(left if left < _LAST_STEP else min(left * 0.8, _LONGEST_STEP))

    async def wait_moved(self) -> None:
        """Return within two seconds after the wall clock was set, or after the system has slept."""
        before = self._marks()
        while all(abs(mark - old) < _JUMP_SECONDS for mark, old in zip(self._marks(), before, strict=True)):
            await self.sleep(_WATCH_SECONDS)

    def _marks(self) -> tuple[float, float]:
        """Two differences that stay as they are, but for a clock that is set and for a sleep."""
        monotonic = self.monotonic()
        return self.wall().timestamp() - monotonic, monotonic - self.running()


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

    def resume(self, contact: Contact | None, offset: timedelta) -> bool:  # noqa: ARG002 - the clock's signature
        """Keep the offset for those who report it; the instant was given, and is believed."""
        self.offset = offset
        return True

    def set_offset(self, offset: timedelta) -> timedelta:
        """Keep the offset for those who report it; nothing moves."""
        self.offset = offset
        return timedelta()

    def _marks(self) -> tuple[float, float]:
        return 0.0, 0.0
