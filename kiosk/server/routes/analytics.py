"""How many visitors a day has: expected, in, gone, not come."""

import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from functools import partial

from starlette.requests import Request

from kiosk.server.instants import to_ms
from kiosk.server.numbers import BADGE_INITIAL, BADGE_NO_SHOW, BADGE_VISITED, BADGE_VISITING
from kiosk.server.office import Office, Operation
from kiosk.server.refusal import bad_request
from kiosk.server.routes.badges import badge_state_at, overlapping
from kiosk.server.sql import Where, rows_of

_SELECT = "SELECT g.visit_id, {state} AS state FROM badge g JOIN visit v ON v.id = g.visit_id"
_WEIGHT = (BADGE_NO_SHOW, BADGE_VISITED, BADGE_INITIAL, BADGE_VISITING)
States = list[tuple[str, int]]


async def _day(office: Office, request: Request) -> States:
    """Visit and state of each badge on the day of `date`, in the offset that the date comes with."""
    now, date = office.now(), office.query(request).moment("date")
    if date is None:
        raise bad_request("date must be ISO 8601 with its offset (2015-01-01T08:00:00+08:00).")
    midnight = datetime.combine(date.date(), time(), date.tzinfo)
    start, end = to_ms(midnight), to_ms(midnight + timedelta(days=1))
    await office.days.fill_traces(start, end, now)
    where = Where()
    overlapping(where, start, end)
    return await office.store.read(partial(_states, where, now))


def _states(where: Where, now: int, connection: sqlite3.Connection) -> States:
    rows = rows_of(connection, _SELECT.format(state=badge_state_at(now)), where, "g.id")
    return [(row["visit_id"], row["state"]) for row in rows]


def _per_badge(states: States) -> Counter[int]:
    """Every visitor counts."""
    return Counter(state for _, state in states)


def _per_visit(states: States) -> Counter[int]:
    """Every appointment counts once: while one of its visitors is in, it is being visited; then the others' states."""
    visits: dict[str, list[int]] = {}
    for visit, state in states:
        visits.setdefault(visit, []).append(state)
    return Counter(max(states, key=_WEIGHT.index) for states in visits.values())


def _daily(count: Callable[[States], Counter[int]]) -> Callable[[Office, Request], Awaitable[object]]:
    async def answer(office: Office, request: Request) -> object:
        counts = count(await _day(office, request))
        return {
            "numberOfInitial": counts[BADGE_INITIAL],
            "numberOfVisiting": counts[BADGE_VISITING],
            "numberOfVisited": counts[BADGE_VISITED],
            "numberOfNoShow": counts[BADGE_NO_SHOW],
        }

    return answer


_PATH = "/api/external/analytics/v1/"
OPERATIONS = (
    Operation("analytics.daily_visitors", "GET", _PATH + "visitor/daily", _daily(_per_badge)),
    Operation("analytics.daily_visitor_appointments", "GET", _PATH + "visitorAppointment/daily", _daily(_per_visit)),
)
