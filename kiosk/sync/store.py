"""The last good answers, kept over restarts and power cuts. Never holds a token; the file may be deleted."""

import asyncio
import hashlib
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.backends.base import RoomSettings
from kiosk.clock import Clock, Contact
from kiosk.domain.access import AccessKeys
from kiosk.domain.agenda import Agenda
from kiosk.sync import records
from kiosk.sync.disk import Changes, Disk

AGE_SECONDS = 60.0
RETRY_SECONDS = 60.0
_Key = tuple[str, str]


def identity_of(kind: str, url: str, rooms: RoomSettings) -> str:
    """A name for a backend under a config: what was learned under others (hidden subjects, zones) is not read."""
    return hashlib.sha256(repr((kind, url, rooms)).encode()).hexdigest()[:32]


@dataclass(slots=True)
class _Batch:
    """What is to be written; agendas that are None are to be forgotten."""

    agendas: dict[_Key, Agenda | None] = field(default_factory=dict)
    facts: dict[_Key, object] = field(default_factory=dict)

    def changes(self) -> Changes:
        put = [
            records.drop_agenda(*key) if agenda is None else records.put_agenda(key[0], agenda)
            for key, agenda in self.agendas.items()
        ]
        return put + [records.put_fact(*key, value) for key, value in self.facts.items()]

    def over(self, older: "_Batch") -> "_Batch":
        return _Batch(older.agendas | self.agendas, older.facts | self.facts)


