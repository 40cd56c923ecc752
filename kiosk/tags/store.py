"""The tags' records on disk: what each shows, so that nothing shown is drawn again after a restart. Knows no gateway.

The service that runs is the only one that writes; any program may read meanwhile.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zlib import crc32

import msgspec

from kiosk.clock import Clock
from kiosk.sync.database import VERSION, Layout, connect_reader, connect_writer
from kiosk.sync.disk import Changes, Disk
from kiosk.tags.record import TagRecord
from kiosk.tags.schedule import Delivery

FILE = "tags.sqlite"
_TABLES = "CREATE TABLE tag (id TEXT PRIMARY KEY, body BLOB NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;"
_LAYOUT = Layout(_TABLES, VERSION, "NORMAL")
_ALL = "SELECT id, body, checksum FROM tag ORDER BY id"
_PUT = "INSERT OR REPLACE INTO tag VALUES (?, ?, ?)"
_DROP = "DELETE FROM tag WHERE id = ?"
Row = tuple[str, bytes, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """A tag as it is kept: its record, and how far its delivery has come, without what ends with the process.

    `place` is what the sign was drawn for; where that has changed, nothing of it is of use any more.
    """

    record: TagRecord
    delivery: Delivery
    place: str = ""


class TagStore:
    """Reads once, when it is opened, and writes what is new. Writing never fails: `trouble` says why nothing is kept.

    A commit outlives the end of the process, but not a power cut just after it: then some tags are drawn once more,
    which is worth not waiting for the disk at each of ten thousand.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._disk = Disk(path, clock, partial(connect_writer, layout=_LAYOUT))
        self._disk.open()
        self._known = {one.record.id: one for one in map(_kept, self._disk.read(_ALL, ())) if one is not None}

    @property
    def trouble(self) -> str | None:
        """One sentence that says why nothing is kept, None while all is well."""
        return self._disk.trouble

    def kept(self) -> dict[str, Kept]:
        """What is known, by the tags' ids."""
        return dict(self._known)

    def save(self, news: Iterable[Kept]) -> None:
        """Keep these, in one commit, as far as they are new."""
        fresh = {one.record.id: one for one in news if self._known.get(one.record.id) != one}
        if fresh:
            self._known.update(fresh)
            self._disk.write([_put(one) for one in fresh.values()], self._everything)

    def retain(self, tags: Iterable[str]) -> None:
        """Forget every tag but these."""
        gone = self._known.keys() - set(tags)
        for tag in gone:
            del self._known[tag]
        if gone:
            self._disk.write([(_DROP, (tag,)) for tag in sorted(gone)], self._everything)

    def close(self) -> None:
        """Close the file and let another process write it."""
        self._disk.close()

    def _everything(self) -> Changes:
        return [_put(one) for one in self._known.values()]


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The records in a file that another program may be writing just now."""

    path: Path

    def records(self) -> tuple[TagRecord, ...]:
        """One for each tag, in the order of their ids; none where there is no file that can be read."""
        if (connection := connect_reader(self.path)) is None:
            return ()
        with closing(connection):
            try:
                rows: list[Row] = connection.execute(_ALL).fetchall()
            except sqlite3.Error:
                return ()
        return tuple(one.record for one in map(_kept, rows) if one is not None)


def lasting(delivery: Delivery) -> Delivery:
    """The delivery as it is kept: seconds of this process mean nothing to the next."""
    was = delivery
    return Delivery(
        was.colour, pushed=was.pushed, said=was.said, main=was.main, mark=was.mark, pushed_on=was.pushed_on,
        shown=was.shown, shown_on=was.shown_on, day=was.day, refreshes=was.refreshes, fast=was.fast,
        full_day=was.full_day, until=was.until,
    )  # fmt: skip


def _put(one: Kept) -> tuple[str, tuple[object, ...]]:
    body = msgspec.msgpack.encode(one)
    return _PUT, (one.record.id, body, _checksum(one.record.id, body))


def _kept(row: Row) -> Kept | None:
    """None for a row that cannot be read with certainty: that tag is drawn once more."""
    try:
        tag, body, checksum = row
        return msgspec.msgpack.decode(body, type=Kept) if _checksum(tag, body) == checksum else None
    except (msgspec.MsgspecError, ValueError, TypeError):
        return None


def _checksum(tag: str, body: bytes) -> int:
    return crc32(body, crc32(tag.encode()))
