"""The connections to a local server: of a conflict they read the body too, which holds the server's word for why."""

from dataclasses import replace

import httpx

from kiosk.backends.http.body import BodyTooLarge, BodyUnreadable, read_body
from kiosk.backends.http.exchange import Connections, Incoming, Stream

LARGEST_REFUSAL = 1 << 14
_CONFLICT = 409


class LocalConnections(Connections):
    """As `Connections`, but that a conflict comes with its body, unless that is too large or unreadable."""

    async def _read(self, response: httpx.Response, stream: Stream | None) -> Incoming:
        answer = await super()._read(response, stream)
        if answer.status != _CONFLICT:
            return answer
        try:
            encoding = answer.headers.get("content-encoding", "")
            return replace(answer, body=await read_body(response.aiter_raw(), encoding, LARGEST_REFUSAL))
        except (BodyTooLarge, BodyUnreadable):
            return answer
