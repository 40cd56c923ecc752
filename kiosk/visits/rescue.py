"""What can still be read of a damaged visitors' book besides what waits to be delivered: who came, and who left."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from kiosk.sync.outbox_rows import Rows
from kiosk.visits.rows import note_of, visit_of

_NOTES = (
    "SELECT house, visit, act, key, at FROM note ORDER BY house, visit, act",
    "SELECT house, visit, act, key, at FROM note ORDER BY house DESC, visit DESC, act DESC",
)
_COPIES = (
    "SELECT house, id, code, uid, body, ends FROM copy ORDER BY house, id",
    "SELECT house, id, code, uid, body, ends FROM copy ORDER BY house DESC, id DESC",
)


def rescued(connection: sqlite3.Connection) -> Rows:
    """Statements for the new file, each with the rows to put in by it."""
    return [
        ("INSERT OR IGNORE INTO note VALUES (?, ?, ?, ?, ?)", _whole(_NOTES, _note_is_whole, connection)),
        ("INSERT OR IGNORE INTO copy VALUES (?, ?, ?, ?, ?, ?)", _whole(_COPIES, _copy_is_whole, connection)),
    ]


def _whole(
    both_ways: Sequence[str], is_whole: Callable[[tuple[Any, ...]], bool], connection: sqlite3.Connection
) -> list[tuple[object, ...]]:
    """From both ends of a table, as far as it can be read."""
    found = dict[tuple[object, ...], None]()
    for sql in both_ways:
        try:
            for row in connection.execute(sql):
                if is_whole(row):
                    found[row] = None
        except sqlite3.Error:
            continue
    return list(found)


def _note_is_whole(row: tuple[Any, ...]) -> bool:
    _, visit, act, key, at = row
    return note_of((key, act, visit, at)) is not None


def _copy_is_whole(row: tuple[Any, ...]) -> bool:
    body = row[4]
    return isinstance(body, bytes) and visit_of(body) is not None
