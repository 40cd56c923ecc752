"""Keeps the usage figures in step with bookings and motion, inside the transaction that changes them.

Works off what `kiosk.server.schema_usage` notes as due. A booking counts as it stands at one instant, `usage_as_of`;
what turns by itself after it becomes due when the instant is moved on.
"""

import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Final

from kiosk.server.instants import DAY
from kiosk.server.numbers import CANCELLED, DECLINED, NO_SHOW
from kiosk.server.store import Store
from kiosk.server.usage_cells import (
    HOUSE,
    Cell,
    add_to,
    cells_of,
    days_of,
    no_bins,
    pack,
    pack_bins,
    unpack,
    unpack_bins,
)
from kiosk.server.used_time import SOURCES

AT_ONCE: Final = 4000  # notes in one transaction; more are left for the next
_OVER = (CANCELLED, DECLINED, NO_SHOW)
_DUE = f"SELECT rowid, source, resource_id, starts, ends FROM usage_due ORDER BY rowid LIMIT {AT_ONCE}"  # noqa: S608
_PLACES = f"""
    SELECT id, CASE WHEN is_deleted THEN NULL ELSE coalesce(floor_id, {HOUSE}) END FROM resource
    WHERE id IN (SELECT value FROM json_each(?))"""  # noqa: S608 - a number of this file
_CELLS = """
    SELECT day, place, carried, used, spans FROM usage_day
    WHERE source = ? AND resource_id = ? AND day BETWEEN ? AND ?"""
_KEEP = "INSERT OR REPLACE INTO usage_day VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_BINS = "SELECT bins FROM usage_house WHERE source = ? AND place = ? AND day = ?"
_KEEP_BINS = "INSERT INTO usage_house VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET bins = excluded.bins"
_AS_OF = "(SELECT value FROM counter WHERE name = 'usage_as_of')"
_BETWEEN = f"b.turns_at > min(:now, {_AS_OF}) AND b.turns_at <= max(:now, {_AS_OF})"
_WAITS = f"SELECT EXISTS (SELECT 1 FROM usage_due) OR EXISTS (SELECT 1 FROM booking b WHERE {_BETWEEN})"  # noqa: S608
_TURNED = f"""
    INSERT INTO usage_due SELECT 0, a.resource_id, a.starts, a.ends
    FROM booking b JOIN appointment a ON a.booking_id = b.id
    WHERE {_BETWEEN} AND (b.state IN {_OVER}) IS NOT (b.turns_into IN {_OVER})
        AND NOT a.preparation AND a.starts IS NOT NULL AND a.ends IS NOT NULL"""  # noqa: S608 - numbers
Counted = tuple[int | None, Cell]


async def count_up(store: Store, now: int) -> None:
    """Bring the figures to `now`, a part in each transaction, so that what was counted stays if the power goes."""
    while await store.read(partial(_waits, now)):
        await store.write(partial(_move_on, now))


def _waits(now: int, connection: sqlite3.Connection) -> bool:
    """Whether the figures are not those of `now` yet."""
    return bool(connection.execute(_WAITS, {"now": now}).fetchone()[0])


def _move_on(now: int, connection: sqlite3.Connection) -> None:
    """From here on bookings count as they stand at `now`, which may also lie before what was; work off what is due."""
    connection.execute(_TURNED, {"now": now})
    connection.execute("UPDATE counter SET value = ? WHERE name = 'usage_as_of'", (now,))
    count_due(connection)


def count_due(connection: sqlite3.Connection) -> None:
    """Work off what is due: at once, but for what a great many changes at one time leave."""
    notes = connection.execute(_DUE).fetchall()
    if not notes:
        return
    due: dict[tuple[int, int], set[int]] = {}
    for _, source, resource_id, starts, ends in notes:
        due.setdefault((source, resource_id), set()).update(days_of(starts, ends))
    places = dict(connection.execute(_PLACES, (json.dumps([key for _, key in due]),)).fetchall())
    (as_of,) = connection.execute(f"SELECT {_AS_OF}").fetchone()
    house = _House(connection)
    for (source, resource_id), days in due.items():
        for run in _runs(sorted(days)):
            _recount(house, source, resource_id, places.get(resource_id), run, as_of)
    house.write()
    connection.execute("DELETE FROM usage_due WHERE rowid <= ?", (notes[-1][0],))


def _runs(days: list[int]) -> Iterator[range]:
    """Days that follow one another, together."""
    for _, group in groupby(enumerate(days), lambda pair: pair[1] - pair[0]):
        found = [day for _, day in group]
        yield range(found[0], found[-1] + 1)


class _House:
    """The bins of floors and of the whole house, read when they are needed and written at the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._bins: dict[tuple[int, int, int], list[int]] = {}

    def count(self, source: int, day: int, counted: Counted | None, sign: int) -> None:
        """Count a resource's day where it belongs, or take it out again."""
        if counted is not None and counted[0] is not None:
            for place in {HOUSE, counted[0]}:
                add_to(self._of(source, place, day), counted[1], sign)

    def write(self) -> None:
        """Keep what was counted."""
        self.connection.executemany(_KEEP_BINS, ((*key, pack_bins(bins)) for key, bins in self._bins.items()))

    def _of(self, *key: int) -> list[int]:
        source, place, day = key
        if (found := self._bins.get((source, place, day))) is None:
            row = self.connection.execute(_BINS, key).fetchone()
            found = self._bins[source, place, day] = no_bins() if row is None else unpack_bins(row[0])
        return found


def _recount(house: _House, source: int, resource_id: int, place: int | None, days: range, as_of: int) -> None:
    connection = house.connection
    spans = SOURCES[source](resource_id, days.start * DAY, days.stop * DAY, as_of, connection)
    new = {day: (place, cell) for day, cell in cells_of(spans, days).items()}
    old = _kept(connection, source, resource_id, days)
    for day in old.keys() | new.keys():
        before, after = old.get(day), new.get(day)
        if before != after:
            house.count(source, day, before, -1)
            house.count(source, day, after, 1)
            _keep(connection, source, resource_id, day, after)


def _kept(connection: sqlite3.Connection, source: int, resource_id: int, days: range) -> dict[int, Counted]:
    rows = connection.execute(_CELLS, (source, resource_id, days.start, days.stop - 1))
    return {day: (place, Cell(tuple(unpack(spans)), carried, used)) for day, place, carried, used, spans in rows}


def _keep(connection: sqlite3.Connection, source: int, resource_id: int, day: int, counted: Counted | None) -> None:
    if counted is None:
        gone = "DELETE FROM usage_day WHERE source = ? AND resource_id = ? AND day = ?"
        connection.execute(gone, (source, resource_id, day))
        return
    place, cell = counted
    numbers = (len(cell.spans) - cell.carried, cell.carried, cell.used, cell.spans[0][0], cell.last)
    connection.execute(_KEEP, (source, resource_id, day, place, *numbers, pack(cell.spans)))
