"""Instants as the database keeps them, in whole milliseconds since 1970 in UTC, and as answers write them."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

DAY = 86_400_000
MINUTE = 60_000


def to_ms(instant: datetime) -> int:
    """An aware instant in milliseconds, rounded down."""
    return (instant - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """The instant in UTC."""
    return _EPOCH + milliseconds * _MILLISECOND


@lru_cache(maxsize=4096)
def iso(milliseconds: int, time_zone: str) -> str:
    """ISO 8601 with the offset of `time_zone` (an IANA key) at that instant."""
    return from_ms(milliseconds).astimezone(ZoneInfo(time_zone)).isoformat()


def period(start: int | None, end: int | None, time_zone: str) -> dict[str, str] | None:
    """A `period` object, None where the record has none."""
    if start is None or end is None:
        return None
    return {"start": iso(start, time_zone), "end": iso(end, time_zone)}
