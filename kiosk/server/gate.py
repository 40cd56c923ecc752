"""What stands before every route: the token check, the limits for strangers, what every answer carries."""

import hmac
import math
from base64 import b64decode
from binascii import Error as BadBase64
from email.utils import format_datetime

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.clock import Clock, FixedClock
from kiosk.server.limits import LONGEST_TARGET, WrongTokens

Header = tuple[bytes, bytes]
OPEN_PATHS = frozenset({"/openapi.json"})
_SAFE: tuple[Header, ...] = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; sandbox"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


class TokenGate:
    """Lets a request in that shows the token, raw or as the user name of HTTP Basic; answers 401 to all others.

    Who showed too many wrong ones is answered 429, and an address that is too long 414, whoever asks.
    """

    def __init__(self, app: ASGIApp, token: str, clock: Clock) -> None:
        self._app = app
        self._token = token.encode()
        self._wrong = WrongTokens(clock.monotonic)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request."""
        address = scope["client"][0] if scope.get("client") else ""
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_TARGET:
            await _refuse(send, 414, "too_long", "The address is longer than 16 KiB.")
        elif scope["path"] in OPEN_PATHS:
            await self._app(scope, receive, send)
        elif wait := math.ceil(self._wrong.wait(address)):
            said = "Too many wrong tokens came from this address; try again later."
            await _refuse(send, 429, "too_many", said, (b"retry-after", b"%d" % wait))
        elif self._known(shown := _authorization(scope)):
            await self._app(scope, receive, send)
        else:
            if shown and address:
                self._wrong.missed(address)
            said = "The token is missing or wrong. Send it as the Authorization header."
            await _refuse(send, 401, "unauthorized", said, (b"www-authenticate", b'Basic realm="room-kiosk"'))

    def _known(self, shown: bytes) -> bool:
        raw = hmac.compare_digest(shown, self._token)
        basic = hmac.compare_digest(_user_name(shown), self._token)
        return raw or basic


class SafeHeaders:
    """Tells a browser that gets hold of an answer to show, keep and guess nothing of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_SAFE]
            await send(message)

        await self._app(scope, receive, marked)


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


async def _refuse(send: Send, status: int, code: str, message: str, *more: Header) -> None:
    body = msgspec.json.encode({"error": {"code": code, "message": message}})
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body)), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _authorization(scope: Scope) -> bytes:
    headers: list[Header] = scope["headers"]
    return next((value for name, value in headers if name == b"authorization"), b"")


def _user_name(shown: bytes) -> bytes:
    scheme, _, encoded = shown.partition(b" ")
    if scheme.lower() != b"basic":
        return b""
    try:
        return b64decode(encoded, validate=True).partition(b":")[0]
    except BadBase64:
        return b""
