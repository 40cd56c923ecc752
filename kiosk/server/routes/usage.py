"""Usage, by resource and by time, of bookings and of presence."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from starlette.requests import Request

from kiosk.server.instants import from_ms, to_ms
from kiosk.server.office import Office, Operation
from kiosk.server.query import LATEST, Query
from kiosk.server.refusal import bad_request
from kiosk.server.usage import DEFAULT_GROUP, GROUPS, MOST_BUCKETS, Span, Use, bucket_starts, edges_of, use_of
from kiosk.server.usage_count import count_up
from kiosk.server.usage_read import Asked, Sums, chosen
from kiosk.server.usage_read import by_resource as used_by_resource
from kiosk.server.usage_read import by_time as used_by_time
from kiosk.server.used_time import BOOKED, SEEN

LONGEST = timedelta(days=366)
WITHOUT_FROM = timedelta(days=30)
AT_ONCE = 100
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


def by_resource(source: int) -> Answer:
    """One row for each resource, also for those that nobody used."""

    async def answer(office: Office, request: Request) -> object:
        query, now = office.query(request), office.now()
        start, end = _period(query, now).edges
        asked = await _counted(office, query, source, (start, end), now)
        used: dict[int, Span] = {}
        for some in _parts(asked):
            used |= await office.store.read(partial(used_by_resource, some, start, min(end, _top(source, now))))
        uses = ((key, name, use_of(*used.get(key, (0, 0)), end - start)) for key, name in asked.names.items())
        return [{"bookableResource": {"id": key, "name": name}, **_use(use)} for key, name, use in uses]

    return answer


def by_time(source: int) -> Answer:
    """One row for each group of time, for all the resources together."""

    async def answer(office: Office, request: Request) -> object:
        query, now = office.query(request), office.now()
        period = _period(query, now)
        starts = _starts(query, period)
        edges = edges_of(starts, *period.edges)
        asked = await _counted(office, query, source, period.edges, now)
        sums = await office.store.read(partial(used_by_time, asked, Sums(edges, _top(source, now))))
        return await asyncio.to_thread(_rows, starts, sums, len(asked.names))

    return answer


def _parts(asked: Asked) -> list[Asked]:
    """Some resources at a time, so that other requests are answered in between."""
    names = list(asked.names.items())
    return [replace(asked, names=dict(names[first : first + AT_ONCE])) for first in range(0, len(names), AT_ONCE)]


def _rows(starts: list[datetime], sums: Sums, resources: int) -> list[object]:
    return [{"dateTime": at.isoformat(), **_use(use)} for at, use in zip(starts, sums.uses(resources), strict=True)]


def _top(source: int, now: int) -> int:
    """Nobody was seen later than now; bookings lie ahead as well."""
    return now if source == SEEN else to_ms(LATEST)


async def _counted(office: Office, query: Query, source: int, edges: tuple[int, int], now: int) -> Asked:
    """What is asked for, once the figures are those of `now`."""
    await office.days.fill_traces(*edges, now)
    await count_up(office.store, now)
    ids, floors = query.ids("bookableResourceId"), query.ids("floorId")
    return await office.store.read(partial(chosen, source, ids, floors))


def _starts(query: Query, period: Period) -> list[datetime]:
    group = query.text("groupPeriodBy") or DEFAULT_GROUP
    if group not in GROUPS:
        raise bad_request(f"groupPeriodBy={group[:40]} is not known; known are {', '.join(GROUPS)}.")
    starts = list(islice(bucket_starts(period.start, period.end, group), MOST_BUCKETS + 1))
    if len(starts) > MOST_BUCKETS:
        raise bad_request("These are too many groups: choose a shorter period or a longer groupPeriodBy.")
    return starts


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
    return {"usageCount": use.times, "usedTimeInMinutes": use.minutes, "usedTimeInPercentage": use.share}


_PATH = "/api/external/usage/v1"
OPERATIONS = (
    Operation("usage.booking_by_resource", "GET", _PATH + "/booking/resource", by_resource(BOOKED)),
    Operation("usage.occupancy_by_resource", "GET", _PATH + "/occupancy/resource", by_resource(SEEN)),
    Operation("usage.booking_by_time", "GET", _PATH + "/booking/time", by_time(BOOKED)),
    Operation("usage.occupancy_by_time", "GET", _PATH + "/occupancy/time", by_time(SEEN)),
)
