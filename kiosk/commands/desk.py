"""A reception's desk for a command: opened with its backend, once what waited there was tried to be delivered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random

from kiosk.backends.base import Backend
from kiosk.clock import Clock
from kiosk.settings import Settings
from kiosk.site import open_backend, open_memory
from kiosk.visiting import Visiting, open_visiting

SECONDS = 2.0


@asynccontextmanager
async def open_desk(settings: Settings, clock: Clock) -> AsyncIterator[tuple[Backend, Visiting]]:
    """Both, until the block is left. Raises ConfigError, and `OutboxError` where the disk does not take what is new."""
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            visiting = open_visiting(settings, backend, clock, Random())  # noqa: S311 - spreads requests
            await visiting.delivery.flush(SECONDS)
            yield backend, visiting
