"""The sockets under the pool, each bounded by the deadline of the exchange that uses it. Knows no HTTP."""

import ssl
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import httpcore

from kiosk.clock import Clock

_LEAST = 0.001


@dataclass(slots=True)
class Patience:
    """What is left of one exchange's time, and whether a connection was opened for it."""

    clock: Clock
    deadline: float
    connected: bool = False

    def left(self) -> float:
        """Seconds until the deadline, zero or less when it has passed."""
        return self.deadline - self.clock.monotonic()


PATIENCE: ContextVar[Patience] = ContextVar("patience")


class BoundedStream(httpcore.AsyncNetworkStream):
    """A stream whose every read and write ends with the deadline, so that a slow drip cannot outlast it."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109 - the pool's signature
        """At most `max_bytes`, or `httpcore.ReadTimeout` at the deadline."""
        if (left := PATIENCE.get().left()) <= 0:
            raise httpcore.ReadTimeout
        return await self._inner.read(max_bytes, left)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109 - the pool's signature
        """All of `buffer`, or `httpcore.WriteTimeout` at the deadline."""
        if (left := PATIENCE.get().left()) <= 0:
            raise httpcore.WriteTimeout
        await self._inner.write(buffer, left)

    async def aclose(self) -> None:
        """Close the socket."""
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the pool's signature
    ) -> httpcore.AsyncNetworkStream:
        """The same stream, encrypted."""
        left = max(PATIENCE.get().left(), _LEAST)
        return BoundedStream(await self._inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the pool's signature
        """What the pool asks of the socket."""
        return self._inner.get_extra_info(info)


class BoundedNetwork(httpcore.AsyncNetworkBackend):
    """Opens bounded streams, and notes in the exchange that a new connection was made for it."""

    def __init__(self) -> None:
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the pool's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection, or `httpcore.ConnectError`, or `httpcore.ConnectTimeout` at the deadline."""
        patience = PATIENCE.get()
        patience.connected = True
        left = max(patience.left(), _LEAST)
        return BoundedStream(await self._inner.connect_tcp(host, port, left, local_address, socket_options))

    async def sleep(self, seconds: float) -> None:
        """Between two attempts to connect; the pool makes only one."""
        await self._inner.sleep(seconds)


def is_tls(error: BaseException | None) -> bool:
    """Whether a failure has to do with encryption."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
