"""Tells subscribers when the links at the doors change: every hour, and at each room's own midnight."""

import sqlite3
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.agenda import local_midnight
from kiosk.server.office import Office

ONE_TIME = frozenset({"access_key.subscribe"})
DAILY = frozenset({"access_key.subscribe", "access_key.subscribe_daily"})


async def announce_rotations(office: Office) -> None:
    """Runs until it is cancelled; ends at once where the office has no links."""
    if office.days.keys_seed is None:
        return
    zones = await office.store.read(_zones)
    last = office.clock.now()
    while True:
        await office.clock.wait_until(next_turn(last, zones))
        now = office.clock.now()
        daily = [key for key, zone in zones.items() if _date(now, zone) != _date(last, zone)]
        office.announcer.changed(DAILY, daily, "accessKeyChanged")
        office.announcer.changed(ONE_TIME, zones.keys() - set(daily), "accessKeyChanged")
        last = now


def next_turn(now: datetime, zones: dict[int, ZoneInfo]) -> datetime:
    """The first instant after `now` at which a link of a room (by id, with its zone) changes."""
    hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    midnights = (local_midnight(now.astimezone(zone).date() + timedelta(days=1), zone) for zone in set(zones.values()))
    return min(hour, *midnights)


def _date(instant: datetime, zone: ZoneInfo) -> object:
    return instant.astimezone(zone).date()


def _zones(connection: sqlite3.Connection) -> dict[int, ZoneInfo]:
    rows = connection.execute("SELECT id, time_zone FROM resource WHERE NOT is_deleted")
    return {row["id"]: ZoneInfo(row["time_zone"]) for row in rows}
