"""The outbox's few statements, each a function over the one connection. Knows no threads and no clock."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from kiosk.sync.outbox_item import COLUMNS, Draft, Ending, Item, Lane, checksum, item_of

Rows = Sequence[tuple[str, Sequence[tuple[object, ...]]]]
KEPT_FOR = timedelta(days=30)
REMEMBERED_FOR = timedelta(days=1)
EXPIRED = "It waited too long."
_PUT = "INSERT OR IGNORE INTO item (kind, target, key, same, body, put, expires, checksum) VALUES (?,?,?,?,?,?,?,?)"
_SAME = """SELECT 1 FROM item WHERE kind = ? AND target = ? AND same = ? AND state IN ('waiting', 'delivered')
    AND put > ? AND put < ? LIMIT 1"""
_OLD = "DELETE FROM item WHERE ended IS NOT NULL AND ended < CASE state WHEN 'delivered' THEN ? ELSE ? END"
_SELECT = f"SELECT {COLUMNS} FROM item WHERE "  # noqa: S608 - of this package alone
_HEAD = f"{_SELECT} kind = ? AND target = ? AND state = 'waiting' ORDER BY id LIMIT 1"
_ASIDE = "UPDATE item SET state = ?, reason = ?, ended = ? WHERE id = ? AND state = 'waiting'"
_DELIVERED = "UPDATE item SET state = 'delivered', body = x'', trouble = '', ended = ? WHERE id = ? AND key = ?"
_RESTORE = """INSERT OR IGNORE INTO item (id, kind, target, key, body, put, expires, tries, trouble, same, checksum)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)"""
_AGAIN = """UPDATE item SET state = 'waiting', reason = '', ended = NULL, closed_until = NULL
    WHERE kind = ? AND state IN ('refused', 'failed')"""


def put(drafts: Sequence[Draft], now: datetime, connection: sqlite3.Connection) -> tuple[bool, ...]:
    """Which of them are new. What has expired waits no longer, and what ended long ago is forgotten."""
    late = "UPDATE item SET state = 'expired', reason = ?, ended = ? WHERE state = 'waiting' AND expires <= ?"
    connection.execute(late, (EXPIRED, text_of(now), text_of(now)))
    connection.execute(_OLD, (text_of(now - REMEMBERED_FOR), text_of(now - KEPT_FOR)))
    return tuple([_put(draft, now, connection) for draft in drafts])


def _put(draft: Draft, now: datetime, connection: sqlite3.Connection) -> bool:
    lane = draft.lane
    span = (text_of(now - draft.same_within), text_of(now + draft.same_within))
    if draft.same and connection.execute(_SAME, (*lane, draft.same, *span)).fetchone():
        return False
    expires = None if draft.expires is None else text_of(draft.expires)
    check = checksum(lane, draft.key, draft.body)
    values = (*lane, draft.key, draft.same, draft.body, text_of(now), expires, check)
    return connection.execute(_PUT, values).rowcount == 1


def lanes(connection: sqlite3.Connection) -> tuple[Lane, ...]:
    """The lanes in which something waits."""
    found = connection.execute("SELECT DISTINCT kind, target FROM item WHERE state = 'waiting' ORDER BY kind, target")
    return tuple(Lane(*row) for row in found)


def head(lane: Lane, now: datetime, connection: sqlite3.Connection) -> Item | None:
    """The first that can still be delivered; those before it are set aside."""
    while (row := connection.execute(_HEAD, lane).fetchone()) is not None:
        item = item_of(row)
        if not item.whole:
            _end(item.id, "damaged", "It is not what was put into the outbox.", now, connection)
        elif item.expires is not None and item.expires <= now:
            _end(item.id, "expired", EXPIRED, now, connection)
        else:
            return item
    return None


def begin(item: Item, connection: sqlite3.Connection) -> None:
    """One more try."""
    connection.execute("UPDATE item SET tries = tries + 1 WHERE id = ?", (item.id,))


def failed(item: Item, trouble: str, now: datetime, closed_for: float, connection: sqlite3.Connection) -> None:
    """What the try met, and until when the receiver wants to be left alone."""
    until = text_of(now + timedelta(seconds=closed_for)) if closed_for else None
    connection.execute("UPDATE item SET trouble = ?, closed_until = ? WHERE id = ?", (trouble, until, item.id))


def delivered(found: Sequence[Item], now: datetime, connection: sqlite3.Connection) -> None:
    """They are done with."""
    connection.executemany(_DELIVERED, [(text_of(now), item.id, item.key) for item in found])


def set_aside(item: Item, ending: Ending, reason: str, now: datetime, connection: sqlite3.Connection) -> None:
    """It waits no longer."""
    _end(item.id, ending, reason, now, connection)


def send_again(kinds: Sequence[str], connection: sqlite3.Connection) -> int:
    """How many of these kinds wait again."""
    return sum(connection.execute(_AGAIN, (kind,)).rowcount for kind in kinds)


def items(connection: sqlite3.Connection) -> tuple[Item, ...]:
    """All but what was delivered."""
    found = connection.execute(f"{_SELECT} state <> 'delivered' ORDER BY kind, target, id")
    return tuple(item_of(row) for row in found)


def one(lane: Lane, key: str, connection: sqlite3.Connection) -> Item | None:
    """The item of that key."""
    row = connection.execute(f"{_SELECT} kind = ? AND target = ? AND key = ?", (*lane, key)).fetchone()
    return None if row is None else item_of(row)


def rescued(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """What can still be read of a damaged file and is what was put, from both of its ends."""
    found = dict[object, tuple[object, ...]]()
    for order in ("id", "id DESC"):
        try:
            for row in connection.execute(f"{_SELECT} state <> 'delivered' ORDER BY {order}"):
                if item_of(row).whole:
                    found[row[0]] = row
        except sqlite3.Error:
            continue
    return list(found.values())


def restore(found: Sequence[tuple[object, ...]], more: Rows, connection: sqlite3.Connection) -> None:
    """Put the rows of a damaged file into its successor, in their order. What was set aside there waits again."""
    for sql, rows in more:
        connection.executemany(sql, rows)
    connection.executemany(_RESTORE, [(*row[:9], row[12]) for row in sorted(found, key=_number)])


def _number(row: tuple[object, ...]) -> int:
    return row[0] if isinstance(row[0], int) else 0


def text_of(instant: datetime) -> str:
    """An instant in UTC, so that texts sort as instants do: all have the same length."""
    return instant.isoformat(timespec="microseconds")


def _end(key: int, ending: Ending, reason: str, now: datetime, connection: sqlite3.Connection) -> None:
    connection.execute(_ASIDE, (ending, reason, text_of(now), key))
