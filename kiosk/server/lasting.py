"""What the local server does by itself for as long as it runs: a disk that fails ends none of it. Knows no work."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

from kiosk.clock import Clock

AGAIN = 60.0
_log = logging.getLogger(__name__)
Work = Callable[[], Awaitable[None]]


@asynccontextmanager
async def lasting(works: Iterable[Work], clock: Clock, stop: asyncio.Event) -> AsyncIterator[None]:
    """Do all of `works` until the block is left; one that the disk fails begins anew after a minute.

    What nobody expects sets `stop`, and is raised when the block is left, so that whoever supervises begins anew.
    """
    tasks = [asyncio.create_task(_lasts(work, clock, stop)) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end


async def _lasts(work: Work, clock: Clock, stop: asyncio.Event) -> None:
    said = ""
    while True:
        began = clock.monotonic()
        try:
            return await work()
        except (sqlite3.Error, OSError) as error:
            if str(error) != said or clock.monotonic() - began > AGAIN:
                _log.error("The data file fails (%s). What is done by itself is tried again every minute.", error)
            said = str(error)
        except Exception:
            stop.set()
            raise
        await clock.sleep(AGAIN)
