"""Requests that go to the site's relay instead of the account: no user, no password, and the relay's own token."""

import math
from dataclasses import dataclass, replace

import msgspec

from kiosk.backends.errors import Garbled, NotAllowed
from kiosk.backends.http.exchange import Incoming, Outgoing
from kiosk.backends.http.network import Patience
from kiosk.backends.http.transport import Answer, Transport
from kiosk.backends.nexudus.line import ANEW, Outspoken
from kiosk.backends.nexudus.passed_on import read

RELAY = "/relay"
PATIENCE = b"Kiosk-Patience"
_WRONG_TOKEN, _NO_SUCH_PATH = 401, (404, 405)


@dataclass(frozen=True, slots=True)
class RelayReport:
    """What a relay says of itself: how many requests it sent to the account within the last minute."""

    requests: int


class RelayLine(Outspoken):
    """Connections to a relay. It is told how long it is waited for, and its failures are raised as it met them."""

    async def send(self, request: Outgoing, patience: Patience) -> Incoming:
        """As `Connections.send`; raises any `BackendError` that the relay tells of."""
        wait = f"{max(patience.left(), 0.0):.2f}".encode()
        answer = await super().send(replace(request, headers=(*request.headers, (PATIENCE, wait))), patience)
        origin = self._address.origin
        if answer.status == _WRONG_TOKEN:
            hint = "Copy the file that `kiosk relay` keeps its token in, and name it as [nexudus] relay_token_file."
            raise NotAllowed(f"The relay at {origin} does not accept this panel's token.", hint)
        if 200 <= answer.status < 300:  # noqa: PLR2004 - a success of HTTP
            return answer
        if (failure := read(answer.body, origin)) is not None:
            raise failure
        if answer.status in _NO_SUCH_PATH:
            raise Garbled(f"{origin} is no relay.", "Check [nexudus] relay: the address that `kiosk relay` prints.")
        return answer


class RelayedSession:
    """One panel's requests by way of a relay, which knows the account and its budget. See `Caller`."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    async def request(
        self,
        method: str,
        path: str,
        query: str = "",
        body: bytes | None = None,
        *,
        anew: bool = False,
        seconds: float = math.inf,
    ) -> Answer:
        """The answer to one request; with `anew` the relay asks the account for it."""
        headers = (ANEW,) if anew else ()
        return await self.transport.request(method, path, query, body, headers=headers, seconds=seconds)

    async def report(self) -> RelayReport:
        """What the relay says of itself, whether or not the account answers it; raises `BackendError`."""
        answer = await self.request("GET", RELAY)
        try:
            return msgspec.json.decode(answer.body, type=RelayReport)
        except (ValueError, RecursionError):
            origin = self.transport.address.origin
            raise Garbled(f"{origin} is no relay.", "Check [nexudus] relay.") from None

    async def aclose(self) -> None:
        """Close the connections."""
        await self.transport.aclose()
