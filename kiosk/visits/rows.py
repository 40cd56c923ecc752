"""The book's few statements, each a function over the one connection. Knows no threads and no clock."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.domain import guessing
from kiosk.domain.freshness import EARLIEST
from kiosk.domain.guessing import Guesses, locked_until, missed
from kiosk.domain.visit import Visit
from kiosk.domain.visiting import Act
from kiosk.sync import outbox_file, outbox_rows
from kiosk.sync.database import Layout
from kiosk.sync.outbox_item import TABLES, Draft
from kiosk.visits.record import Note, copy_of, key_of, packed, unpacked

_BOOK = """
CREATE TABLE copy (
    house TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, uid TEXT NOT NULL, body BLOB NOT NULL,
    ends TEXT NOT NULL, PRIMARY KEY (house, id)
) WITHOUT ROWID;
CREATE INDEX copy_by_code ON copy (house, code);
CREATE INDEX copy_by_uid ON copy (house, uid);
CREATE TABLE note (
    house TEXT NOT NULL, visit TEXT NOT NULL, act TEXT NOT NULL, key TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (house, visit, act)
) WITHOUT ROWID;
CREATE TABLE guesses (
    scope TEXT PRIMARY KEY, body TEXT NOT NULL, until TEXT
) WITHOUT ROWID;
"""
LAYOUT = Layout(TABLES + _BOOK, 1, "FULL", alone=True)
_NOTES = "SELECT key, act, visit, at FROM note WHERE house = ?"


def connect(path: Path) -> sqlite3.Connection:
    """As any outbox's, and what is deleted is overwritten."""
    connection = outbox_file.connect(path, LAYOUT)
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    return connection


def write(
    house: str, note: Note, visit: Visit | None, drafts: Sequence[Draft], now: datetime, connection: sqlite3.Connection
) -> Note | None:
    """Keep the note, its visit, and what is to be delivered of it; the note that there is already changes nothing."""
    values = (house, note.visit_id, note.act.value, note.key, text_of(note.at))
    if connection.execute("INSERT OR IGNORE INTO note VALUES (?, ?, ?, ?, ?)", values).rowcount != 1:
        row = connection.execute(f"{_NOTES} AND visit = ? AND act = ?", values[:3]).fetchone()
        if (before := note_of(row)) is not None:
            return before
        connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?)", values)
    if visit is not None:
        keep(house, (visit,), connection)
    outbox_rows.put(drafts, now, connection)
    return None


def keep(house: str, visits: Sequence[Visit], connection: sqlite3.Connection) -> None:
    """Copies of visits, for when the backend cannot be asked."""
    rows = [(house, one.id, one.code, one.uid or "", packed(copy_of(one)), text_of(one.end)) for one in visits]
    connection.executemany("INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?, ?, ?)", rows)


def copies(house: str, codes: Sequence[str], connection: sqlite3.Connection) -> tuple[Visit, ...]:
    """The copies with one of these codes or uids."""
    found: dict[str, Visit] = {}
    for code in codes:
        rows = connection.execute(
            "SELECT id, body FROM copy WHERE house = ? AND (code = ? OR uid = ?)", (house, code, code)
        )
        found |= {key: visit for key, body in rows if (visit := visit_of(body)) is not None}
    return tuple(found.values())


def notes_of(house: str, ids: Sequence[str], connection: sqlite3.Connection) -> dict[str, dict[Act, datetime]]:
    """When these visits' visitors arrived and left, as far as it was written down here."""
    found: dict[str, dict[Act, datetime]] = {one: {} for one in ids}
    for one in ids:
        for row in connection.execute(f"{_NOTES} AND visit = ?", (house, one)):
            if (note := note_of(row)) is not None:
                found[one][note.act] = note.at
    return found


def inside(house: str, connection: sqlite3.Connection) -> tuple[tuple[Note, Visit | None], ...]:
    """Every arrival without its departure, the earliest first, with the copy of its visit."""
    rows = connection.execute(
        """SELECT n.key, n.act, n.visit, n.at, c.body
        FROM note n LEFT JOIN copy c ON c.house = n.house AND c.id = n.visit
        WHERE n.house = ? AND n.act = 'arrive' AND NOT EXISTS (
            SELECT 1 FROM note o WHERE o.house = n.house AND o.visit = n.visit AND o.act = 'leave')
        ORDER BY n.at, n.visit""",
        (house,),
    )
    return tuple((note, visit_of(row[4])) for row in rows if (note := note_of(row[:4])) is not None)


