"""How much rooms are used: spans of time, merged, cut and counted. Pure; instants are milliseconds in UTC."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Final

from kiosk.server.instants import MINUTE, to_ms

Span = tuple[int, int]
DEFAULT_GROUP: Final = "Daily"
MOST_BUCKETS: Final = 20_000
_WITHIN_DAY: Final = {"FiveMinutes": 5, "FifteenMinutes": 15, "HalfHour": 30, "Hourly": 60}
GROUPS: Final = (*_WITHIN_DAY, "Daily", "Weekly", "Monthly")


@dataclass(frozen=True, slots=True)
class Use:
    """How often and how long; `share` is a percentage of the time there was."""

    count: int
    minutes: float
    share: float


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time in spans that neither overlap nor touch, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def cut(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """What lies within `[start, end)`."""
    return [(max(one, start), min(other, end)) for one, other in spans if one < end and other > start]


def use_of(spans: Sequence[Span], start: int, end: int) -> Use:
    """The use of one resource within `[start, end)`: spans count one by one, time that they share counts once."""
    count, used, reach = 0, 0, start
    for begin, finish in sorted(spans):
        if begin < end and finish > start:
            count += 1
            used += max(0, min(finish, end) - max(begin, reach))
            reach = max(reach, finish)
    return Use(count, _minutes(used), _share(used, end - start))


class Tally:
    """The use of several resources together between each edge and the next, one resource after the other."""

    def __init__(self, edges: Sequence[int]) -> None:
        self._edges = edges
        self._resources = 0
        self._counts = [0] * (len(edges) - 1)
        self._used = [0] * (len(edges) - 1)

    def add(self, spans: Sequence[Span]) -> None:
        """One more resource."""
        self._resources += 1
        edges, last, first, reach = self._edges, len(self._counts), 0, self._edges[0]
        for start, end in sorted(spans):
            while first < last and edges[first + 1] <= start:
                first += 1
            place = first
            while place < last and edges[place] < end:
                self._counts[place] += edges[place + 1] > max(start, edges[place])
                self._used[place] += max(0, min(end, edges[place + 1]) - max(start, edges[place], reach))
                place += 1
            reach = max(reach, end)

    def uses(self) -> list[Use]:
        """What it comes to."""
        lengths = [(last - first) * self._resources for first, last in pairwise(self._edges)]
        rows = zip(self._counts, map(_minutes, self._used), map(_share, self._used, lengths), strict=True)
        return [Use(*row) for row in rows]


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
    return [max(start, to_ms(at)) for at in starts] + [end]


def _minutes(used: int) -> float:
    return round(used / MINUTE, 4)


def _share(used: int, length: int) -> float:
    return round(100 * used / length, 4) if length > 0 else 0.0
