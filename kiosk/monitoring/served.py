"""Watches a server for whoever collects metrics, on a port of their own; loaded only where one is named."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from kiosk.clock import Clock
from kiosk.monitoring.health import Health
from kiosk.monitoring.metrics_route import MetricsRoute
from kiosk.monitoring.process import LogCount, counted, resident
from kiosk.monitoring.traffic import App, Traffic
from kiosk.power import read_power
from kiosk.server.listening import listen
from kiosk.server.place import place_of
from kiosk.server.refusal import ServerFault

_log = logging.getLogger(__name__)
Told = Callable[[Health], Awaitable[str]]


@asynccontextmanager
async def watched(app: App, listen_at: str, face: str, clock: Clock, told: Told) -> AsyncIterator[Traffic]:
    """The application with its requests counted; its metrics are served at HOST:PORT until the block is left.

    `told` writes what the program knows of itself. A port that cannot be had is said in the log, and hinders nothing.
    """
    traffic, count, since, stop = Traffic(app, clock.monotonic), LogCount(), clock.monotonic(), asyncio.Event()

    async def metrics() -> str:
        up, power = timedelta(seconds=clock.monotonic() - since), read_power()
        health = Health(face, up, warnings=count.warnings, errors=count.errors, memory=resident(), power=power)
        return await told(health) + "".join(traffic.families())

    with counted(count):
        tried = asyncio.Event()
        serving = asyncio.create_task(_serve(MetricsRoute(metrics), listen_at, stop, tried))
        try:
            await tried.wait()
            yield traffic
        finally:
            stop.set()
            await serving


async def _serve(route: MetricsRoute, listen_at: str, stop: asyncio.Event, tried: asyncio.Event) -> None:
    try:
        await listen(route, *place_of(listen_at), stop, lambda _: tried.set())
    except ServerFault as fault:
        _log.warning("Metrics cannot be collected here: %s", fault)
    finally:
        tried.set()
