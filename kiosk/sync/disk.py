"""The store's hold on its file: one writer, whatever befalls the disk. Knows SQL and troubles, but no rooms."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.clock import Clock
from kiosk.sync.ballast import Ballast
from kiosk.sync.database import commit, connect_reader, connect_writer, is_damage, set_aside
from kiosk.sync.filelock import FileLock

_log = logging.getLogger(__name__)
Changes = list[tuple[str, tuple[object, ...]]]


class Disk:
    """The file at `path`, its lock (`.lock`) and its ballast (`.ballast`).

    `trouble` is None while answers are kept, else one sentence that says why not. May be used from any thread.
    """

    def __init__(
        self, path: Path, clock: Clock, connect: Callable[[Path], sqlite3.Connection] = connect_writer
    ) -> None:
        self.trouble: str | None = None
        self._path = path
        self._clock = clock
        self._connect = connect
        self._lock = FileLock(path.with_name(f"{path.name}.lock"))
        self._ballast = Ballast(path.with_name(f"{path.name}.ballast"))
        self._guard = threading.RLock()
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None

    def open(self) -> None:
        """Open for writing if possible, else for reading if possible. Never raises for the sake of the disk."""
        with self._guard:
            try:
                self._open_writer()
            except (sqlite3.Error, OSError) as error:
                self._say(error)
            if self._writer is None:
                self._reader = connect_reader(self._path)

    def read(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """The rows, as far as they can be read; a damaged file is set aside and reads as empty."""
        with self._guard:
            connection = self._writer or self._reader
            if connection is None:
                return []
            try:
                return connection.execute(sql, values).fetchall()
            except sqlite3.Error as error:
                self._after_failed_read(error)
                return []

    def write(self, changes: Changes, everything: Callable[[], Changes]) -> bool:
        """Commit `changes`, or `everything` where the file had to be made anew; False where `trouble` says why not."""
        with self._guard:
            try:
                if self._open_writer():
                    changes = everything()
                if self._writer is None:
                    return False
                self._commit(changes, everything)
            except (sqlite3.Error, OSError) as error:
                self._say(error)
                return False
            self._say(None)
            self._ballast.restore()
            return True

    def close(self) -> None:
        """Close the file and let another process write it."""
        with self._guard:
            for connection in (self._writer, self._reader):
                if connection is not None:
                    connection.close()
            self._writer = self._reader = None
            self._lock.release()

    def _open_writer(self) -> bool:
        """Become the writer where that is possible and not yet so; whether the connection is a new one."""
        if self._writer is not None:
            return False
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not self._lock.take():
            self._tell(f"Another program writes {self._path.name}; what is learned here is not kept.", logging.INFO)
            return False
        self._writer = self._connected()
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        return True

    def _connected(self) -> sqlite3.Connection:
        try:
            return self._connect(self._path)
        except sqlite3.Error as error:
            if is_damage(error):
                self._set_aside(error)
            elif not self._ballast.release():
                raise
            return self._connect(self._path)

    def _commit(self, changes: Changes, everything: Callable[[], Changes]) -> None:
        if self._writer is None:
            return
        try:
            commit(self._writer, changes)
        except sqlite3.Error as error:
            if is_damage(error):
                self._rebuild(error)
                changes = everything()
            elif not self._ballast.release():
                raise
            commit(self._writer, changes)

    def _after_failed_read(self, error: sqlite3.Error) -> None:
        if self._writer is None or not is_damage(error):
            self._say(error)
            return
        try:
            self._rebuild(error)
        except (sqlite3.Error, OSError) as second:
            self._say(second)

    def _rebuild(self, error: sqlite3.Error) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self._set_aside(error)
        self._writer = self._connect(self._path)

    def _set_aside(self, error: sqlite3.Error) -> None:
        aside = set_aside(self._path, f"{self._clock.wall():%Y%m%dT%H%M%SZ}")
        _log.warning("%s is damaged (%s). It was moved to %s and made anew.", self._path.name, error, aside.name)

    def _say(self, error: Exception | None) -> None:
        self._tell(
            None if error is None else f"What is learned is not kept: {self._path.name} cannot be used ({error})."
        )

    def _tell(self, trouble: str | None, level: int = logging.WARNING) -> None:
        if trouble != self.trouble:
            if trouble is None:
                _log.info("What is learned is kept again in %s.", self._path.name)
            else:
                _log.log(level, "%s", trouble)
            self.trouble = trouble
