"""The visitors' book: who came and who left, on disk before anybody is told, beside what is still to be delivered.

One file holds both, so that a visit is noted and due for delivery in one go, or not at all. Knows no network.
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from kiosk.clock import Clock
from kiosk.domain.visit import Visit
from kiosk.domain.visiting import Act, with_record
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_file import OutboxFile
from kiosk.sync.outbox_item import Draft
from kiosk.visits import rows
from kiosk.visits.record import Note
from kiosk.visits.rescue import rescued

BOOK = "visits.sqlite"


def open_outbox(folder: Path, clock: Clock) -> Outbox:
    """The outbox in the book's file, in this folder; nothing is opened or made yet."""
    return Outbox(OutboxFile(folder / BOOK, clock, rows.connect, rescued), clock)


class Book:
    """The visits of one backend, which is called `house` in it. Methods raise `OutboxError`; then nothing changed."""

    def __init__(self, outbox: Outbox, house: str, clock: Clock) -> None:
        self.outbox = outbox
        self.house = house
        self._clock = clock

    async def write(self, note: Note, visit: Visit | None, drafts: Sequence[Draft]) -> Note | None:
        """When it returns all of it is on the disk, or the note that this act of this visit has already."""
        work = partial(rows.write, self.house, note, visit, tuple(drafts), self._clock.now())
        return await self.outbox.transact(work)

    async def keep(self, visits: Sequence[Visit]) -> None:
        """Copies, for when the backend cannot be asked."""
        await self.outbox.transact(partial(rows.keep, self.house, tuple(visits)))

    async def copies(self, codes: Sequence[str]) -> tuple[Visit, ...]:
        """What was copied of the visits with one of these codes or uids."""
        return await self.outbox.transact(partial(rows.copies, self.house, tuple(codes)))

    async def with_notes(self, visits: Iterable[Visit]) -> tuple[Visit, ...]:
        """The visits with what was written down here of their coming and going."""
        found = tuple(visits)
        notes = await self.outbox.transact(partial(rows.notes_of, self.house, tuple(one.id for one in found)))
        return tuple(with_record(one, notes[one.id].get(Act.ARRIVE), notes[one.id].get(Act.LEAVE)) for one in found)

    async def inside(self) -> tuple[tuple[Note, Visit | None], ...]:
        """Who arrived and has not left, the earliest first."""
        return await self.outbox.transact(partial(rows.inside, self.house))

    async def became(self, before: str, visit: Visit) -> None:
        """What was noted under the id `before` is this visit's."""
        await self.outbox.transact(partial(rows.became, self.house, before, visit))

    async def forget(self, visit_id: str, act: Act) -> None:
        """Nothing of the kind was noted under this id."""
        await self.outbox.transact(partial(rows.forget, self.house, visit_id, act))

    async def lock(self, scopes: Sequence[str]) -> datetime | None:
        """Until when nobody may try a code, None where anybody may."""
        return await self.outbox.transact(partial(rows.lock_at, tuple(scopes), self._clock.now()))

    async def miss(self, scopes: Sequence[str]) -> None:
        """A code was none."""
        await self.outbox.transact(partial(rows.miss, tuple(scopes), self._clock.now()))

    async def last_noted(self) -> datetime | None:
        """When anything was written down last, by a clock that was set; None where nothing was."""
        return await self.outbox.transact(rows.last_noted) if self.outbox.file.path.exists() else None

    async def redate(self, far: timedelta) -> None:
        """What bears the time of a clock that was wrong by years, or further than `far` from now, is dated now."""
        if self.outbox.file.path.exists():
            await self.outbox.transact(partial(rows.redate, self._clock.now(), far))

    async def purge(self, keep_for: timedelta) -> int:
        """Forget what is older, so that no trace of it is left in any file; how many rows that were."""
        before = self._clock.now() - keep_for
        await asyncio.to_thread(self.outbox.file.forget_damaged, before)
        if not self.outbox.file.path.exists():
            return 0
        gone = await self.outbox.transact(partial(rows.purge, before))
        if gone:
            await self.outbox.transact(rows.vacuum)
        return gone
