"""Usage worked out span by span from the bookings and the motion themselves, as slowly and as plainly as may be."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from kiosk.server.instants import MINUTE, to_ms
from kiosk.server.usage import Span, Use, bucket_starts, edges_of, merged, use_of
from kiosk.server.used_time import SEEN

_OVER = (3, 4, 5)
_BOOKINGS = f"""
    SELECT a.starts, a.ends FROM appointment a JOIN booking b ON b.id = a.booking_id
    WHERE a.resource_id = ? AND NOT a.preparation AND a.starts IS NOT NULL
        AND (CASE WHEN b.turns_at <= ? THEN b.turns_into ELSE b.state END) NOT IN {_OVER}"""  # noqa: S608 - numbers
_READINGS = "SELECT at, seen FROM motion WHERE sensor_id = ? AND at <= ? ORDER BY at"


def spans_of(connection: sqlite3.Connection, source: int, resource: int, now: int) -> list[Span]:
    """Every span of a resource that counts at `now`."""
    if source != SEEN:
        return [(start, end) for start, end in connection.execute(_BOOKINGS, (resource, now))]
    sights: list[Span] = []
    for (sensor,) in connection.execute("SELECT id FROM sensor WHERE resource_id = ?", (resource,)).fetchall():
        marks = [(at, seen) for at, seen in connection.execute(_READINGS, (sensor, now))]
        for (at, seen), (until, _) in zip(marks, [*marks, (now, 0)][1:], strict=True):
            if seen and until > at:
                sights.append((at, min(until, at + 15 * MINUTE)))
    return merged(sights)


def use(resources: Iterable[Sequence[Span]], start: int, end: int) -> Use:
    """Spans that touch `[start, end)`, minutes of it in which there are some, and their share of the time."""
    count = used = number = 0
    for spans in resources:
        number += 1
        count += sum(begin < end and finish > start for begin, finish in spans)
        used += sum(max(0, min(finish, end) - max(begin, start)) for begin, finish in merged(spans))
    length = number * (end - start)
    return use_of(count, used, length)


def by_time(resources: Sequence[Sequence[Span]], start: datetime, end: datetime, group: str) -> list[Use]:
    """One row for each group."""
    starts = list(bucket_starts(start, end, group))
    edges = pairwise(edges_of(starts, to_ms(start), to_ms(end)))
    return [use(resources, *span) for span in edges]
