"""Visits are forgotten some days after they ended, at the start and every night: people, codes and keys."""

import sqlite3
from datetime import datetime, time, timedelta

from kiosk.server.instants import DAY, from_ms
from kiosk.server.office import Office

AT = time(3, 0)
_GONE = (
    """DELETE FROM visit_act WHERE badge_id IN (
        SELECT g.id FROM badge g JOIN visit v ON v.id = g.visit_id WHERE v.ends < ?)""",
    "DELETE FROM badge WHERE visit_id IN (SELECT id FROM visit WHERE ends < ?)",
    "DELETE FROM visit WHERE ends < ?",
)
_NOBODYS = "DELETE FROM visitor WHERE id NOT IN (SELECT visitor_id FROM badge)"


async def forget_visits(office: Office) -> None:
    """Runs until it is cancelled; ends at once where the house keeps visits for ever, as the demo does."""
    days = office.rules.keep_visits_days
    if days is None or office.days.keys_seed is not None:
        return
    while True:
        before = office.now() - days * DAY
        await office.store.write(lambda connection: _forget(connection, before))  # noqa: B023 - awaited here
        await office.clock.wait_until(_next(from_ms(office.now())))


def _forget(connection: sqlite3.Connection, before: int) -> None:
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    for statement in _GONE:
        connection.execute(statement, (before,))
    connection.execute(_NOBODYS)


def _next(now: datetime) -> datetime:
    today = datetime.combine(now.date(), AT, now.tzinfo)
    return today if today > now else today + timedelta(days=1)
