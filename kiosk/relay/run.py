"""Puts the relay together and runs it until it is told to end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.types import ASGIApp

from kiosk.backends.http.transport import DEADLINE
from kiosk.backends.nexudus.budget import Budget
from kiosk.backends.nexudus.client import PAGE_SIZE, NexudusClient
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import DEFAULT_URL, open_session
from kiosk.clock import Clock
from kiosk.monitoring.served import watched
from kiosk.relay.app import Counter, build_app
from kiosk.relay.gateway import Gateway
from kiosk.relay.lives import Lives
from kiosk.relay.measured import Measured
from kiosk.relay.watched import Watched
from kiosk.server.listening import Ready, listen, stop_on_signals


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The account that a relay asks: at most every `poll_seconds` for bookings, as one of `panels` programs."""

    url: str
    login: Login
    poll_seconds: float = 15.0
    panels: int = 1
    page_size: int = PAGE_SIZE
    deadline: float = DEADLINE
    allow_plain_http: bool = False


async def serve_relay(
    account: Account,
    token: str,
    clock: Clock,
    *,
    host: str,
    port: int,
    on_ready: Ready,
    stop: asyncio.Event | None = None,
    metrics: str = "",
) -> None:
    """Serve until `stop` is set, or without one until SIGINT or SIGTERM; `on_ready` gets the address.

    `metrics` is HOST:PORT at which a collector finds how the relay is, empty: nowhere.
    `clock` is moved to the account's time. Raises `ServerFault` where the port cannot be had, ValueError for an address
    of the account that `parse_address` refuses.
    """
    if stop is None:
        stop = asyncio.Event()
        stop_on_signals(stop)
    budget = Budget(clock, panels=account.panels, name=account.url or DEFAULT_URL)
    session = open_session(
        account.url,
        account.login,
        clock,
        budget,
        allow_plain_http=account.allow_plain_http,
        deadline=account.deadline,
    )
    caller = Watched(session, clock)
    lives = Lives(account.poll_seconds, budget.polls_a_minute)
    gateway = Gateway(NexudusClient(caller, page_size=account.page_size), clock, lives)
    try:
        app = build_app(Counter(gateway, caller, budget, clock), token, clock)
        async with _counted(app, Measured(gateway, caller, budget, clock), clock, metrics) as served:
            await listen(served, host, port, stop, on_ready)
    finally:
        await gateway.aclose()


@asynccontextmanager
async def _counted(app: ASGIApp, measured: Measured, clock: Clock, listen_at: str) -> AsyncIterator[ASGIApp]:
    """The application; where a collector is expected, one that counts its requests for it."""
    if not listen_at:
        yield app
        return
    async with watched(app, listen_at, "relay", clock, measured.told) as counting:
        yield counting
