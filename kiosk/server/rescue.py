"""A damaged data file: kept aside, and begun anew with all of it that can still be read. Knows no table's meaning."""

import logging
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

_log = logging.getLogger(__name__)
_BEGINS = (b"SQLite format 3\0", bytes(16))
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_MOST_ASIDE = 3
_LOGS = ("-wal", "-shm")
_COLUMNS = "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"


def check(connection: sqlite3.Connection) -> None:
    """Look at every page. Raises sqlite3.DatabaseError (`tells_damage`) for a file that is not whole.

    Some 0.7 s for 400,000 bookings; checks of an index against its table, which take longer, are left out.
    """
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise damage(str(found).replace("\n", " "))


def complete(connection: sqlite3.Connection, fresh: sqlite3.Connection) -> None:
    """Look for every column that a `fresh` file has. Raises as `check` does: one has gone only where a word broke."""
    missing = set(map(tuple, fresh.execute(_COLUMNS))) - set(map(tuple, connection.execute(_COLUMNS)))
    if missing:
        table, column = min(missing)
        raise damage(f"its table {table} has no {column}")


def damage(said: str) -> sqlite3.DatabaseError:
    """The error for a file that is not whole."""
    broken = sqlite3.DatabaseError(said)
    broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return broken


def tells_damage(error: sqlite3.Error) -> bool:
    """Whether the error says that the file is not whole, or none of SQLite's."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


def is_damage(path: Path, error: sqlite3.Error) -> bool:
    """Whether it was a data file and is broken; what never was one is somebody else's, and is left alone."""
    if not tells_damage(error):
        return False
    with path.open("rb") as file:
        return file.read(16) in _BEGINS


def renew(path: Path, error: sqlite3.Error, make: Callable[[Path], sqlite3.Connection]) -> None:
    """Put a new file in the damaged one's place, which is kept as `<name>.damaged-1` to `-3`.

    `make` makes a file with its tables. Until the new one is whole, nothing has changed. Raises OSError, sqlite3.Error.
    """
    new = path.with_name(f"{path.name}.rescued")
    for suffix in ("", *_LOGS):
        new.with_name(new.name + suffix).unlink(missing_ok=True)
    with closing(make(new)) as connection:
        saved, whole = _saved(path, connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    aside = _kept_aside(path)
    new.replace(path)
    _log.error(
        "%s is damaged (%s). It is kept as %s; a new one was begun with %d rows of it%s.", path.name, error, aside.name,
        saved, "" if whole else ", not all that there were: look through the rooms and what is booked",
    )  # fmt: skip


def _saved(path: Path, new: sqlite3.Connection) -> tuple[int, bool]:
    """How many rows were taken over, and whether each table could be read to its end."""
    tables = [name for (name,) in new.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    whole, before = True, new.total_changes
    new.execute("PRAGMA foreign_keys = OFF")
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as old:
        old.execute("PRAGMA writable_schema = ON")  # so that a file that was cut off is read as far as it goes
        old.text_factory = lambda text: text.decode(errors="replace")
        new.execute("BEGIN")
        for table in tables:
            whole = _copied(table, old, new) and whole
        _drop_orphans(new)
        new.execute("COMMIT")
    return new.total_changes - before, whole


def _copied(table: str, old: sqlite3.Connection, new: sqlite3.Connection) -> bool:
    """Take over the rows of a table, from both of its ends as far as they can be read; whether that was all."""
    columns = new.execute(f"PRAGMA table_info({table})").fetchall()
    names = ", ".join(f'"{column[1]}"' for column in columns)
    keys = [f'"{column[1]}"' for column in sorted(columns, key=lambda one: int(one[5])) if column[5]] or ["rowid"]
    put = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - our tables
    # What a broken word calls by another name is found by its place; SQLite would take its right name for a text.
    taken = "*" if _count_of_columns(table, old) == len(columns) else names
    for turn in ("", " DESC"):
        order = ", ".join(key + turn for key in keys)
        try:
            new.executemany(put, old.execute(f"SELECT {taken} FROM {table} ORDER BY {order}"))  # noqa: S608 - our tables
        except sqlite3.DatabaseError:
            continue
        return True
    return False


def _count_of_columns(table: str, old: sqlite3.Connection) -> int:
    try:
        return len(old.execute(f"PRAGMA table_info({table})").fetchall())
    except sqlite3.DatabaseError:
        return 0


def _drop_orphans(new: sqlite3.Connection) -> None:
    """Forget what belongs to something that could not be read."""
    while found := [row for row in new.execute("PRAGMA foreign_key_check") if row[1] is not None]:
        new.executemany(
            f"DELETE FROM {found[0][0]} WHERE rowid = ?",  # noqa: S608 - our tables
            [(row[1],) for row in found if row[0] == found[0][0]],
        )


def _kept_aside(path: Path) -> Path:
    """The damaged file under another name, still in its place too; without its log, which must not meet a new file."""
    places = [path.with_name(f"{path.name}.damaged-{number}") for number in range(1, _MOST_ASIDE + 1)]
    aside = next((one for one in places if not one.exists()), places[-1])
    aside.unlink(missing_ok=True)
    try:
        os.link(path, aside)
    except OSError:
        shutil.copyfile(path, aside)
    for suffix in _LOGS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).replace(aside.with_name(aside.name + suffix))
    return aside
