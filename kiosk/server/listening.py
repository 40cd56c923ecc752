"""Runs a web application on a socket, in the loop at hand or on a thread of its own. Draws no breath while idle."""

import asyncio
import contextlib
import signal
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from functools import partial
from math import ceil
from typing import cast

import uvicorn
from starlette.types import ASGIApp

from kiosk.clock import Clock
from kiosk.server.line import Line
from kiosk.server.lines import PATIENCE, Lines, Patience
from kiosk.server.listener import listener

GRACE_SECONDS = 1
LONGEST_HEAD = 64 << 10
Ready = Callable[[str], None]
Main = Callable[[asyncio.Event, Ready], Awaitable[None]]


class QuietServer(uvicorn.Server):
    """Waits for one event instead of ticking ten times a second, and leaves the signals to the program."""

    def __init__(self, config: uvicorn.Config, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._stop = stop
        self._ready = ready

    async def main_loop(self) -> None:
        """Say that requests are answered now, then wait for the end."""
        self._ready()
        await self._stop.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing."""
        yield


async def listen(
    app: ASGIApp, host: str, port: int, stop: asyncio.Event, on_ready: Ready, patience: Patience = PATIENCE
) -> None:
    """Serve until `stop` is set; `on_ready` gets the address. Raises `ServerFault` where the port cannot be had.

    `patience` is counted by the machine's own clock: a network is as slow as it is, whatever time a building has.
    """
    lines = Lines(patience, Clock())
    config = uvicorn.Config(
        app,
        loop="none",
        interface="asgi3",
        http=cast("type[asyncio.Protocol]", partial(Line, lines)),
        h11_max_incomplete_event_size=LONGEST_HEAD,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        date_header=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=ceil(patience.rest),
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    with listener(host, port) as sock:
        address = f"http://{f'[{host}]' if ':' in host else host}:{sock.getsockname()[1]}"
        watching = asyncio.create_task(lines.watch())
        try:
            await QuietServer(config, stop, lambda: on_ready(address)).serve([sock])
        finally:
            watching.cancel()


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set `stop` at SIGINT or SIGTERM; nothing on a thread other than the main one."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))


class Background:
    """Runs `main` in a loop on a daemon thread until it is stopped."""

    def __init__(self, name: str, main: Main) -> None:
        self._main = main
        self._address: Future[str] = Future()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> str:
        """The address, once requests are answered. Raises what kept `main` from coming so far."""
        self._thread.start()
        return self._address.result()

    def stop(self) -> None:
        """End it and wait for the end; a second time does nothing."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._watched())
        except BaseException as error:
            if self._address.done():
                raise
            self._address.set_exception(error)

    async def _watched(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self._main(self._stop, self._address.set_result)
