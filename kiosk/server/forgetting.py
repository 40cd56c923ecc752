"""Visits are forgotten some days after they ended, at the start and every night: people, codes and keys.

Copies of the data file that the program made by itself, and damaged ones that it put aside, go with them.
"""

import asyncio
import logging
import sqlite3
from datetime import datetime, time, timedelta
from pathlib import Path

from kiosk.clock_believed import Belief
from kiosk.server.instants import DAY, from_ms
from kiosk.server.office import Office

_log = logging.getLogger(__name__)
AT = time(3, 0)
_LOOK_AGAIN = 600.0
_GONE = (
    """DELETE FROM visit_act WHERE badge_id IN (
        SELECT g.id FROM badge g JOIN visit v ON v.id = g.visit_id WHERE v.ends < ?)""",
    "DELETE FROM badge WHERE visit_id IN (SELECT id FROM visit WHERE ends < ?)",
    "DELETE FROM visit WHERE ends < ?",
)
_LAST = "SELECT max(at) FROM (SELECT ends AS at FROM visit UNION ALL SELECT at FROM visit_act) WHERE at IS NOT NULL"
_NOBODYS = "DELETE FROM visitor WHERE id NOT IN (SELECT visitor_id FROM badge)"


async def forget_visits(office: Office, data: Path | None = None) -> None:
    """Runs until it is cancelled; ends at once where the house keeps visits for ever, as the demo does.

    `data` is the data file, None where there is none. While the clock may be wrong by years, nothing is forgotten.
    """
    days = office.rules.keep_visits_days
    if days is None or office.days.keys_seed is not None:
        return
    belief = Belief(office.clock)
    while True:
        while not belief.holds(await office.store.read(lambda connection: _last(connection, office.now()))):
            await office.clock.sleep(_LOOK_AGAIN)
        now = office.now()
        before = now - days * DAY
        await office.store.write(lambda connection: _forget(connection, before))  # noqa: B023 - awaited here
        if data is not None:
            await asyncio.to_thread(_drop_copies, data, from_ms(before))
        await office.clock.wait_until(_next(from_ms(now)))


def _forget(connection: sqlite3.Connection, before: int) -> None:
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    for statement in _GONE:
        connection.execute(statement, (before,))
    connection.execute(_NOBODYS)


def _last(connection: sqlite3.Connection, now: int) -> datetime | None:
    """The last that is known to have happened; visits that are still to come say that the clock may be right."""
    (at,) = connection.execute(_LAST).fetchone()
    return None if at is None else from_ms(min(at, now))


def _drop_copies(data: Path, before: datetime) -> None:
    for kind in ("damaged", "version"):
        for path in data.parent.glob(f"{data.name}.{kind}-*"):
            try:
                if path.stat().st_mtime < before.timestamp():
                    path.unlink(missing_ok=True)
            except OSError as error:
                _log.warning("%s is older than visits are kept, and cannot be removed: %s", path.name, error)


def _next(now: datetime) -> datetime:
    today = datetime.combine(now.date(), AT, now.tzinfo)
    return today if today > now else today + timedelta(days=1)
