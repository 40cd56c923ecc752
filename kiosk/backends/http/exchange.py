"""One request and its answer over a client of httpx, and the one place where its failures get their names.

It knows no operation, no retry and no token but as one opaque header.
"""

from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass

import httpx

from kiosk.backends.errors import BackendError, Garbled, NoAnswer, Rejected, TimedOut, TlsFailure, Unreachable
from kiosk.backends.http.address import Address
from kiosk.backends.http.body import BodyTooLarge, BodyUnreadable, decoded, read_body
from kiosk.backends.http.network import PATIENCE, Patience, is_tls
from kiosk.backends.http.pool import open_client

_NETWORK_HINT = "Check the address, the network and that the server runs."
_BEGINNING = 64
_CLOCK_HINT = "Check the server's certificate, the certificates this machine trusts (SSL_CERT_FILE) and its clock."


class StaleConnection(Exception):
    """A kept connection turned out to be closed before any answer came on it."""


class PoolStuck(Exception):
    """The pool gave no connection although fewer requests than it has places are under way."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Where a body of at most `cap` bytes goes, piece by piece, instead of into memory. `take` is called in order."""

    take: Callable[[bytes], object]
    cap: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request, complete but for the server. `target` is path and query as they go on the wire."""

    method: str
    target: str
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes | None = None
    stream: Stream | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """An answer. Header names are in lower case. The body is read, and decoded, only for a status of 200 to 299.

    Where it was streamed, `body` holds its beginning alone.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Connections:
    """A pool of kept connections to one server."""

    def __init__(self, address: Address, cap: int) -> None:
        self._address = address
        self._cap = cap
        self._client = open_client(address)

    async def send(self, request: Outgoing, patience: Patience) -> Incoming:
        """Send and read within `patience`.

        Raises a `BackendError`, or `StaleConnection` or `PoolStuck` where the caller may try once more.
        """
        PATIENCE.set(patience)
        failure: Exception
        begun = False
        try:
            response = await self._client.send(self._wire(request, patience), stream=True)
            try:
                begun = True
                return await self._read(response, request.stream)
            finally:
                await response.aclose()
        except httpx.PoolTimeout:
            failure = PoolStuck()
        except httpx.TransportError as error:
            stale = not begun and not patience.connected and not isinstance(error, httpx.TimeoutException)
            failure = StaleConnection() if stale else self._named(error, begun=begun)
        except BodyTooLarge:
            failure = self._too_large(request.stream)
        except BodyUnreadable:
            failure = Garbled(f"{self._address.origin} answered with a body whose compression cannot be undone.")
        raise failure

    async def aclose(self) -> None:
        """Close every connection; nothing can be sent afterwards."""
        await self._client.aclose()

    def _wire(self, request: Outgoing, patience: Patience) -> httpx.Request:
        if self._client.is_closed:
            sentence = f"The connections to {self._address.origin} were closed by this program."
            raise _unsent(Unreachable(sentence))
        try:
            return self._client.build_request(
                request.method,
                self._address.origin + request.target,
                headers=request.headers,
                content=request.body,
                timeout=httpx.Timeout(None, pool=max(patience.left(), 0.001)),
            )
        except httpx.InvalidURL:
            sentence = f"The address for {self._address.origin} is too long, or holds what no address can hold."
            raise Rejected(sentence, "Check the values that go into it, and its path in the config.") from None

    async def _read(self, response: httpx.Response, stream: Stream | None) -> Incoming:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers.raw}
        if not response.is_success:
            return Incoming(response.status_code, headers)
        cap = self._cap if stream is None else stream.cap
        length, encoding = headers.get("content-length", ""), headers.get("content-encoding", "")
        if length.isdecimal() and int(length) > cap:
            raise BodyTooLarge
        if stream is None:
            return Incoming(response.status_code, headers, await read_body(response.aiter_raw(), encoding, cap))
        beginning = b""
        async with aclosing(decoded(response.aiter_raw(), encoding, cap)) as parts:
            async for part in parts:
                beginning = beginning or part[:_BEGINNING]
                stream.take(part)
        return Incoming(response.status_code, headers, beginning)

    def _too_large(self, stream: Stream | None) -> BackendError:
        most = (self._cap if stream is None else stream.cap) >> 20
        hint = "" if stream is None else "Ask for a shorter period."
        return Garbled(f"{self._address.origin} answered with more than {most} MiB, which is too large to take.", hint)

    def _named(self, error: httpx.TransportError, *, begun: bool) -> NoAnswer:
        origin = self._address.origin
        match error:
            case httpx.ConnectTimeout():
                return _unsent(TimedOut(f"{origin} took no connection in time.", _NETWORK_HINT))
            case httpx.TimeoutException():
                return TimedOut(
                    f"{origin} gave no complete answer in time.", "Check the server's load and the network."
                )
            case httpx.ConnectError() if is_tls(error):
                return _unsent(TlsFailure(f"The certificate of {origin} is not to be trusted.", _CLOCK_HINT))
            case httpx.ConnectError() | httpx.ProxyError():
                return _unsent(Unreachable(f"{origin} cannot be reached.", _NETWORK_HINT))
            case _ if begun:
                return Garbled(f"{origin} broke off in the middle of an answer.", "Check the network and any proxy.")
            case httpx.RemoteProtocolError() if "disconnected" not in str(error):
                return Garbled(f"{origin} answered with something that is not HTTP.", "Check the address and the port.")
            case _:
                return Unreachable(f"{origin} closed the connection without an answer.", _NETWORK_HINT)


def _unsent(failure: NoAnswer) -> NoAnswer:
    """The same; there was no connection on which anything could have been sent."""
    failure.undone = True
    return failure
