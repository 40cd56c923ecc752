"""One request and its answer over a pool of connections: the only module, with `network`, that knows the HTTP library.

It knows no operation, no retry and no token but as one opaque header.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass

import httpcore

from kiosk.backends.errors import BackendError, Garbled, NoAnswer, TimedOut, TlsFailure, Unreachable
from kiosk.backends.offision.address import Address
from kiosk.backends.offision.body import BodyTooLarge, BodyUnreadable, read_body
from kiosk.backends.offision.network import PATIENCE, BoundedNetwork, Patience

POOL_SIZE = 10
_KEEP_SECONDS = 60.0
_NETWORK_HINT = "Check the address, the network and that the server runs."
_CLOCK_HINT = "Check the server's certificate, the certificates this machine trusts (SSL_CERT_FILE) and its clock."


class StaleConnection(Exception):
    """A kept connection turned out to be closed before any answer came on it."""


class PoolStuck(Exception):
    """The pool gave no connection although fewer requests than it has places are under way."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request, complete but for the server. `target` is path and query as they go on the wire."""

    method: str
    target: str
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """An answer. Header names are in lower case. The body is read, and decoded, only for a status of 200 to 299."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Connections:
    """A pool of kept connections to one server."""

    def __init__(self, address: Address, cap: int) -> None:
        self._address = address
        self._cap = cap
        self._pool = _open_pool(address)

    async def send(self, request: Outgoing, patience: Patience) -> Incoming:
        """Send and read within `patience`.

        Raises a `NoAnswer`, or `StaleConnection` or `PoolStuck` where the caller may try once more.
        """
        PATIENCE.set(patience)
        failure: Exception
        begun = False
        try:
            response = await self._pool.handle_async_request(self._wire(request, patience))
            try:
                begun = True
                return await self._read(response)
            finally:
                await response.aclose()
        except httpcore.PoolTimeout:
            failure = PoolStuck()
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            stale = not begun and not patience.connected and not isinstance(error, httpcore.TimeoutException)
            failure = StaleConnection() if stale else self._named(error, begun=begun)
        except BodyTooLarge:
            failure = self._too_large()
        except BodyUnreadable:
            failure = Garbled(f"{self._address.origin} answered with a body whose compression cannot be undone.")
        raise failure

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()

    def _wire(self, request: Outgoing, patience: Patience) -> httpcore.Request:
        address = self._address
        host = address.origin.partition("://")[2]
        headers = [(b"Host", host.encode()), *request.headers]
        if request.body is not None:
            headers.append((b"Content-Length", str(len(request.body)).encode()))
        return httpcore.Request(
            request.method,
            httpcore.URL(scheme=address.scheme, host=address.host, port=address.port, target=request.target),
            headers=headers,
            content=request.body,
            extensions={"timeout": {"pool": max(patience.left(), 0.001)}},
        )

    async def _read(self, response: httpcore.Response) -> Incoming:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if not 200 <= response.status < 300:  # noqa: PLR2004 - a success of HTTP
            return Incoming(response.status, headers)
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._cap:
            raise BodyTooLarge
        body = await read_body(response.aiter_stream(), headers.get("content-encoding", ""), self._cap)
        return Incoming(response.status, headers, body)

    def _too_large(self) -> BackendError:
        return Garbled(
            f"{self._address.origin} answered with more than {self._cap >> 20} MiB, which is too large to be an answer."
        )

    def _named(self, error: Exception, *, begun: bool) -> NoAnswer:
        origin = self._address.origin
        match error:
            case httpcore.ConnectTimeout():
                return TimedOut(f"{origin} took no connection in time.", _NETWORK_HINT)
            case httpcore.TimeoutException():
                return TimedOut(
                    f"{origin} gave no complete answer in time.", "Check the server's load and the network."
                )
            case httpcore.ConnectError() if _is_tls(error):
                return TlsFailure(f"The certificate of {origin} is not to be trusted.", _CLOCK_HINT)
            case httpcore.ConnectError() | httpcore.ProxyError():
                return Unreachable(f"{origin} cannot be reached.", _NETWORK_HINT)
            case _ if begun:
                return Garbled(f"{origin} broke off in the middle of an answer.", "Check the network and any proxy.")
            case httpcore.RemoteProtocolError() if "disconnected" not in str(error):
                return Garbled(f"{origin} answered with something that is not HTTP.", "Check the address and the port.")
            case _:
                return Unreachable(f"{origin} closed the connection without an answer.", _NETWORK_HINT)


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


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
