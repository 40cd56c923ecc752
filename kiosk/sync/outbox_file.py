"""The outbox's file: one program at a time opens it, does one whole thing, and closes it. Knows no items."""

import logging
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from errno import ENOSPC
from functools import partial
from pathlib import Path
from typing import TypeVar

from kiosk.clock import Clock
from kiosk.sync.ballast import Ballast
from kiosk.sync.database import Layout, WrongVersionError, connect_writer, is_damage, set_aside
from kiosk.sync.filelock import FileLock
from kiosk.sync.outbox_item import LAYOUT
from kiosk.sync.outbox_rows import Rows, rescued, restore

_log = logging.getLogger(__name__)
_LITTLE = 64 << 10
T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


class OutboxError(Exception):
    """The outbox cannot be used now, and nothing was changed in it. One sentence that says why."""


class OutboxFull(OutboxError):
    """The disk is full."""


class OutboxBusy(OutboxError):
    """Another program is using the file at this moment."""


def connect(path: Path, layout: Layout = LAYOUT) -> sqlite3.Connection:
    """The connection, with which a commit is on the disk. A text that is none any more reads as another."""
    connection = connect_writer(path, layout=layout)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


class OutboxFile:
    """The file at `path`, and beside it its lock (`.lock`) and its ballast (`.ballast`). For any thread or program.

    Two connections that write and checkpoint at once can damage a file of SQLite's before 3.51.3. Here there is never
    more than one: it lives for one piece of work, under the lock, which the system lifts however a program ends.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        connect: Callable[[Path], sqlite3.Connection] = connect,
        more: Callable[[sqlite3.Connection], Rows] = lambda _: (),
    ) -> None:
        """`more` finds what else a damaged file still holds, besides its items."""
        self.path = path
        self._more = more
        self._clock = clock
        self._connect = connect
        self._ballast = Ballast(path.with_name(f"{path.name}.ballast"))

    @property
    def mark(self) -> tuple[tuple[int, int], ...]:
        """Another one whenever somebody has written; empty where there is no file."""
        found = []
        for path in (self.path, self.path.with_name(f"{self.path.name}-wal")):
            try:
                stat = path.stat()
            except OSError:
                continue
            found.append((stat.st_mtime_ns, stat.st_size))
        return tuple(found)

    def damaged(self) -> tuple[str, ...]:
        """The names of the damaged files that were moved aside, and are still there."""
        found = self.path.parent.glob(f"{self.path.name}.damaged-*")
        return tuple(sorted(path.name for path in found if not path.name.endswith(("-wal", "-shm"))))

    def forget_damaged(self, before: datetime) -> None:
        """Remove the damaged files that were written to last before then. Raises OSError."""
        for path in self.path.parent.glob(f"{self.path.name}.damaged-*"):
            if path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)

    def transact(self, work: Work[T]) -> T:
        """What `work` returns, once it is on the disk; where anything is raised, nothing has happened.

        Raises `OutboxError`. A damaged file is moved aside, which is logged; a new one begins with what can be saved.
        """
        lock = FileLock(self.path.with_name(f"{self.path.name}.lock"))
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not lock.take():
                raise OutboxBusy(f"{self.path.name} is being used by another program.")
            try:
                return self._locked(work)
            finally:
                lock.release()
        except (sqlite3.Error, OSError) as error:
            raise self._named(error) from error

    def _locked(self, work: Work[T]) -> T:
        try:
            result = self._once(work)
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, WrongVersionError):
                raise
            if isinstance(error, sqlite3.Error) and is_damage(error):
                self._renew(error)
            elif not (self._full(error) and self._ballast.release()):
                raise
            result = self._once(work)
        self._ballast.restore()
        return result

    def _once(self, work: Work[T]) -> T:
        connection = self._connect(self.path)
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            return result
        finally:
            connection.close()

    def _renew(self, error: sqlite3.Error) -> None:
        """Begin a new file with what can be read of the damaged one."""
        saved, more = self._rescued()
        aside = set_aside(self.path, f"{self._clock.wall():%Y%m%dT%H%M%SZ}")
        text = "%s is damaged (%s). It was moved to %s; %d that waited in it were saved."
        _log.error(text, self.path.name, error, aside.name, len(saved))
        if saved or any(rows for _, rows in more):
            self._once(partial(restore, saved, more))

    def _rescued(self) -> tuple[list[tuple[object, ...]], Rows]:
        try:
            connection = self._connect(self.path)
        except (sqlite3.Error, OSError):
            return [], ()
        try:
            return rescued(connection), self._more(connection)
        finally:
            connection.close()

    def _named(self, error: Exception) -> OutboxError:
        sentence = f"{self.path.name} cannot be used ({error})."
        return OutboxFull(f"The disk is full: {sentence}") if self._full(error) else OutboxError(sentence)

    def _full(self, error: Exception) -> bool:
        """Whether the disk is full; SQLite calls that an input or output error at some places."""
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or getattr(error, "errno", None) == ENOSPC:
            return True
        try:
            return isinstance(error, sqlite3.Error) and shutil.disk_usage(self.path.parent).free < _LITTLE
        except OSError:
            return False
