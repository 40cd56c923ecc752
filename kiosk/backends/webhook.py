"""Posts JSON to an address that somebody else looks after: a chat, a ticket system. Knows neither rooms nor words.

The address itself is often a secret, so nothing but its scheme and host is ever said.
"""

import hmac
from collections.abc import Callable
from functools import partial
from hashlib import sha256

from kiosk.backends.errors import (
    BackendError,
    Declined,
    LoginPage,
    NotAllowed,
    ServerTrouble,
    Throttled,
    TimedOut,
)
from kiosk.backends.http.address import Address
from kiosk.backends.http.exchange import Connections, Incoming, Outgoing, Stream
from kiosk.backends.http.network import Patience
from kiosk.backends.http.refusals import refusal, retry_after_of
from kiosk.backends.http.sending import sent_once
from kiosk.clock import Clock

DEADLINE = 10.0
LARGEST_ANSWER = 1 << 20
_AGAIN = frozenset({408, 425, 503})


class Webhook:
    """One address, `target` being its path and query as they go on the wire.

    With a secret each body is signed: `X-Kiosk-Signature: sha256=<HMAC-SHA256 of the body, in hex>`.
    """

    def __init__(
        self,
        address: Address,
        target: str,
        secret: bytes,
        clock: Clock,
        *,
        deadline: float = DEADLINE,
        connect: Callable[[Address, int], Connections] = Connections,
    ) -> None:
        self._origin = address.origin
        self._target = target
        self._secret = secret
        self._clock = clock
        self._deadline = deadline
        self._connect: Callable[[], Connections] = partial(connect, address, LARGEST_ANSWER)

    async def post(self, body: bytes, key: str) -> None:
        """Send once; any answer of success will do. Raises `BackendError`, `Declined` where it is refused for good."""
        outgoing = Outgoing("POST", self._target, self._headers(body, key), body, Stream(len, LARGEST_ANSWER))
        patience = Patience(self._clock, self._clock.monotonic() + self._deadline)
        answer = await sent_once(self._connect(), outgoing, patience, self._origin)
        if not 200 <= answer.status < 300:  # noqa: PLR2004 - a success of HTTP
            raise self._refused(answer)

    def _headers(self, body: bytes, key: str) -> tuple[tuple[bytes, bytes], ...]:
        plain = (
            (b"Accept", b"*/*"),
            (b"Content-Type", b"application/json"),
            (b"Idempotency-Key", key.encode("ascii")),
            (b"User-Agent", b"room-kiosk"),
        )
        if not self._secret:
            return plain
        return (*plain, (b"X-Kiosk-Signature", b"sha256=" + signature(self._secret, body)))

    def _refused(self, answer: Incoming) -> BackendError:
        """The error, in a sentence that does not hold the path."""
        sentence = f"{self._origin} did not take it (HTTP {answer.status})."
        wait = retry_after_of(answer, self._clock.wall())
        if wait is not None:
            return Throttled(sentence, "It asks for patience.", retry_after=wait)
        if answer.status in _AGAIN:
            return TimedOut(sentence)
        match refusal(self._origin, "", answer, None):
            case NotAllowed():
                return NotAllowed(sentence, "Check the address of the webhook.")
            case LoginPage():
                return LoginPage(sentence, "Check the address of the webhook: it leads elsewhere.")
            case Declined() as no:
                return type(no)(sentence, "Check the address and the template of the webhook.")
            case Throttled():
                return Throttled(sentence)
            case _:
                return ServerTrouble(sentence)


def signature(secret: bytes, body: bytes) -> bytes:
    """HMAC-SHA256 of the body, in hex."""
    return hmac.new(secret, body, sha256).hexdigest().encode("ascii")
