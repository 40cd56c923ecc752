"""A gateway of anybody's own: each sign is posted as a PNG, with a line of JSON about it, signed.

`X-Kiosk-Sign` is the line; `X-Kiosk-Signature` is `sha256=` and the HMAC-SHA256, in hex, of the line, a line feed and
the PNG. Any answer of success says that the tag shows it, or will.
"""

import hmac
from hashlib import sha256

from kiosk.clock import Clock
from kiosk.tags.codecs.png import png
from kiosk.tags.gateways.card import card
from kiosk.tags.gateways.gateway import Pushed, Sign
from kiosk.tags.gateways.line import Headers, Line
from kiosk.tags.gateways.taken import Taken


class HttpPush(Taken):
    """Posts to `target`, path and query, over a line. An empty secret signs nothing."""

    def __init__(self, line: Line, target: str, secret: bytes, clock: Clock) -> None:
        super().__init__()
        self._line = line
        self._target = target
        self._secret = secret
        self._clock = clock

    async def push(self, sign: Sign) -> Pushed:
        """Post it; a success is the acknowledgement."""
        about, file = card(sign, self._clock.now()), png(sign.mounted)
        headers: Headers = ((b"Content-Type", b"image/png"), (b"X-Kiosk-Sign", about))
        if self._secret:
            headers = (*headers, (b"X-Kiosk-Signature", b"sha256=" + signature(self._secret, about, file)))
        await self._line.ask("POST", self._target, file, headers)
        return self.took(sign)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._line.aclose()


def signature(secret: bytes, about: bytes, file: bytes) -> bytes:
    """HMAC-SHA256 of both, in hex."""
    return hmac.new(secret, about + b"\n" + file, sha256).hexdigest().encode()
