"""Usage, by resource and by time, of bookings and of presence."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from starlette.requests import Request

from kiosk.server.instants import from_ms, to_ms
from kiosk.server.office import Office, Operation
from kiosk.server.query import Query
from kiosk.server.refusal import bad_request
from kiosk.server.sql import Where, rows_of
from kiosk.server.usage import (
    DEFAULT_GROUP,
    GROUPS,
    MOST_BUCKETS,
    Span,
    Tally,
    Use,
    bucket_starts,
    edges_of,
    use_of,
)
from kiosk.server.used_time import Spans, booked, occupied

LONGEST = timedelta(days=366)
WITHOUT_FROM = timedelta(days=30)
AT_ONCE = 5
Source = Callable[[list[int], int, int, int, sqlite3.Connection], Spans]
Answer = Callable[[Office, Request], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Period:
    """`[start, end)`, in the offset that it was asked for in."""

    start: datetime
    end: datetime

    @property
    def edges(self) -> tuple[int, int]:
        """Both ends in milliseconds."""
        return to_ms(self.start), to_ms(self.end)


@dataclass(frozen=True, slots=True)
class Used:
    """A resource, and when it was used."""

    id: int
    name: str
    spans: list[Span]


def by_resource(source: Source) -> Answer:
    """One row for each resource, also for those that nobody used."""

    async def answer(office: Office, request: Request) -> object:
        query = office.query(request)
        period = _period(query, office.now())
        rows: list[object] = []
        async for chunk in _used(office, query, source, period):
            rows += [_row(one, use_of(one.spans, *period.edges)) for one in chunk]
        return rows

    return answer


def by_time(source: Source) -> Answer:
    """One row for each group of time, for all the resources together."""

    async def answer(office: Office, request: Request) -> object:
        query = office.query(request)
        period = _period(query, office.now())
        starts = _starts(query, period)
        tally = Tally(edges_of(starts, *period.edges))
        async for chunk in _used(office, query, source, period):
            await asyncio.to_thread(_add, tally, chunk)
        return [{"dateTime": at.isoformat(), **_use(use)} for at, use in zip(starts, tally.uses(), strict=True)]

    return answer


def _starts(query: Query, period: Period) -> list[datetime]:
    group = query.text("groupPeriodBy") or DEFAULT_GROUP
    if group not in GROUPS:
        raise bad_request(f"groupPeriodBy={group[:40]} is not known; known are {', '.join(GROUPS)}.")
    starts = list(islice(bucket_starts(period.start, period.end, group), MOST_BUCKETS + 1))
    if len(starts) > MOST_BUCKETS:
        raise bad_request("These are too many groups: choose a shorter period or a longer groupPeriodBy.")
    return starts


async def _used(office: Office, query: Query, source: Source, period: Period) -> AsyncIterator[list[Used]]:
    """The resources asked for, some at a time, so that other requests are answered in between."""
    where, now, edges = _where(query), office.now(), period.edges
    await office.days.fill_traces(*edges, now)
    rows = await office.store.read(lambda connection: rows_of(connection, "SELECT id, name FROM resource", where, "id"))
    for first in range(0, len(rows), AT_ONCE):
        chunk = rows[first : first + AT_ONCE]
        ids = [row["id"] for row in chunk]
        spans = await office.store.read(partial(source, ids, *edges, now))
        yield [Used(row["id"], row["name"], spans.get(row["id"], [])) for row in chunk]


def _add(tally: Tally, chunk: list[Used]) -> None:
    for one in chunk:
        tally.add(one.spans)


def _row(one: Used, use: Use) -> dict[str, object]:
    return {"bookableResource": {"id": one.id, "name": one.name}, **_use(use)}


def _where(query: Query) -> Where:
    where = Where()
    where.add("NOT is_deleted")
    where.among("id", query.ids("bookableResourceId"))
    where.among("floor_id", query.ids("floorId"))
    return where


def _period(query: Query, now: int) -> Period:
    """Without an end until now, without a start the thirty days before the end."""
    end = query.moment("to")
    start = query.moment("from")
    if end is None:
        end = from_ms(now) if start is None else from_ms(now).astimezone(start.tzinfo)
    start = end - WITHOUT_FROM if start is None else start
    if not timedelta() < end - start <= LONGEST:
        raise bad_request(f"from must be before to, by {LONGEST.days} days at most.")
    return Period(start, end)


def _use(use: Use) -> dict[str, object]:
    return {"usageCount": use.count, "usedTimeInMinutes": use.minutes, "usedTimeInPercentage": use.share}


_PATH = "/api/external/usage/v1"
OPERATIONS = (
    Operation("usage.booking_by_resource", "GET", _PATH + "/booking/resource", by_resource(booked)),
    Operation("usage.occupancy_by_resource", "GET", _PATH + "/occupancy/resource", by_resource(occupied)),
    Operation("usage.booking_by_time", "GET", _PATH + "/booking/time", by_time(booked)),
    Operation("usage.occupancy_by_time", "GET", _PATH + "/occupancy/time", by_time(occupied)),
)
