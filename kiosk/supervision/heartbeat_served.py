"""The heartbeat of a program that answers requests: one of its own, over its own port, with its own token."""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from kiosk.clock import Clock
from kiosk.server.listening import stop_on_signals
from kiosk.supervision.heartbeat import Heartbeat, Sign
from kiosk.supervision.notify import Notifier


class ServedHeart:
    """Beats beside a server. `path` is one that needs what the server needs; it is asked for with `token`."""

    def __init__(self, notifier: Notifier, clock: Clock, name: str, path: str, token: str) -> None:
        self._notifier = notifier
        self._clock = clock
        self._name = name
        self._path = path
        self._token = token
        self._address = ""
        self._up = asyncio.Event()

    def ready(self, address: str) -> None:
        """Requests are answered at this address from now on."""
        self._address = address
        self._notifier.ready(self._status())
        self._up.set()

    async def beside(self, work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
        """Do `work` until SIGINT or SIGTERM sets the event that it gets. Raises what it raises."""
        stop = asyncio.Event()
        stop_on_signals(stop)
        tasks = [asyncio.create_task(one) for one in (self._beat(), self._farewell(stop))]
        try:
            await work(stop)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _beat(self) -> None:
        await self._up.wait()
        signs = (Sign(f"The {self._name} does not answer itself.", self._answers),)
        await Heartbeat(self._notifier, self._clock, signs, self._status).run()

    async def _farewell(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._notifier.stopping()

    def _status(self) -> str:
        return f"The {self._name} answers on {self._address}."

    async def _answers(self) -> bool:
        return await answers(self._address, self._path, self._token)


async def answers(address: str, path: str, token: str) -> bool:
    """Whether the server at `address` (http://host:port) answers one request with 200. Without a limit of time."""
    parts = urlsplit(address)
    try:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    except OSError:
        return False
    try:
        head = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: {token}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode())
        line = await reader.readline()
        await reader.read()
    except OSError:
        return False
    finally:
        writer.close()
    return line.split()[1:2] == [b"200"]