def became(house: str, before: str, visit: Visit, connection: sqlite3.Connection) -> None:
    """What was noted under one id is that visit's, as has turned out."""
    for row in connection.execute(f"{_NOTES} AND visit = ?", (house, before)).fetchall():
        if (note := note_of(row)) is None:
            continue
        key = key_of(house, visit.id, note.act)
        connection.execute(
            "INSERT OR IGNORE INTO note VALUES (?, ?, ?, ?, ?)",
            (house, visit.id, note.act.value, key, text_of(note.at)),
        )
    connection.execute("DELETE FROM note WHERE house = ? AND visit = ?", (house, before))
    connection.execute("DELETE FROM copy WHERE house = ? AND id = ?", (house, before))
    keep(house, (visit,), connection)


def forget(house: str, visit_id: str, act: Act, connection: sqlite3.Connection) -> None:
    """Nothing of the kind was noted under that id."""
    connection.execute("DELETE FROM note WHERE house = ? AND visit = ? AND act = ?", (house, visit_id, act.value))


def last_noted(connection: sqlite3.Connection) -> datetime | None:
    """The latest instant at which anything was written down by a clock that was set."""
    every = "SELECT at FROM (SELECT at FROM note UNION ALL SELECT put FROM item) WHERE at >= ? ORDER BY at DESC"
    found = (_instant(at) for (at,) in connection.execute(every, (text_of(EARLIEST),)))
    return next((one for one in found if one is not None), None)


def redate(now: datetime, far: timedelta, connection: sqlite3.Connection) -> None:
    """What was written down before the clock was set, or `far` after now, counts as written down now."""
    odd = (text_of(now), text_of(EARLIEST), text_of(now + far))
    connection.execute("UPDATE note SET at = ? WHERE at < ? OR at > ?", odd)
    connection.execute("UPDATE item SET put = ? WHERE put < ? OR put > ?", odd)


def purge(before: datetime, connection: sqlite3.Connection) -> int:
    """Forget every visit that was over, and all that was written down, before then; how many rows that were."""
    old = text_of(before)
    notes = connection.execute("DELETE FROM note WHERE at < ?", (old,)).rowcount
    kept = """DELETE FROM copy WHERE ends < ?
        AND NOT EXISTS (SELECT 1 FROM note n WHERE n.house = copy.house AND n.visit = copy.id)"""
    copies = connection.execute(kept, (old,)).rowcount
    items = connection.execute("DELETE FROM item WHERE put < ?", (old,)).rowcount
    connection.execute("DELETE FROM guesses WHERE until IS NOT NULL AND until < ?", (old,))
    return notes + copies + items


def vacuum(connection: sqlite3.Connection) -> None:
    """Give back what is free; nothing else is open on this connection."""
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    connection.execute("BEGIN IMMEDIATE")


def lock_at(scopes: Sequence[str], at: datetime, connection: sqlite3.Connection) -> datetime | None:
    """The latest end of the locks that hold for these at this instant."""
    ends = (locked_until(_guesses(scope, connection), at) for scope in scopes)
    return max((one for one in ends if one is not None), default=None)


def miss(scopes: Sequence[str], at: datetime, connection: sqlite3.Connection) -> None:
    """One more miss for each of these."""
    for scope in scopes:
        after = missed(_guesses(scope, connection), at)
        until = None if after.until is None else text_of(after.until)
        connection.execute("INSERT OR REPLACE INTO guesses VALUES (?, ?, ?)", (scope, guessing.packed(after), until))


def text_of(instant: datetime) -> str:
    """An instant in UTC, so that texts sort as instants do."""
    return outbox_rows.text_of(instant.astimezone(UTC))


def _guesses(scope: str, connection: sqlite3.Connection) -> Guesses:
    row = connection.execute("SELECT body FROM guesses WHERE scope = ?", (scope,)).fetchone()
    return guessing.unpacked(None if row is None else row[0])


def note_of(row: tuple[str, str, str, str]) -> Note | None:
    """None where it is not what was written down: then it hides only itself."""
    key, act, visit, at = row
    instant = _instant(at)
    return Note(key, Act(act), visit, instant) if instant is not None and act in list(Act) else None


def _instant(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return instant if instant.tzinfo is not None else None


def visit_of(body: bytes | None) -> Visit | None:
    """None where it is not what was kept."""
    try:
        return None if body is None else unpacked(body)
    except ValueError:
        return None
