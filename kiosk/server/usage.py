"""How much rooms are used, and the groups of time that reports are made in. Pure; instants are milliseconds in UTC."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Final, NamedTuple

from kiosk.server.instants import MINUTE, to_ms

Span = tuple[int, int]
DEFAULT_GROUP: Final = "Daily"
MOST_BUCKETS: Final = 20_000
_WITHIN_DAY: Final = {"FiveMinutes": 5, "FifteenMinutes": 15, "HalfHour": 30, "Hourly": 60}
GROUPS: Final = (*_WITHIN_DAY, "Daily", "Weekly", "Monthly")


class Use(NamedTuple):
    """How often and how long; `share` is a percentage of the time there was."""

    times: int
    minutes: float
    share: float


def use_of(count: int, used: int, length: int) -> Use:
    """`used` of `length`, both in milliseconds."""
    if not used:
        return Use(count, 0.0, 0.0)
    return Use(count, round(used / MINUTE, 4), round(100 * used / length, 4))


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time in spans that neither overlap nor touch, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def bucket_starts(start: datetime, end: datetime, group: str) -> Iterator[datetime]:
    """Where the groups of `[start, end)` begin, in the fixed offset of `start`; the first may begin before it."""
    first, following = _steps(group)
    bucket = first(start)
    while bucket < end:
        yield bucket
        bucket = following(bucket)


def _steps(group: str) -> tuple[Callable[[datetime], datetime], Callable[[datetime], datetime]]:
    """The begin of the group that holds an instant, and the begin of the next."""
    if group == "Monthly":
        return lambda at: _midnight(at).replace(day=1), lambda at: (at + timedelta(days=32)).replace(day=1)
    if group == "Weekly":
        return lambda at: _midnight(at) - timedelta(days=at.weekday()), lambda at: at + timedelta(days=7)
    if group == "Daily":
        return _midnight, lambda at: at + timedelta(days=1)
    step = timedelta(minutes=_WITHIN_DAY[group])
    return lambda at: at - (at - _midnight(at)) % step, lambda at: at + step


def _midnight(at: datetime) -> datetime:
    return datetime.combine(at.date(), time(), at.tzinfo)


def edges_of(starts: Sequence[datetime], start: int, end: int) -> list[int]:
    """The groups' begins in milliseconds, cut to `[start, end)`, with the end."""
    return [start, *map(to_ms, starts[1:]), end]
