"""Opens the SQLite files of the program, and tells a damaged file from a full disk. Knows no rooms."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

VERSION = 1
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_KEEP_DAMAGED = 3
_REMEMBERED = """
CREATE TABLE agenda (
    identity TEXT NOT NULL, room_id TEXT NOT NULL, as_of TEXT NOT NULL, known_until TEXT, format INTEGER NOT NULL,
    body BLOB NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (identity, room_id)
) WITHOUT ROWID;
CREATE TABLE fact (
    identity TEXT NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL, checksum INTEGER NOT NULL,
    PRIMARY KEY (identity, name)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of a file, and their version. `FULL`: what is committed survives a power cut, else the file does.

    `alone`: nobody else ever has the file open, so that it needs no memory shared with others.
    """

    tables: str
    version: int
    synchronous: Literal["NORMAL", "FULL"]
    alone: bool = False


REMEMBERED = Layout(_REMEMBERED, VERSION, "NORMAL")


class WrongVersionError(sqlite3.DatabaseError):
    """The file was made by another version of the program."""


def connect_writer(
    path: Path, factory: type[sqlite3.Connection] = sqlite3.Connection, layout: Layout = REMEMBERED
) -> sqlite3.Connection:
    """The one connection that may write: WAL, readable by its owner only, made anew where it is missing.

    Raises sqlite3.Error (see `is_damage`) or OSError. Commits survive the end of the process.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    connection = sqlite3.connect(path, timeout=1.0, isolation_level=None, check_same_thread=False, factory=factory)
    try:
        if layout.alone:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        synchronous = f"synchronous = {layout.synchronous}"
        for pragma in (synchronous, "wal_autocheckpoint = 100", "journal_size_limit = 1048576"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        _prepare(connection, layout)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reader(path: Path) -> sqlite3.Connection | None:
    """A connection that only reads, also on a disk that cannot be written; None where there is nothing to read."""
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        connection = None
        try:
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, check_same_thread=False)
            if connection.execute("PRAGMA user_version").fetchone() == (VERSION,):
                return connection
        except sqlite3.Error:
            pass
        if connection is not None:
            connection.close()
    return None


def commit(connection: sqlite3.Connection, changes: list[tuple[str, tuple[object, ...]]]) -> None:
    """Make all changes or none. Raises sqlite3.Error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for sql, values in changes:
            connection.execute(sql, values)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken, so that it must be made anew; else the disk or another process is in the way.

    The statements are fixed, so one that SQLite does not understand means tables that are not ours.
    """
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, WrongVersionError) or (code is not None and code & 0xFF in _DAMAGE)


def set_aside(path: Path, stamp: str) -> Path:
    """Rename a damaged file and its log to `<name>.damaged-<stamp>`; the newest three such are kept. Raises OSError."""
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(aside.with_name(aside.name + suffix))
    stamps = sorted(
        {one.name.removesuffix("-wal").removesuffix("-shm") for one in path.parent.glob(f"{path.name}.damaged-*")}
    )
    for old in stamps[:-_KEEP_DAMAGED]:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(old + suffix).unlink(missing_ok=True)
    return aside


def _prepare(connection: sqlite3.Connection, layout: Layout) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        version = f"PRAGMA user_version = {layout.version};"
        connection.executescript(f"BEGIN IMMEDIATE; {layout.tables} {version} COMMIT;")
    elif version != layout.version:
        message = f"it has version {version}, where this program writes {layout.version}"
        raise WrongVersionError(message)
