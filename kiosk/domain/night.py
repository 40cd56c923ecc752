"""How bright a door is, by the hour and by who is near; how its picture wanders. Knows no screen and no clock."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from kiosk.domain.state import RoomState, Status

WAKE = timedelta(seconds=30)
FARTHEST = 4
STEP = timedelta(minutes=3)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ENTRY = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})", re.ASCII)
_BUSY = frozenset({Status.STARTING_SOON, Status.WAITING_CHECK_IN, Status.OCCUPIED})
_GAMMA = 2.2


@dataclass(frozen=True, slots=True)
class NightHours:
    """Every day from `begins` until `ends`, the next day's where that is not later; in the room's local time."""

    begins: time
    ends: time

    @staticmethod
    def parse(text: str) -> "NightHours":
        """Read `"20:00-06:00"`. Raises ValueError with a sentence that quotes it."""
        if (match := _ENTRY.fullmatch(text.strip())) is not None:
            hour, minute, last_hour, last_minute = (int(part) for part in match.groups())
            try:
                begins, ends = time(hour, minute), time(last_hour, last_minute)
            except ValueError:
                begins = ends = time.min
            if begins != ends:
                return NightHours(begins, ends)
        message = f"{text!r} is not like '20:00-06:00'"
        raise ValueError(message)

    def covers(self, now: datetime, zone: ZoneInfo) -> bool:
        """Whether it is night at `now` (aware) in `zone`."""
        return any(begin <= now < end for begin, end in self._nights(now, zone))

    def next_change(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The first instant after `now` at which a night begins or ends, in UTC."""
        return min(edge for night in self._nights(now, zone) for edge in night if edge > now)

    def _nights(self, now: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        """Those around `now`; one that the clocks skip is left out."""
        today = now.astimezone(zone).date()
        for offset in range(-2, 4):
            day = today + timedelta(days=offset)
            begin, end = self._at(day, self.begins, zone), self._at(self._last_day(day), self.ends, zone)
            if begin < end:
                yield begin, end

    def _last_day(self, day: date) -> date:
        return day if self.begins < self.ends else day + timedelta(days=1)

    @staticmethod
    def _at(day: date, local: time, zone: ZoneInfo) -> datetime:
        return datetime.combine(day, local, zone).astimezone(UTC)


class Glow(StrEnum):
    """How a door's picture is shown."""

    BRIGHT = "bright"
    DIM = "dim"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class DisplayRules:
    """What a building wants of a screen; brightnesses are shares of its greatest, above 0 and up to 1.

    `hours` None: it is never night. `dim_after` None: it never dims by day.
    """

    day: float = 1.0
    night: float = 0.3
    hours: NightHours | None = None
    dim_after: timedelta | None = None
    off_at_night: bool = False

    @property
    def steady(self) -> bool:
        """Whether the brightness is never to be touched at all."""
        return self.day >= 1.0 and self.hours is None and self.dim_after is None


@dataclass(frozen=True, slots=True)
class Company:
    """How long ago somebody was `near`, and how long it is `quiet`: nobody near, no meeting running or about to."""

    near: timedelta
    quiet: timedelta


def is_busy(state: RoomState) -> bool:
    """Whether a meeting runs or is about to start, so that people may come to the door."""
    return state.status in _BUSY


def glow(rules: DisplayRules, company: Company, *, night: bool, busy: bool) -> Glow:
    """At night a touch brightens for half a minute; by day it dims when it was quiet for long enough."""
    if night and company.near >= WAKE:
        return Glow.DARK if rules.off_at_night and not busy else Glow.DIM
    if night or busy or rules.dim_after is None or company.quiet < rules.dim_after:
        return Glow.BRIGHT
    return Glow.DIM


def brightness(rules: DisplayRules, shown: Glow) -> float:
    """The share of the screen's greatest brightness, 0 for dark; dim is never brighter than bright."""
    match shown:
        case Glow.BRIGHT:
            return rules.day
        case Glow.DIM:
            return min(rules.day, rules.night)
        case Glow.DARK:
            return 0.0


def changes_in(rules: DisplayRules, company: Company) -> timedelta | None:
    """After how long `glow` may answer something else by the mere passing of time, None for never."""
    waits = [WAKE - company.near]
    if rules.dim_after is not None:
        waits.append(rules.dim_after - company.quiet)
    return min((wait for wait in waits if wait > timedelta()), default=None)


def veil(share: float) -> float:
    """How much of the picture (0 to 1) a black veil takes, to look as a backlight of that `share` does."""
    return 1.0 - math.pow(share, 1.0 / _GAMMA)


def shift(now: datetime) -> tuple[int, int]:
    """By how many pixels, right and down, the whole picture stands away from its place; one pixel every 3 minutes.

    It goes to and fro over every place of a square within eight hours.
    """
    return _WAY[(now - _EPOCH) // STEP % len(_WAY)]


def _way() -> tuple[tuple[int, int], ...]:
    """Row by row, and back the same way."""
    reach = range(-FARTHEST, FARTHEST + 1)
    rows = [[(x if y % 2 else -x, y) for x in reach] for y in reach]
    there = [place for row in rows for place in row]
    return (*there, *reversed(there[1:-1]))


_WAY = _way()
