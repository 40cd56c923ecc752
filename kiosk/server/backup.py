"""A copy of a data file before it is changed for good. Knows no tables."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

PARTIAL = ".partial"


def copy_of(path: Path, version: int) -> Path:
    """Where the copy of a file of this version is kept: `rooms.sqlite.version-3`."""
    return path.with_name(f"{path.name}.version-{version}")


def keep_copy(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Write all that the connection sees into the copy's file, whole or not at all, for its owner only; its path.

    A copy of the same version that is there already is replaced. Raises sqlite3.Error and OSError.
    """
    whole = copy_of(path, version)
    partial = whole.with_name(whole.name + PARTIAL)
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        _to_disk(partial)
        partial.replace(whole)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _to_disk(whole.parent)
    return whole


def _to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
