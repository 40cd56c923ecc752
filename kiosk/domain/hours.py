"""Opening hours of a room, in the room's own local time."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MIDNIGHT_END = time.max
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
        """The closed span around `now`, or None while open; its end is at most eight days away."""
        spans = self._spans(now, zone)
        if any(start <= now < end for start, end in spans):
            return None
        before = max((end for _, end in spans if end <= now), default=now - timedelta(days=8))
        after = min((start for start, _ in spans if start > now), default=now + timedelta(days=8))
        return before, after

    def next_change(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """The first opening or closing after `now`, None when there is none within eight days."""
        horizon = now + timedelta(days=8)
        edges = [edge for span in self._spans(now, zone) for edge in span if now < edge <= horizon]
        return min(edges, default=None)

    def _spans(self, now: datetime, zone: ZoneInfo) -> tuple[tuple[datetime, datetime], ...]:
        return _open_spans(self.openings, now.astimezone(zone).date(), zone)


@lru_cache(maxsize=256)
def _open_spans(openings: tuple[Opening, ...], today: date, zone: ZoneInfo) -> tuple[tuple[datetime, datetime], ...]:
    """Open spans of the days around `today`, in UTC, joined where one ends as the next begins.

    They are kept, because a state is derived far more often than a day begins.
    """
    days = [today + timedelta(days=offset) for offset in range(-8, 10)]
    pairs = [(day, one) for day in days for one in openings if one.weekday == day.weekday()]
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted(_span(day, opening, zone) for day, opening in pairs):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return tuple(joined)


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
