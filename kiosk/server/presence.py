"""Motion checks bookings in, and bookings to which nobody comes are released. Works inside a transaction.

A release is no task that could fail to run: the booking carries the instant at which it turns into a no-show.
"""

import json
import sqlite3

from kiosk.server.instants import MINUTE
from kiosk.server.numbers import NO_SHOW, USING, WAITING
from kiosk.server.rules import HouseRules

_WAITS = f"CASE WHEN b.turns_at <= :now THEN b.turns_into ELSE b.state END = {WAITING}"
_RUNNING = f"""
    SELECT DISTINCT b.id FROM appointment a JOIN booking b ON b.id = a.booking_id
    WHERE a.resource_id = :resource AND NOT a.preparation AND a.starts <= :at AND a.ends > :at AND a.ends > :now
        AND {_WAITS}"""  # noqa: S608 - numbers of this package
_MOTION = """
    SELECT 1 FROM appointment a JOIN sensor s ON s.resource_id = a.resource_id JOIN motion m ON m.sensor_id = s.id
    WHERE a.booking_id = b.id AND m.seen AND m.at >= a.starts AND m.at <= :now"""
_ARM = f"""
    UPDATE booking AS b SET turns_into = {NO_SHOW}, turns_at = (
        SELECT CASE WHEN min(starts) + :wait > :now THEN min(starts) ELSE :now END + :wait
        FROM appointment WHERE booking_id = b.id AND NOT preparation)
    WHERE b.state = {WAITING} AND coalesce(b.turns_into, {NO_SHOW}) = {NO_SHOW}
        AND (b.turns_at IS NULL OR b.turns_at > :now)
        AND EXISTS (SELECT 1 FROM appointment WHERE booking_id = b.id AND NOT preparation AND ends > :now)
        AND NOT EXISTS ({_MOTION})"""  # noqa: S608 - numbers of this package
_ARM_ONE = f"""
    UPDATE booking SET turns_into = {NO_SHOW},
        turns_at = max(:now, (SELECT min(starts) FROM appointment WHERE booking_id = :booking)) + :wait
    WHERE id = :booking AND state = {WAITING}"""  # noqa: S608 - numbers of this package
_DISARM = f"UPDATE booking SET turns_into = NULL, turns_at = NULL WHERE turns_into = {NO_SHOW} AND state = {WAITING}"  # noqa: S608


def arm(connection: sqlite3.Connection, rules: HouseRules, booking_id: int, now: int) -> None:
    """Give a new booking that waits for check-in its deadline: counted from its start, or from now if that is later."""
    if rules.release_after_minutes is not None:
        wait = rules.release_after_minutes * MINUTE
        connection.execute(_ARM_ONE, {"booking": booking_id, "now": now, "wait": wait})


def arm_all(connection: sqlite3.Connection, rules: HouseRules, now: int) -> None:
    """Bring the deadlines to come in line with the rules of today; what was released stays released."""
    if rules.release_after_minutes is None:
        connection.execute(f"{_DISARM} AND turns_at > ?", (now,))
    else:
        connection.execute(_ARM, {"now": now, "wait": rules.release_after_minutes * MINUTE})


def motion_seen(connection: sqlite3.Connection, rules: HouseRules, resource_id: int, at: int, now: int) -> list[int]:
    """Somebody moved in a room at `at`: check its running booking in, or at least do not release it.

    Returns the resources whose bookings are not as they were. The movements of those who were there before the start
    say nothing about the booking.
    """
    values = {"resource": resource_id, "at": at, "now": now}
    keys = [key for (key,) in connection.execute(_RUNNING, values)]
    if not rules.auto_check_in:
        connection.executemany(f"{_DISARM} AND id = ?", [(key,) for key in keys])
        return []
    turn = "UPDATE booking SET state = ?, turns_into = NULL, turns_at = NULL WHERE id = ?"
    connection.executemany(turn, [(USING, key) for key in keys])
    held = "SELECT DISTINCT resource_id FROM appointment WHERE booking_id IN (SELECT value FROM json_each(?))"
    return [held_id for (held_id,) in connection.execute(held, (json.dumps(keys),))]
