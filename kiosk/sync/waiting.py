"""Waiting for the first of several things, through the injected clock only."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from kiosk.clock import Clock

_LONGEST_STEP = 60.0


async def first_of(*waits: Coroutine[Any, Any, object]) -> None:
    """Return when the first of `waits` has returned; the others are cancelled, so they must only wait."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def pause(clock: Clock, until: float, wake: asyncio.Event) -> None:
    """Return at the monotonic second `until`, never before it, or as soon as `wake` is set."""
    if not wake.is_set() and until > clock.monotonic():
        await first_of(_reach(clock, until), wake.wait())


async def _reach(clock: Clock, until: float) -> None:
    while (left := until - clock.monotonic()) > 0:
        await clock.sleep(min(left, _LONGEST_STEP))
