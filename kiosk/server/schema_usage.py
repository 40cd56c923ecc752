# ruff: noqa: S608 - numbers and names of this package
"""What keeps the usage figures right: each change of a booking or a sight of motion leaves a note of what is due.

`usage_day` holds a resource's day, `usage_house` a day of a floor or of the whole house, `usage_due` the spans of time
in which either is not right any more. `kiosk.server.usage_count` works the notes off before the change is committed.
Sources are 0 for bookings, 1 for motion.
"""

from typing import Final

from kiosk.server.instants import DAY
from kiosk.server.numbers import CANCELLED, DECLINED, NO_SHOW
from kiosk.server.used_time import MOTION_LASTS

_OVER = f"({CANCELLED}, {DECLINED}, {NO_SHOW})"
_DUE = "INSERT INTO usage_due (source, resource_id, starts, ends)"
_IS_MEETING = "NOT {0}.preparation AND {0}.starts IS NOT NULL AND {0}.ends IS NOT NULL"
_MEETING = "SELECT 0, {0}.resource_id, {0}.starts, {0}.ends WHERE " + _IS_MEETING
_SIGHT = f"""SELECT 1, resource_id, {{0}}.at - {MOTION_LASTS}, {{0}}.at + {MOTION_LASTS}
    FROM sensor WHERE id = {{0}}.sensor_id AND resource_id IS NOT NULL"""
_MOVED = f"""SELECT 1, {{0}}.resource_id, min(at), max(at) + {MOTION_LASTS}
    FROM motion WHERE sensor_id = {{0}}.id AND {{0}}.resource_id IS NOT NULL GROUP BY at / {DAY}"""
_CAN_BE_OVER = f"({{0}}.state IN {_OVER} OR {{0}}.turns_into IN {_OVER})"


def _trigger(name: str, change: str, *notes: str, when: str = "") -> str:
    body = "".join(f"{_DUE} {note}; " for note in notes)
    return f"CREATE TRIGGER {name} AFTER {change} {when and 'WHEN ' + when} BEGIN {body} END;"


USAGE: Final = "\n".join(
    (
        """
    CREATE TABLE usage_due (
        source INTEGER NOT NULL, resource_id INTEGER NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL);
    CREATE TABLE usage_day (
        source INTEGER NOT NULL, resource_id INTEGER NOT NULL, day INTEGER NOT NULL, place INTEGER,
        begun INTEGER NOT NULL, carried INTEGER NOT NULL, used INTEGER NOT NULL, first INTEGER NOT NULL,
        last INTEGER NOT NULL, spans BLOB NOT NULL, PRIMARY KEY (source, resource_id, day)) WITHOUT ROWID;
    CREATE TABLE usage_house (
        source INTEGER NOT NULL, place INTEGER NOT NULL, day INTEGER NOT NULL, bins BLOB NOT NULL,
        PRIMARY KEY (source, place, day));
    INSERT INTO counter VALUES ('usage_as_of', 0);
    """,
        _trigger("usage_booked", "INSERT ON appointment", _MEETING.format("NEW")),
        _trigger("usage_unbooked", "DELETE ON appointment", _MEETING.format("OLD")),
        _trigger(
            "usage_rebooked",
            "UPDATE OF booking_id, resource_id, starts, ends, preparation ON appointment",
            _MEETING.format("OLD"),
            _MEETING.format("NEW"),
        ),
        _trigger(
            "usage_turned",
            "UPDATE OF state, turns_into, turns_at ON booking",
            "SELECT 0, a.resource_id, a.starts, a.ends FROM appointment a WHERE a.booking_id = NEW.id AND "
            + _IS_MEETING.format("a"),
            when=f"{_CAN_BE_OVER.format('OLD')} OR {_CAN_BE_OVER.format('NEW')}",
        ),
        _trigger("usage_seen", "INSERT ON motion", _SIGHT.format("NEW")),
        _trigger("usage_unseen", "DELETE ON motion", _SIGHT.format("OLD")),
        _trigger("usage_seen_again", "UPDATE ON motion", _SIGHT.format("OLD"), _SIGHT.format("NEW")),
        _trigger(
            "usage_sensor_moved",
            "UPDATE OF resource_id ON sensor",
            _MOVED.format("OLD"),
            _MOVED.format("NEW"),
            when="OLD.resource_id IS NOT NEW.resource_id",
        ),
        _trigger(
            "usage_room_moved",
            "UPDATE OF floor_id, is_deleted ON resource",
            f"SELECT source, resource_id, day * {DAY}, day * {DAY} + {DAY} FROM usage_day WHERE resource_id = NEW.id",
            when="OLD.floor_id IS NOT NEW.floor_id OR OLD.is_deleted IS NOT NEW.is_deleted",
        ),
        f"""
    {_DUE} SELECT 0, a.resource_id, min(a.starts), max(a.ends) FROM appointment a
        WHERE {_IS_MEETING.format("a")} GROUP BY a.starts / {DAY}, a.resource_id;
    {_DUE} SELECT 1, s.resource_id, min(m.at), max(m.at) + {MOTION_LASTS} FROM motion m
        JOIN sensor s ON s.id = m.sensor_id WHERE s.resource_id IS NOT NULL GROUP BY m.at / {DAY}, s.resource_id;
    """,
    )
)
