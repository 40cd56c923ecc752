"""Dates as a server writes them, to instants in UTC. Knows no clock."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from kiosk.backends.http.records import Period

_FIRST = datetime(1970, 1, 2, tzinfo=UTC)
_LAST = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """Two instants, in whatever order the server gave them; `guessed` where a date had no zone."""

    start: datetime
    end: datetime
    guessed: bool = False


def read_span(period: Period, zone: ZoneInfo) -> Span | None:
    """A period, None where a date cannot be read. A date without a zone is read in `zone`.

    Instants outside 1970 to 2199 are moved to its edges: they stand for "always", and local days around them exist.
    """
    return _span(period.start, period.end, zone)


def read_instant(text: str | None, zone: ZoneInfo) -> datetime | None:
    """One date, read as those of a period are; None for none, and for one that cannot be read."""
    span = _span(text, text, zone) if text else None
    return None if span is None else span.start


@lru_cache(maxsize=4096)  # a building's meetings begin and end at the same few instants
def _span(first: str, last: str, zone: ZoneInfo) -> Span | None:
    start, end = _read(first, zone), _read(last, zone)
    if start is None or end is None:
        return None
    return Span(_within(start[0]), _within(end[0]), start[1] or end[1])


def _read(text: str, zone: ZoneInfo) -> tuple[datetime, bool] | None:
    try:
        moment = datetime.fromisoformat(text.strip().upper())
        guessed = moment.tzinfo is None
        return (moment.replace(tzinfo=zone) if guessed else moment).astimezone(UTC), guessed
    except (ValueError, OverflowError):
        return None


def _within(moment: datetime) -> datetime:
    return min(max(moment, _FIRST), _LAST)
