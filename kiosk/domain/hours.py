"""Opening hours of a room, in the room's own local time."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MIDNIGHT_END = time.max
_SIGHT = timedelta(days=15)
_LAST_HOUR, _LAST_MINUTE = 23, 59
_ENTRY = re.compile(
    r"(?:(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))?\s+)?"
    r"(?P<open>\d{1,2}:\d{2})\s*-\s*(?P<close>\d{1,2}:\d{2})",
)


@dataclass(frozen=True, slots=True)
class Opening:
    """Open from `opens` until `closes` on `weekday` (0 is Monday); `time.max` stands for midnight at its end."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """A week of openings. A day without one is closed all day."""

    openings: tuple[Opening, ...]

    @staticmethod
    def parse(text: str) -> "OpeningHours":
        """Read `"mon-fri 08:00-18:00, sat 09:00-13:00"`; without days an entry is for every day.

        Raises ValueError with a sentence that quotes the entry which is not understood.
        """
        return OpeningHours(tuple(opening for entry in text.split(",") for opening in _openings(entry.strip())))

    def closed_at(self, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
        """The closed span around `now`, or None while open; a side that is out of sight is 15 days away."""
        edges = _edges(self.openings, now.astimezone(zone).date(), zone)
        place = bisect_right(edges, now)
        if place % 2:
            return None
        return edges[place - 1] if place else now - _SIGHT, edges[place] if place < len(edges) else now + _SIGHT

    def next_change(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """The first opening or closing after `now`, None where the room is always open, or never."""
        edges = _edges(self.openings, now.astimezone(zone).date(), zone)
        place = bisect_right(edges, now)
        return edges[place] if place < len(edges) and edges[place] - now <= _SIGHT else None


@lru_cache(maxsize=256)
def _edges(openings: tuple[Opening, ...], today: date, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Openings and closings around `today` by turns, in UTC.

    Two weeks ahead are enough, also where the clocks skip the only opening of one.
    They are kept, because a state is derived far more often than a day begins.
    """
    days = [today + timedelta(days=offset) for offset in range(-8, 17)]
    pairs = [(day, one) for day in days for one in openings if one.weekday == day.weekday()]
    edges: list[datetime] = []
    for start, end in sorted(_span(day, opening, zone) for day, opening in pairs):
        if edges and start <= edges[-1]:
            edges[-1] = max(end, edges[-1])
        elif end > start:
            edges += (start, end)
    return tuple(edges)


def _span(day: date, opening: Opening, zone: ZoneInfo) -> tuple[datetime, datetime]:
    start = datetime.combine(day, opening.opens, zone)
    midnight = opening.closes == _MIDNIGHT_END
    end = datetime.combine(day + timedelta(days=midnight), time.min if midnight else opening.closes, zone)
    return start.astimezone(UTC), end.astimezone(UTC)


def _openings(entry: str) -> list[Opening]:
    match = _ENTRY.fullmatch(entry.lower())
    if match is None:
        message = f"{entry!r} is not like 'mon-fri 08:00-18:00'"
        raise ValueError(message)
    first, last = match["first"] or "mon", match["last"] or match["first"] or "sun"
    for day in (first, last):
        if day not in DAYS:
            message = f"{day!r} in {entry!r} is no day; days are {', '.join(DAYS)}"
            raise ValueError(message)
    opens, closes = _time(match["open"], entry), _time(match["close"], entry)
    if opens >= closes:
        message = f"{entry!r} closes before it opens"
        raise ValueError(message)
    begin, count = DAYS.index(first), (DAYS.index(last) - DAYS.index(first)) % 7 + 1
    return sorted(
        (Opening((begin + step) % 7, opens, closes) for step in range(count)), key=lambda opening: opening.weekday
    )


def _time(text: str, entry: str) -> time:
    hour, minute = (int(part) for part in text.split(":"))
    if (hour, minute) == (24, 0):
        return _MIDNIGHT_END
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        message = f"{text!r} in {entry!r} is no time of day"
        raise ValueError(message)
    return time(hour, minute)
