"""HTTP to one gateway: a deadline on each request, and a name for each failure. Knows no protocol above HTTP."""

from kiosk.backends.errors import BackendError, NotAllowed, Throttled, Unreachable
from kiosk.backends.http.address import Address
from kiosk.backends.http.exchange import Connections, Incoming, Outgoing
from kiosk.backends.http.network import Patience
from kiosk.backends.http.refusals import refusal, retry_after_of
from kiosk.backends.http.sending import sent_again
from kiosk.clock import Clock

DEADLINE = 10.0
LARGEST_ANSWER = 4 << 20
BUSY_SECONDS = 2.0
Headers = tuple[tuple[bytes, bytes], ...]


class Line:
    """Requests to the gateway at `address`, each within `deadline` seconds.

    Whatever is asked of a gateway may be asked twice, so a connection that went stale is made anew.
    """

    def __init__(self, address: Address, clock: Clock, *, deadline: float = DEADLINE) -> None:
        self.origin = address.origin
        self._prefix = address.prefix
        self._clock = clock
        self._deadline = deadline
        self._connections = Connections(address, LARGEST_ANSWER)

    async def ask(self, method: str, target: str, body: bytes | None = None, headers: Headers = ()) -> bytes:
        """The body of a successful answer; `target` is path and query. Raises `BackendError`.

        A gateway that is busy (409, 429, or 503 with a time) is `Throttled`.
        """
        ours = ((b"Accept", b"*/*"), (b"User-Agent", b"room-kiosk"), *headers)
        outgoing = Outgoing(method, self._prefix + target, ours, body)
        patience = Patience(self._clock, self._clock.monotonic() + self._deadline)
        answer = await sent_again(self._connections, outgoing, patience, self.origin)
        if answer.status // 100 != 2:  # noqa: PLR2004 - a success of HTTP
            raise self._refused(answer)
        return answer.body

    async def aclose(self) -> None:
        """Close its connections."""
        await self._connections.aclose()

    def _refused(self, answer: Incoming) -> BackendError:
        wait = retry_after_of(answer, self._clock.wall())
        if answer.status in {409, 429} or wait is not None:
            sentence = f"{self.origin} is busy (HTTP {answer.status})."
            return Throttled(sentence, retry_after=BUSY_SECONDS if wait is None else wait)
        if answer.status in {401, 403}:
            return NotAllowed(f"{self.origin} does not let us in (HTTP {answer.status}).", "Check its token.")
        error = refusal(self.origin, "", answer, None)
        return error or Unreachable(f"{self.origin} gave no answer that can be used (HTTP {answer.status}).")
