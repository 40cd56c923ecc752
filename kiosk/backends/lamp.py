"""One lamp that speaks HTTP: a request, whose success is all that counts. Knows no colours."""

from collections.abc import Mapping

from kiosk.backends.http.address import Address
from kiosk.backends.http.exchange import Connections, Outgoing
from kiosk.backends.http.network import Patience
from kiosk.backends.http.refusals import refusal
from kiosk.backends.http.sending import sent_again
from kiosk.clock import Clock

DEADLINE = 5.0
_LARGEST_ANSWER = 1 << 20


class Lamp:
    """Sends requests to the lamp at `address`, each within `deadline` seconds."""

    def __init__(self, address: Address, clock: Clock, deadline: float = DEADLINE) -> None:
        self._origin = address.origin
        self._clock = clock
        self._deadline = deadline
        self._connections = Connections(address, _LARGEST_ANSWER)

    async def send(self, method: str, target: str, headers: Mapping[str, str], body: str = "") -> None:
        """Send one request; asking twice for the same is no harm, so a stale connection is tried again.

        Raises BackendError; it names neither the path, which may hold a key, nor a header.
        """
        pairs = tuple((name.encode(), value.encode()) for name, value in headers.items())
        outgoing = Outgoing(method, target, pairs, body.encode() or None)
        patience = Patience(self._clock, self._clock.monotonic() + self._deadline)
        answer = await sent_again(self._connections, outgoing, patience, self._origin)
        if not answer.status // 100 == 2 and (error := refusal(self._origin, "", answer, None)) is not None:  # noqa: PLR2004
            raise error

    async def aclose(self) -> None:
        """Close its connections."""
        await self._connections.aclose()
