"""httpx over a pool whose sockets are bounded: the transport that makes a client's deadline hold for a whole exchange.

It knows no operation and no token, and keeps nothing that a server would have it keep: no cookie, no way elsewhere.
"""

import logging
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import cast

import httpcore
import httpx

from kiosk.backends.http.address import Address
from kiosk.backends.http.network import BoundedNetwork

POOL_SIZE = 10
_KEEP_SECONDS = 60.0
_LEFT_OUT = b"location"
# Every failure of the pool by the name that httpx gives it, the narrow ones first.
_NAMES: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (httpcore.PoolTimeout, httpx.PoolTimeout),
    (httpcore.ConnectTimeout, httpx.ConnectTimeout),
    (httpcore.WriteTimeout, httpx.WriteTimeout),
    (httpcore.TimeoutException, httpx.ReadTimeout),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.WriteError, httpx.WriteError),
    (httpcore.NetworkError, httpx.ReadError),
    (httpcore.ProxyError, httpx.ProxyError),
    (httpcore.LocalProtocolError, httpx.LocalProtocolError),
    (httpcore.ProtocolError, httpx.RemoteProtocolError),
    (httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol),
)


def open_client(address: Address) -> httpx.AsyncClient:
    """A client for one server; its requests end with the `PATIENCE` of their task. Follows, keeps and logs nothing.

    httpx logs every address, and an address may hold whom someone looks for.
    """
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return httpx.AsyncClient(
        transport=BoundedTransport(_open_pool(address)),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        trust_env=False,
        follow_redirects=False,
        timeout=None,  # noqa: S113 - the sockets are bounded by the deadline of the whole exchange
    )


class BoundedTransport(httpx.AsyncBaseTransport):
    """Hands requests to a pool. An answer's `Location` is left out: where it leads is of no interest here."""

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body not read yet. Raises `httpx.TransportError`."""
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        wire = httpcore.Request(
            request.method, target, headers=request.headers.raw, content=request.stream, extensions=request.extensions
        )
        with _renamed():
            response = await self._pool.handle_async_request(wire)
        headers = [(name, value) for name, value in response.headers if name.lower() != _LEFT_OUT]
        body = cast("AsyncIterable[bytes]", response.stream)
        return httpx.Response(response.status, headers=headers, stream=_Body(response, body))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    """The body of an answer, as it comes."""

    def __init__(self, response: httpcore.Response, pieces: AsyncIterable[bytes]) -> None:
        self._response = response
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _renamed():
            async for piece in self._pieces:
                yield piece

    async def aclose(self) -> None:
        """Give the connection back."""
        with _renamed():
            await self._response.aclose()


@contextmanager
def _renamed() -> Iterator[None]:
    """The pool's failures as httpx names them, with the pool's as their cause."""
    try:
        yield
    except Exception as error:
        named = next((theirs for ours, theirs in _NAMES if isinstance(error, ours)), None)
        if named is None:
            raise
        raise named(str(error)) from error


def _open_pool(address: Address) -> httpcore.AsyncConnectionPool:
    trust = ssl.create_default_context() if address.secure else None
    if (proxy := address.proxy()) is not None:
        return httpcore.AsyncHTTPProxy(
            proxy,
            ssl_context=trust,
            max_connections=POOL_SIZE,
            keepalive_expiry=_KEEP_SECONDS,
            network_backend=BoundedNetwork(),
        )
    return httpcore.AsyncConnectionPool(
        ssl_context=trust,
        max_connections=POOL_SIZE,
        keepalive_expiry=_KEEP_SECONDS,
        network_backend=BoundedNetwork(),
    )
