"""A store in a folder, and disks that misbehave."""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import cast

from kiosk.clock import Clock
from kiosk.sync.database import connect_writer
from kiosk.sync.disk import Disk
from kiosk.sync.store import Store

ME = "a-backend"
NAME = "remembered.sqlite"


class ManualClock(Clock):
    """A clock whose monotonic seconds a test moves."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 1000.0

    def monotonic(self) -> float:
        return self.seconds


@contextmanager
def opened(folder: Path, clock: Clock | None = None) -> Iterator[Store]:
    store = Store.open(folder / NAME, clock or ManualClock())
    try:
        yield store
    finally:
        store.close()


@dataclass(slots=True)
class Faults:
    """What the next writes fail with; and every statement that was run."""

    upcoming: list[sqlite3.Error] = field(default_factory=list)
    always: sqlite3.Error | None = None
    statements: list[str] = field(default_factory=list)

    def meet(self, sql: str) -> None:
        self.statements.append(sql)
        if sql.startswith("INSERT"):
            if self.always is not None:
                raise self.always
            if self.upcoming:
                raise self.upcoming.pop(0)

    def written(self) -> int:
        return sum(sql.startswith("INSERT") for sql in self.statements)


def connection_with(faults: Faults) -> type[sqlite3.Connection]:
    class Failing(sqlite3.Connection):
        def execute(self, sql: str, values: object = (), /) -> sqlite3.Cursor:
            faults.meet(sql)
            return super().execute(sql, cast("tuple[object, ...]", values))

    return Failing


@contextmanager
def opened_with(folder: Path, faults: Faults, clock: Clock) -> Iterator[Store]:
    """A store whose connection fails as told."""
    disk = Disk(folder / NAME, clock, partial(connect_writer, factory=connection_with(faults)))
    disk.open()
    store = Store(disk, clock)
    try:
        yield store
    finally:
        store.close()


def mount(*options: str | Path) -> bool:
    done = subprocess.run(["mount", *options], capture_output=True, check=False)  # noqa: S607 - wherever it is
    return done.returncode == 0


def fill(folder: Path) -> Path:
    """Somebody else takes all the space that there is."""
    path = folder / "somebody-elses.log"
    with path.open("ab", buffering=0) as log:
        try:
            while log.write(b"x" * 4096):
                pass
        except OSError:
            return path
    return path


def error(code: int, text: str) -> sqlite3.OperationalError:
    """An error as SQLite raises it."""
    made = sqlite3.OperationalError(text)
    made.sqlite_errorcode = code
    return made


def full() -> sqlite3.OperationalError:
    return error(sqlite3.SQLITE_FULL, "database or disk is full")