class Store:
    """Reads at once on the caller's thread, writes on a thread of its own.

    Every method takes the backend's `identity` (see `identity_of`; it must hold no secret). Saving never fails: where
    the disk does not take it, `trouble` says why, and it is tried again with a later save.
    """

    def __init__(self, disk: Disk, clock: Clock, worker: Executor | None = None) -> None:
        """`worker` writes; without one a thread of the store's own does."""
        self._disk = disk
        self._clock = clock
        self._guard = threading.Lock()
        self._worker = worker or ThreadPoolExecutor(1, thread_name_prefix="store")
        self._known = _Batch()
        self._pending = _Batch()
        self._aged = _Batch()
        self._written: dict[_Key, datetime] = {}
        self._retry_at = float("-inf")
        self._jobs: deque[Future[None]] = deque()
        self._closed = False

    @classmethod
    def open(cls, path: Path, clock: Clock) -> "Store":
        """Open or make the file. Where that cannot be, the store works all the same and `trouble` says why."""
        disk = Disk(path, clock)
        disk.open()
        return cls(disk, clock)

    @property
    def trouble(self) -> str | None:
        """One sentence that says why nothing is kept, None while all is well."""
        return self._disk.trouble

    def read_agendas(self, identity: str, room_ids: Sequence[str]) -> tuple[Agenda, ...]:
        """The remembered agendas of these rooms, in their order; those of all rooms where none is named."""
        if len(room_ids) == 1:
            rows = self._disk.read(f"{records.SELECT_AGENDAS} AND room_id = ?", (identity, room_ids[0]))
        else:
            rows = self._disk.read(records.SELECT_AGENDAS, (identity,))
        wanted = dict.fromkeys(room_ids)
        found = (records.agenda_of_row(identity, row) for row in rows if not wanted or row[0] in wanted)
        agendas = {agenda.room.id: agenda for agenda in found if agenda is not None}
        return tuple(agendas[room_id] for room_id in (wanted or agendas) if room_id in agendas)

    def read_keys(self, identity: str) -> AccessKeys:
        """The remembered access keys; without `as_of` where there are none."""
        return self._fact(identity, "keys", AccessKeys) or AccessKeys()

    def read_enums(self, identity: str) -> dict[str, int]:
        """The numbers learned for the backend's names."""
        return self._fact(identity, "enums", dict[str, int]) or {}

    def read_offset(self, identity: str) -> timedelta:
        """The server's clock minus the tablet's, as last measured."""
        return self._fact(identity, "offset", timedelta) or timedelta()

    def read_contact(self, identity: str) -> Contact | None:
        """The last moment at which the time was sure, None where there was none."""
        return self._fact(identity, "contact", Contact)

    def save(
        self,
        identity: str,
        agendas: Iterable[Agenda],
        *,
        forget: Iterable[str] = (),
        contact: Contact | None = None,
    ) -> None:
        """Keep agendas: at once where something in them is new, else where they are a minute younger.

        A minute by their own time: an answer that a sleep or a set clock made look old is overwritten by the next.

        `contact`, by which the age of them is found again, is written with them.
        """
        with self._guard:
            for agenda in agendas:
                self._sort_in((identity, agenda.room.id), agenda)
            for room_id in forget:
                self._forget((identity, room_id))
            if contact is not None:
                self._keep((identity, "contact"), contact)
        self._go()

    async def save_agendas(self, identity: str, agendas: Iterable[Agenda]) -> None:
        """Keep agendas, and return when they are written or cannot be."""
        self.save(identity, agendas)
        await self.flush()

    def save_keys(self, identity: str, keys: AccessKeys) -> None:
        """Keep the access keys."""
        self._save_fact((identity, "keys"), keys)

    def save_enums(self, identity: str, enums: dict[str, int]) -> None:
        """Keep the numbers of the backend's names."""
        self._save_fact((identity, "enums"), dict(enums))

    def save_offset(self, identity: str, offset: timedelta) -> None:
        """Keep the server's clock minus the tablet's."""
        self._save_fact((identity, "offset"), offset)

    async def flush(self) -> None:
        """Return when everything saved so far is written or cannot be."""
        if not self._closed:
            await asyncio.gather(asyncio.wrap_future(self._submit()), return_exceptions=True)
            self._settle()

    def close(self) -> None:
        """Write what waits, and close the file; later saves are not kept. Blocks as long as the disk takes."""
        if self._closed:
            return
        self._closed = True
        with self._guard:
            self._pending = self._aged.over(self._pending)
        try:
            self._submit()
        finally:
            self._worker.shutdown()
            self._disk.close()
        self._settle()

    def _sort_in(self, key: _Key, agenda: Agenda) -> None:
        if agenda.as_of is None:
            return
        before = self._known.agendas.get(key)
        self._known.agendas[key] = agenda
        changed = before is None or not records.same_but_age(agenda, before)
        written = self._written.get(key)
        if changed or written is None or abs(agenda.as_of - written).total_seconds() >= AGE_SECONDS:
            self._pending.agendas[key] = agenda
            self._written[key] = agenda.as_of
            self._aged.agendas.pop(key, None)
        else:
            self._aged.agendas[key] = agenda

    def _keep(self, key: _Key, contact: Contact) -> None:
        """It goes with the agendas that wait: then they and it are of one time, whenever the power fails."""
        self._known.facts[key] = contact
        if self._pending.agendas:
            self._pending.facts[key] = contact
            self._aged.facts.pop(key, None)
        else:
            self._aged.facts[key] = contact

    def _forget(self, key: _Key) -> None:
        self._aged.agendas.pop(key, None)
        if key not in self._known.agendas or self._known.agendas[key] is not None:
            self._known.agendas[key] = self._pending.agendas[key] = None

    def _fact(self, identity: str, name: str, kind: type[records.T]) -> records.T | None:
        rows = self._disk.read(records.SELECT_FACT, (identity, name))
        return records.fact_of_row(identity, name, rows[0], kind) if rows else None

    def _save_fact(self, key: _Key, value: object) -> None:
        with self._guard:
            self._known.facts[key] = self._pending.facts[key] = value
        self._go()

    def _go(self) -> None:
        waits = self._pending.agendas or self._pending.facts
        if waits and not self._closed and self._clock.monotonic() >= self._retry_at:
            self._submit()

    def _submit(self) -> Future[None]:
        self._settle()
        self._jobs.append(self._worker.submit(self._drain))
        return self._jobs[-1]

    def _settle(self) -> None:
        """Raise what the worker did not expect: an error of the program, not of the disk."""
        while self._jobs and self._jobs[0].done():
            self._jobs.popleft().result()

    def _drain(self) -> None:
        """Write what waits; on the worker's thread."""
        with self._guard:
            batch, self._pending = self._pending, _Batch()
        if not batch.agendas and not batch.facts:
            return
        if self._disk.write(batch.changes(), self._everything):
            self._retry_at = float("-inf")
            return
        self._retry_at = self._clock.monotonic() + RETRY_SECONDS
        with self._guard:
            self._pending = self._pending.over(batch)

    def _everything(self) -> Changes:
        with self._guard:
            known = _Batch(dict(self._known.agendas), dict(self._known.facts))
        return known.changes()
