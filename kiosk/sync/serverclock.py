"""How far the server's clock is from the tablet's, from `Date` headers. Pure: reads no clock itself."""

from dataclasses import dataclass, replace
from datetime import timedelta

from kiosk.backends.base import ClockReading
from kiosk.domain.freshness import was_set

WINDOW = 20
TICK = timedelta(seconds=1)
TOLERANCE = timedelta(seconds=0.5)
LARGE = timedelta(seconds=60)
_ZERO = timedelta()


@dataclass(frozen=True, slots=True)
class Bounds:
    """The true offset (server minus tablet) is no less than `low` and no more than `high`."""

    low: timedelta
    high: timedelta

    def hold(self, offset: timedelta, margin: timedelta = _ZERO) -> bool:
        """Whether `offset` lies within, give or take `margin`."""
        return self.low - margin <= offset <= self.high + margin

    def apart(self, other: "Bounds") -> timedelta:
        """How far the two are from agreeing; zero or less where they may both be true."""
        return max(self.low - other.high, other.low - self.high)


@dataclass(frozen=True, slots=True)
class ServerClock:
    """The bounds that the last readings give, oldest first, and the offset that follows from them.

    `doubted` is a last reading so far from the others that it is believed only where the next one agrees with it.
    """

    offset: timedelta = _ZERO
    readings: tuple[Bounds, ...] = ()
    doubted: Bounds | None = None

    @property
    def large(self) -> bool:
        """Whether a person should be told that one of the two clocks is wrong."""
        return abs(self.offset) > LARGE

    def with_reading(self, reading: ClockReading) -> "ServerClock":
        """What is known after one more answer.

        The header is cut to whole seconds and was written between sending and receiving. Old readings that
        contradict newer ones are dropped: a clock was set. An offset stays while the readings allow it, so the
        door's time does not tremble; 0 is preferred to anything within half a second of it. A server's time from
        before this program was made is none.
        """
        bounds = Bounds(reading.server - reading.received, reading.server + TICK - reading.sent)
        if bounds.low > bounds.high or not was_set(reading.server):
            return self
        if self._doubts(bounds):
            return replace(self, doubted=bounds)
        readings = _agreeing((*self.readings, bounds)[-WINDOW:])
        return ServerClock(_offset(_common(readings), self.offset), readings)

    def _doubts(self, bounds: Bounds) -> bool:
        """Whether this may be the one answer of a clock that is wrong."""
        if not self.readings or bounds.apart(_common(self.readings)) <= TICK:
            return False
        return self.doubted is None or bounds.apart(self.doubted) > _ZERO


def _offset(common: Bounds, before: timedelta) -> timedelta:
    if common.hold(_ZERO, TOLERANCE):
        return _ZERO
    return before if common.hold(before) else (common.low + common.high) / 2


def _agreeing(readings: tuple[Bounds, ...]) -> tuple[Bounds, ...]:
    while (common := _common(readings)).low > common.high:
        readings = readings[1:]
    return readings


def _common(readings: tuple[Bounds, ...]) -> Bounds:
    return Bounds(max(one.low for one in readings), min(one.high for one in readings))
