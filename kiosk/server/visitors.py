"""Visits as the reception's own routes answer them, and how one is made. Pure SQL and shapes; knows no request."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.server.instants import iso, period
from kiosk.server.numbers import BADGE_STATES, name_of
from kiosk.server.refusal import bad_request, conflict, not_found
from kiosk.server.routes.badges import badge_state_at

FIRST_BADGE = 2_000_000_000  # the demo's own are less, also those of days that are not written yet
_TRIES = 20
_ROOMS = """
    SELECT resource_id FROM appointment WHERE booking_id = v.booking_id AND NOT preparation
    UNION SELECT v.resource_id WHERE v.resource_id IS NOT NULL ORDER BY 1 LIMIT 1"""
_SELECT = f"""
    SELECT g.id, g.uid, g.code, g.checked_in, g.checked_out, v.starts, v.ends, v.time_zone, {{state}} AS state,
        w.name, w.email, w.company, p.id AS host_id, coalesce(p.name, v.named_host) AS host,
        coalesce(p.email, v.named_host_email) AS host_email, u.id AS building_id, u.name AS building,
        r.id AS room_id, r.name AS room, f.name AS floor
    FROM badge g JOIN visit v ON v.id = g.visit_id JOIN visitor w ON w.id = g.visitor_id
    LEFT JOIN person p ON p.id = v.inviting_user_id LEFT JOIN building u ON u.id = v.building_id
    LEFT JOIN resource r ON r.id = ({_ROOMS}) LEFT JOIN floor f ON f.id = r.floor_id"""  # noqa: S608 - literals


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit to be written; instants in milliseconds. `host` is the id of a person, a mail address, or a name."""

    name: str | None
    email: str | None
    company: str | None
    host: str | None
    host_email: str | None
    building: str | None
    room: str | None
    starts: int
    ends: int
    time_zone: str
    arrived: int | None = None
    code: str | None = None
    uid: str | None = None


def select(now: int) -> str:
    """The SELECT of visits as they stand at `now` in milliseconds."""
    return _SELECT.format(state=badge_state_at(now))


def one(connection: sqlite3.Connection, badge_id: int, now: int) -> dict[str, object]:
    """The visit of one badge."""
    row = connection.execute(f"{select(now)} WHERE g.id = ?", (badge_id,)).fetchone()
    return shape(row, now)


def shape(row: sqlite3.Row, now: int) -> dict[str, object]:
    """A visit as it is sent."""
    zone = row["time_zone"]

    def past(instant: int | None) -> str | None:
        return None if instant is None or instant > now else iso(instant, zone)

    def named(key: str, **more: object) -> dict[str, object] | None:
        return None if row[key] is None else {"id": row[f"{key}_id"], "name": row[key], **more}

    return {
        "id": row["id"],
        "uid": row["uid"],
        "registrationCode": row["code"],
        "state": name_of(BADGE_STATES, row["state"]),
        "period": period(row["starts"], row["ends"], zone),
        "timeZone": zone,
        "visitor": {"name": row["name"], "emailAddress": row["email"], "company": row["company"]},
        "host": named("host", emailAddress=row["host_email"]),
        "building": named("building"),
        "room": named("room", floor=row["floor"]),
        "checkInDate": past(row["checked_in"]),
        "checkOutDate": past(row["checked_out"]),
    }


