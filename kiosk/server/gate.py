"""What stands before every route: the token check, and the `Date` of the answers."""

import hmac
from base64 import b64decode
from binascii import Error as BadBase64
from email.utils import format_datetime

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.clock import Clock, FixedClock

OPEN_PATHS = frozenset({"/openapi.json"})
_REFUSED = msgspec.json.encode(
    {
        "error": {
            "code": "unauthorized",
            "message": "The token is missing or wrong. Send it as the Authorization header.",
        }
    }
)


class TokenGate:
    """Lets a request in that shows the token, raw or as the user name of HTTP Basic; answers 401 to all others."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request."""
        if scope["path"] in OPEN_PATHS or self._known(_authorization(scope)):
            await self._app(scope, receive, send)
            return
        headers = [(b"content-type", b"application/json"), (b"www-authenticate", b'Basic realm="room-kiosk"')]
        await send({"type": "http.response.start", "status": 401, "headers": headers})
        await send({"type": "http.response.body", "body": _REFUSED})

    def _known(self, shown: bytes) -> bool:
        raw = hmac.compare_digest(shown, self._token)
        basic = hmac.compare_digest(_user_name(shown), self._token)
        return raw or basic


class DateHeader:
    """Dates the answers by the clock's own time; with a standing clock they carry no date at all."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if isinstance(self._clock, FixedClock):
            await self._app(scope, receive, send)
            return

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = format_datetime(self._clock.wall(), usegmt=True).encode("ascii")
                message["headers"] = [*message.get("headers", ()), (b"date", date)]
            await send(message)

        await self._app(scope, receive, dated)


def _authorization(scope: Scope) -> bytes:
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    return next((value for name, value in headers if name == b"authorization"), b"")


def _user_name(shown: bytes) -> bytes:
    scheme, _, encoded = shown.partition(b" ")
    if scheme.lower() != b"basic":
        return b""
    try:
        return b64decode(encoded, validate=True).partition(b":")[0]
    except BadBase64:
        return b""
