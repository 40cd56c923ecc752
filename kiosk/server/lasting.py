"""What the local server does by itself for as long as it runs; nothing that fails ends it. Knows no work."""

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
async def lasting(works: Iterable[Work], clock: Clock) -> AsyncIterator[None]:
    """Do all of `works` until the block is left; one that fails begins anew after a minute.

    Also where nobody expects it, for a record that was damaged: a building's doors need the server more than this.
    """
    tasks = [asyncio.create_task(_lasts(work, clock)) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _lasts(work: Work, clock: Clock) -> None:
    said = ""
    while True:
        began = clock.monotonic()
        try:
            return await work()
        except (sqlite3.Error, OSError) as error:
            what = str(error)
        except Exception as error:  # noqa: BLE001 - see above
            what = type(error).__name__  # its words may be those of a record
        if what != said or clock.monotonic() - began > AGAIN:
            _log.error("What is done by itself fails (%s). It is tried again every minute.", what)
        said = what
        await clock.sleep(AGAIN)