def make(connection: sqlite3.Connection, new: NewVisit, new_code: Callable[[], str], new_uid: Callable[[], str]) -> int:
    """Write the visit; the id of its badge. Raises `Refusal` for a building or a room that there is not."""
    room, building = _room(connection, new.room), _building(connection, new.building)
    if building is None and room is not None:
        building = room["building_id"]
    host = _host(connection, new.host)
    added = "INSERT INTO visitor (name, email, company) VALUES (?, ?, ?)"
    visitor = connection.execute(added, (new.name or "", new.email, new.company)).lastrowid
    visit = f"w{visitor}"
    connection.execute(
        """INSERT INTO visit (id, building_id, inviting_user_id, starts, ends, time_zone, named_host, named_host_email,
            resource_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            visit, building, host, new.starts, new.ends, new.time_zone, None if host is not None else new.host,
            None if host is not None else new.host_email, None if room is None else room["id"],
        ),
    )  # fmt: skip
    return _badge(connection, new, visit, visitor, new_code, new_uid)


def _badge(
    connection: sqlite3.Connection,
    new: NewVisit,
    visit: str,
    visitor: int | None,
    new_code: Callable[[], str],
    new_uid: Callable[[], str],
) -> int:
    (last,) = connection.execute("SELECT max(id) FROM badge").fetchone()
    key, uid = max(FIRST_BADGE, (last or 0) + 1), new.uid
    if uid is None or connection.execute("SELECT 1 FROM badge WHERE uid = ?", (uid,)).fetchone():
        uid = new_uid()
    code = _free_code(connection, new.code, new_code)
    values = (key, uid, code, visit, visitor, new.arrived, None)
    connection.execute("INSERT INTO badge VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    return key


def _free_code(connection: sqlite3.Connection, wished: str | None, new_code: Callable[[], str]) -> str:
    for code in (wished, *(new_code() for _ in range(_TRIES))):
        if code and connection.execute("SELECT 1 FROM badge WHERE code = ?", (code,)).fetchone() is None:
            return code
    raise conflict("No code is free.", "no_code")


def _room(connection: sqlite3.Connection, key: str | None) -> sqlite3.Row | None:
    if key is None:
        return None
    found: list[sqlite3.Row] = connection.execute(
        """SELECT r.id, f.building_id FROM resource r LEFT JOIN floor f ON f.id = r.floor_id
        WHERE CAST(r.id AS TEXT) = :key OR fold(r.name) = :folded ORDER BY CAST(r.id AS TEXT) = :key DESC LIMIT 2""",
        {"key": key, "folded": key.casefold()},
    ).fetchall()
    if not found:
        raise not_found("There is no room with this id or name.")
    return found[0]


def _building(connection: sqlite3.Connection, key: str | None) -> int | None:
    if key is None:
        return None
    row = connection.execute(
        """SELECT id FROM building WHERE CAST(id AS TEXT) = :key OR fold(name) = :folded
        ORDER BY CAST(id AS TEXT) = :key DESC LIMIT 1""",
        {"key": key, "folded": key.casefold()},
    ).fetchone()
    if row is None:
        raise not_found("There is no building with this id or name.")
    return int(row["id"])


def _host(connection: sqlite3.Connection, key: str | None) -> int | None:
    """The person who is meant, None for nobody that is known here, or for several."""
    if key is None:
        return None
    found = connection.execute(
        """SELECT id FROM person WHERE NOT is_deleted
        AND (CAST(id AS TEXT) = :key OR fold(email) = :folded OR fold(name) = :folded)""",
        {"key": key, "folded": key.casefold()},
    ).fetchall()
    return int(found[0]["id"]) if len(found) == 1 else None


def act(connection: sqlite3.Connection, badge_id: str, name: str, key: str | None, at: int, now: int) -> int:
    """Arrive or leave (`name`); what is written down already stays. The id of the badge. Raises `Refusal`."""
    row = connection.execute("SELECT id FROM badge WHERE CAST(id AS TEXT) = ? OR uid = ?", (badge_id,) * 2).fetchone()
    if row is None:
        raise not_found("There is no visit with this id.")
    badge, column = int(row["id"]), {"arrive": "checked_in", "leave": "checked_out"}[name]
    if done(connection, key, name, badge) is not None:
        return badge
    changed = f"UPDATE badge SET {column} = ? WHERE id = ? AND ({column} IS NULL OR {column} > ?)"  # noqa: S608
    if connection.execute(changed, (min(at, now), badge, now)).rowcount:
        note(connection, key, badge, name, at)
    return badge


def done(connection: sqlite3.Connection, key: str | None, name: str, badge: int | None = None) -> int | None:
    """The badge for which a request with this key came before; `Refusal` where that was about something else."""
    before = connection.execute("SELECT badge_id, act FROM visit_act WHERE key = ?", (key,)).fetchone()
    if before is None:
        return None
    if before["act"] != name or badge not in {None, before["badge_id"]}:
        raise conflict("This Idempotency-Key came before, with another visit.", "key_reused")
    return int(before["badge_id"])


def note(connection: sqlite3.Connection, key: str | None, badge: int, name: str, at: int) -> None:
    """Remember the key of what was done."""
    if key is not None:
        connection.execute("INSERT INTO visit_act (key, badge_id, act, at) VALUES (?, ?, ?, ?)", (key, badge, name, at))


def check_span(starts: int, ends: int) -> None:
    """Raises `Refusal` for a visit of no length."""
    if ends <= starts:
        raise bad_request("The visit would end before it begins.")


def hosts(connection: sqlite3.Connection, text: str, most: int) -> list[dict[str, object]]:
    """The first people who have a name that begins with the text in any of its words."""
    folded = " ".join(text.casefold().split())
    found = connection.execute(
        """SELECT id, name, email FROM person
        WHERE NOT is_deleted AND instr(' ' || fold(name), ' ' || ?) > 0 ORDER BY name, id LIMIT ?""",
        (folded, most),
    )
    return [{"id": row["id"], "name": row["name"], "emailAddress": row["email"]} for row in found]
