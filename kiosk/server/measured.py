"""The local server's own figures for a collector: how large its data are. Counts rows, and reads none."""

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.monitoring.health import Health, itself, machine
from kiosk.monitoring.prometheus import Sample, family
from kiosk.server.office import Office

EVERY = 60.0
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
_LIVE = "SELECT count(*) FROM subscription WHERE expires > ?"


@dataclass(frozen=True, slots=True)
class Stored:
    """`file` is what the data file and its log take, `free` what the disk has left, both in bytes; None: no file."""

    rows: tuple[tuple[str, int], ...]
    subscriptions: int
    file: int | None = None
    free: int | None = None


class Measured:
    """Rows are counted once a minute at most, and only after something was written: many take a while to count."""

    def __init__(self, office: Office, data: Path | None) -> None:
        self._office = office
        self._data = data
        self._rows: tuple[tuple[str, int], ...] = ()
        self._version = -1
        self._again = float("-inf")

    async def told(self, health: Health) -> str:
        """All that is known now, in the text format of Prometheus."""
        return "".join((*itself(health), *machine(health), *families(await self._stored())))

    async def _stored(self) -> Stored:
        store, now = self._office.store, self._office.now()
        live = await store.read(lambda connection: _number(connection, _LIVE, now))
        await self._count()
        file, free = (None, None) if self._data is None else await asyncio.to_thread(_sizes, self._data)
        return Stored(self._rows, live, file, free)

    async def _count(self) -> None:
        """One table a turn, so that no request waits for them all."""
        store, now = self._office.store, self._office.clock.monotonic()
        if self._version == store.version or now < self._again:
            return
        self._version, self._again = store.version, now + EVERY
        tables = await store.read(lambda connection: [name for (name,) in connection.execute(_TABLES)])
        self._rows = tuple([(name, await store.read(partial(_rows, name))) for name in tables])


def families(stored: Stored) -> Iterator[str]:
    """The lines of all figures; what is not known has none."""
    rows = [Sample(count, (("table", name),)) for name, count in stored.rows]
    yield family("room_kiosk_data_rows", "gauge", "Rows of each table.", rows)
    file = [] if stored.file is None else [Sample(stored.file)]
    yield family("room_kiosk_data_bytes", "gauge", "What the data file takes, its log included.", file)
    free = [] if stored.free is None else [Sample(stored.free)]
    yield family("room_kiosk_data_free_bytes", "gauge", "What the data file's disk has left.", free)
    live = [Sample(stored.subscriptions)]
    yield family("room_kiosk_subscriptions", "gauge", "Who is told of changes now.", live)


def _rows(table: str, connection: sqlite3.Connection) -> int:
    return _number(connection, f'SELECT count(*) FROM "{table}"')  # noqa: S608 - our tables


def _number(connection: sqlite3.Connection, sql: str, *values: int) -> int:
    (found,) = connection.execute(sql, values).fetchone()
    return int(found)


def _sizes(path: Path) -> tuple[int | None, int | None]:
    files = (path, path.with_name(f"{path.name}-wal"))
    try:
        return sum(one.stat().st_size for one in files if one.exists()), shutil.disk_usage(path.parent).free
    except OSError:
        return None, None
