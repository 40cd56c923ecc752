"""One lamp that speaks HTTP: a request, whose success is all that counts. Knows no colours."""

from collections.abc import Mapping

from kiosk.backends.errors import Unreachable
from kiosk.backends.http.address import Address
from kiosk.backends.http.exchange import Connections, Incoming, Outgoing, PoolStuck, StaleConnection
from kiosk.backends.http.network import Patience
from kiosk.backends.http.refusals import refusal
from kiosk.clock import Clock

DEADLINE = 5.0
_LARGEST_ANSWER = 1 << 20
_TRIES = 2


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
        answer = await self._exchange(Outgoing(method, target, pairs, body.encode() or None))
        if not answer.status // 100 == 2 and (error := refusal(self._origin, "", answer, None)) is not None:  # noqa: PLR2004
            raise error

    async def _exchange(self, outgoing: Outgoing) -> Incoming:
        patience = Patience(self._clock, self._clock.monotonic() + self._deadline)
        for _ in range(_TRIES):
            try:
                return await self._connections.send(outgoing, patience)
            except (StaleConnection, PoolStuck):
                patience = Patience(self._clock, patience.deadline)
        sentence = f"{self._origin} closed the connection without an answer."
        raise Unreachable(sentence)

    async def aclose(self) -> None:
        """Close its connections."""
        await self._connections.aclose()
