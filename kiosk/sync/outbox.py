"""The durable outbox: what is put in is on disk, and stays there until it is delivered. Knows no network and no words.

Several programs of one machine may use one outbox; `kiosk.sync.delivery` empties it.
"""

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial

from kiosk.clock import Clock
from kiosk.sync import outbox_rows as rows
from kiosk.sync.outbox_file import OutboxBusy, OutboxFile, T, Work
from kiosk.sync.outbox_item import Draft, Ending, Item, Lane, Waiting, counted

PATIENCE = 5.0
_AGAIN = 0.02


class Outbox:
    """Every method raises `OutboxError` where the disk does not allow it; then nothing has changed.

    What was set aside is kept for thirty days, then forgotten. Of what was delivered only the key is kept, for a day.
    """

    def __init__(self, file: OutboxFile, clock: Clock) -> None:
        self.file = file
        self.news = asyncio.Event()
        self._clock = clock

    async def put(self, *drafts: Draft) -> tuple[bool, ...]:
        """Keep all of them or none; when it returns they are on the disk. False for each that was there already."""
        done = await self._do(partial(rows.put, drafts, self._clock.now()))
        self.news.set()
        return done

    async def lanes(self) -> tuple[Lane, ...]:
        """The lanes in which something waits."""
        return await self._look(rows.lanes, ())

    async def head(self, lane: Lane) -> Item | None:
        """What comes next in a lane; what has expired, or is not what was put, is set aside on the way."""
        return await self._look(partial(rows.head, lane, self._clock.now()), None)

    async def begin(self, item: Item) -> None:
        """A try begins: from here on it may have been delivered, whatever happens to this program."""
        await self._do(partial(rows.begin, item))

    async def failed(self, item: Item, trouble: str, closed_for: float = 0.0) -> None:
        """The try came to nothing; the lane is closed for so many seconds, as the receiver asked."""
        await self._do(partial(rows.failed, item, trouble, self._clock.now(), closed_for))

    async def delivered(self, items: Iterable[Item]) -> None:
        """They have arrived: only their keys are remembered."""
        await self._do(partial(rows.delivered, tuple(items), self._clock.now()))

    async def set_aside(self, item: Item, ending: Ending, reason: str) -> None:
        """It cannot be delivered, for this reason; the next one's turn has come."""
        await self._do(partial(rows.set_aside, item, ending, reason, self._clock.now()))

    async def send_again(self, kinds: Sequence[str]) -> int:
        """Let what was refused, or failed, wait again; how many these are."""
        count = await self._look(partial(rows.send_again, tuple(kinds)), 0)
        self.news.set()
        return count

    async def waiting(self) -> tuple[Waiting, ...]:
        """What every lane holds, in a few numbers; a lane that holds nothing is absent."""
        return counted(await self.items())

    async def items(self) -> tuple[Item, ...]:
        """Everything that waits or was set aside, lane by lane, the oldest first."""
        return await self._look(rows.items, ())

    async def one(self, lane: Lane, key: str) -> Item | None:
        """What became of one item, None where it is not remembered."""
        return await self._look(partial(rows.one, lane, key), None)

    async def transact(self, work: Work[T]) -> T:
        """One piece of work on the file's connection, for whoever keeps tables of its own beside the items."""
        done = await self._do(work)
        self.news.set()
        return done

    async def _look(self, work: Work[T], nothing: T) -> T:
        """As `_do`, but no file is made where there is none."""
        return await self._do(work) if self.file.path.exists() else nothing

    async def _do(self, work: Work[T]) -> T:
        """Do it on a thread, after whichever program is at it just now."""
        deadline = self._clock.monotonic() + PATIENCE
        while True:
            try:
                return await _finished(asyncio.ensure_future(asyncio.to_thread(self.file.transact, work)))
            except OutboxBusy:
                if self._clock.monotonic() >= deadline:
                    raise
            await self._clock.sleep(_AGAIN)


async def _finished(job: "asyncio.Future[T]") -> T:
    """The job's result; who is cancelled meanwhile waits for its end all the same, for a thread cannot be stopped."""
    job.add_done_callback(lambda done: done.cancelled() or done.exception())
    try:
        return await asyncio.shield(job)
    except asyncio.CancelledError:
        await asyncio.wait([job])
        raise
