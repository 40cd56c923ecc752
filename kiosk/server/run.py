"""Puts the local server together and runs it: alone, or inside another program on a thread of its own."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from starlette.types import ASGIApp

from kiosk.clock import Clock
from kiosk.server.announcer import Announcer
from kiosk.server.app import build_app
from kiosk.server.demo_fill import DemoDays
from kiosk.server.forgetting import forget_visits
from kiosk.server.instants import to_ms
from kiosk.server.lasting import lasting
from kiosk.server.listening import Background, Ready, listen, stop_on_signals
from kiosk.server.office import Office, PlainDays
from kiosk.server.post import post_hint
from kiosk.server.presence import arm_all
from kiosk.server.releases import announce_turns
from kiosk.server.rotation import announce_rotations
from kiosk.server.routes import OPERATIONS
from kiosk.server.rules import NO_RULES, HouseRules
from kiosk.server.store import Store
from kiosk.server.telling import Telling, silent
from kiosk.server.usage_count import count_due, count_up

DEMO_SEED = "spreehaus"


async def serve(
    host: str,
    port: int,
    data: Path | None,
    token: str,
    *,
    demo: bool,
    clock: Clock,
    on_ready: Ready,
    stop: asyncio.Event | None = None,
    seed: str = DEMO_SEED,
    rules: HouseRules = NO_RULES,
    metrics: str = "",
    say: Telling = silent,
) -> None:
    """Serve until `stop` is set, or without one until SIGINT or SIGTERM. `data` None keeps everything in memory.

    `on_ready` gets the address once requests are answered; `metrics` is HOST:PORT for a collector, empty: none.
    `say` is told what is done before that, in its order.
    Raises `ServerFault` where it cannot start.
    """
    if stop is None:
        stop = asyncio.Event()
        stop_on_signals(stop)
    async with open_office(data, clock, seed if demo else None, rules, say) as office:
        app = build_app(office, token, OPERATIONS)
        forget = partial(forget_visits, data=data)
        works = [partial(work, office) for work in (announce_rotations, announce_turns, forget)]
        async with lasting(works, clock), _watched(app, office, data, metrics) as served:
            await listen(served, host, port, stop, on_ready)


@contextlib.asynccontextmanager
async def _watched(app: ASGIApp, office: Office, data: Path | None, listen_at: str) -> AsyncIterator[ASGIApp]:
    """The application; where a collector is expected, one that counts its requests for it."""
    if not listen_at:
        yield app
        return
    from kiosk.monitoring.served import watched  # noqa: PLC0415 - only where somebody collects
    from kiosk.server.measured import Measured  # noqa: PLC0415 - the same

    async with watched(app, listen_at, "server", office.clock, Measured(office, data).told) as counted:
        yield counted


@contextlib.asynccontextmanager
async def open_office(
    data: Path | None, clock: Clock, seed: str | None, rules: HouseRules = NO_RULES, say: Telling = silent
) -> AsyncIterator[Office]:
    """An office over a data file, with the demo building of `seed` where one is given. Raises `ServerFault`."""
    store = await Store.open(data, count_due, say=say)
    announcer = Announcer(store, clock, post_hint)
    try:
        now = to_ms(clock.now())
        await store.write(lambda connection: arm_all(connection, rules, now))
        say("Adding up how the rooms were used")
        await count_up(store, now)
        if seed is None:
            yield Office(store, clock, PlainDays(), announcer, rules)
        else:
            say("Making the demo building")
            days = DemoDays(store, seed)
            await days.open()
            yield Office(store, clock, days, announcer, rules)
    finally:
        await announcer.close()
        await store.close()


class EmbeddedServer:
    """The local server inside another program: on a thread of its own, on a free port of the loopback.

    The clock should be one of its own, not one that follows a server's.
    """

    def __init__(
        self,
        data: Path | None,
        token: str,
        *,
        demo: bool,
        clock: Clock,
        seed: str = DEMO_SEED,
        port: int = 0,
        rules: HouseRules = NO_RULES,
    ) -> None:
        async def main(stop: asyncio.Event, on_ready: Ready) -> None:
            await serve(
                "127.0.0.1",
                port,
                data,
                token,
                demo=demo,
                clock=clock,
                on_ready=on_ready,
                stop=stop,
                seed=seed,
                rules=rules,
            )

        self._background = Background("room-kiosk-server", main)

    def start(self) -> str:
        """The address, once requests are answered. Raises `ServerFault` where it cannot start."""
        return self._background.start()

    def stop(self) -> None:
        """End within about a second, whatever connections are open."""
        self._background.stop()
