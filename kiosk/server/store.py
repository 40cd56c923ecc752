"""The data file: one connection, on one thread, for all reading and writing. Knows nothing of what the tables mean."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from kiosk.server.refusal import ServerFault
from kiosk.server.rescue import check, complete, damage, is_damage, renew
from kiosk.server.schema import migrate
from kiosk.server.telling import Telling, silent

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


def _nothing(_: sqlite3.Connection) -> None:
    """Nothing more."""


class Store:
    """Runs work on the database, one piece after the other. What `write` has returned from survives a power cut.

    `version` is another one after each write that has happened; `last` is done at the end of each write, as part of it.
    """

    def __init__(self, connection: sqlite3.Connection, thread: ThreadPoolExecutor, last: Work[None]) -> None:
        self.version = 0
        self._last = last
        self._connection = connection
        self._thread = thread

    @classmethod
    async def open(cls, path: Path | None, last: Work[None] = _nothing, *, say: Telling = silent) -> Self:
        """Open or create the data file (mode 0600); None keeps everything in memory. Raises `ServerFault`.

        `say` is told, on another thread, what is done meanwhile.
        """
        thread = ThreadPoolExecutor(1, thread_name_prefix="room-kiosk-data")
        try:
            connection = await asyncio.get_running_loop().run_in_executor(thread, _connect, path, say)
        except (OSError, sqlite3.Error) as error:
            thread.shutdown(wait=False)
            message = f"{path}: {error}: name a data file that this user may write and no other server has open"
            raise ServerFault(message) from error
        except ServerFault:
            thread.shutdown(wait=False)
            raise
        return cls(connection, thread, last)

    async def read(self, work: Work[T]) -> T:
        """What `work` returns; it must not write."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self._connection)

    async def write(self, work: Work[T]) -> T:
        """What `work` returns, once it is on the disk; where it raises, nothing has happened."""
        result = await asyncio.get_running_loop().run_in_executor(
            self._thread, _whole, self._connection, work, self._last
        )
        self.version += 1
        return result

    async def close(self) -> None:
        """Finish what was begun and close the file."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._connection.close)
        self._thread.shutdown()


def _connect(path: Path | None, say: Telling) -> sqlite3.Connection:
    """Open the file; one that is damaged is kept aside and begun anew with what can be read of it."""
    try:
        return _opened(path, say)
    except (sqlite3.Error, UnicodeDecodeError) as problem:
        error = damage(str(problem)) if isinstance(problem, UnicodeDecodeError) else problem
        if path is None or not is_damage(path, error):
            raise
        say(f"Saving what can be read of {path.name}, which is damaged")
        renew(path, error, partial(_opened, say=silent))
    return _opened(path, say)


def _opened(path: Path | None, say: Telling) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    connection = sqlite3.connect(":memory:" if path is None else path, isolation_level=None, timeout=1)
    try:
        _prepare(connection, path, say)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path | None, say: Telling) -> None:
    """Exclusive locking keeps a second server off the file: two writers could damage a write-ahead log."""
    connection.row_factory = sqlite3.Row
    connection.create_function("fold", 1, _fold, deterministic=True)
    for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    if path is not None:
        say(f"Looking through {path.name}")
        check(connection)
    migrate(connection, path, say)
    if path is not None:
        with closing(_opened(None, silent)) as fresh:
            complete(connection, fresh)


def _fold(text: str | None) -> str | None:
    return None if text is None else text.casefold()


def _whole(connection: sqlite3.Connection, work: Work[T], last: Work[None]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        last(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result
