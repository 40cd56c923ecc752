"""Whether a time is believed so far that something may be thrown away for it. Knows no data.

A clock that was set ten years ahead, or woke up there, must not make all that is kept look old.
"""

from datetime import datetime, timedelta

from kiosk.clock import Clock
from kiosk.domain.freshness import was_set

FAR = timedelta(days=60)
STANDS_BY_IT = 4 * 3600.0
_SET = timedelta(hours=1)


class Belief:
    """A clock's: a time that is far from what was noted last is believed once the clock has kept to it for hours."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since = clock.monotonic()
        self._zero = self._now_zero()

    def holds(self, last: datetime | None) -> bool:
        """Whether to go by the clock now; `last` is an aware instant that was noted, None where there is none."""
        if abs(self._now_zero() - self._zero) > _SET:
            self._since, self._zero = self._clock.monotonic(), self._now_zero()
        now = self._clock.now()
        if not was_set(now):
            return False
        return last is None or abs(now - last) <= FAR or self._clock.monotonic() - self._since >= STANDS_BY_IT

    def _now_zero(self) -> datetime:
        """When the monotonic clock began, by the wall clock: it moves where that is set."""
        return self._clock.wall() - timedelta(seconds=self._clock.monotonic())
