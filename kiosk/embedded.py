"""The local server run by the program itself, or found where another program of this machine runs it."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from kiosk.clock import Clock, FixedClock
from kiosk.config.file import ConfigError
from kiosk.settings import Settings, data_dir

ROOMS = "rooms.sqlite"


@asynccontextmanager
async def embedded(settings: Settings, clock: Clock) -> AsyncIterator[tuple[str, str]]:
    """The address and the token of the local server. The demo building lives in memory only.

    A data file has one server: where another program serves it already, that one is used. Raises ConfigError.
    """
    from kiosk.server.refusal import ServerFault  # noqa: PLC0415 - only where the server runs here
    from kiosk.server.rules import HouseRules  # noqa: PLC0415
    from kiosk.server.run import EmbeddedServer  # noqa: PLC0415
    from kiosk.server.token import token_from  # noqa: PLC0415
    from kiosk.server.whereabouts import forget, note, noted  # noqa: PLC0415

    data = None if settings.demo else _data_file(settings)
    own_clock = clock if isinstance(clock, FixedClock) else Clock()
    try:
        token = secrets.token_urlsafe(32) if data is None else token_from(data.with_suffix(".token"))
        own = settings.config.server
        rules = HouseRules(own.auto_check_in, own.release_after_minutes, own.keep_visits_days)
        server = EmbeddedServer(data, token, demo=settings.demo, clock=own_clock, seed=own.seed, rules=rules)
        url = await asyncio.to_thread(server.start)
    except ServerFault as fault:
        if data is not None and (elsewhere := noted(data)) is not None:
            yield elsewhere, token_from(data.with_suffix(".token"))
            return
        raise ConfigError(settings.file, "[server] data", str(data), f"a data file to serve ({fault})") from None
    if data is not None:
        note(data, url)
    try:
        yield url, token
    finally:
        await asyncio.to_thread(server.stop)
        if data is not None:
            forget(data)


def _data_file(settings: Settings) -> Path:
    named = settings.config.server.data
    return Path(named).expanduser() if named else data_dir(settings) / ROOMS
