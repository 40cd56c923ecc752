"""Receives change hints: any method and any body, at one path that nobody can guess. Never logs either."""

import asyncio
import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kiosk.server.hint_secrets import HintSecrets
from kiosk.server.listening import Background, Ready, listen

MOST_BYTES = 64 * 1024
MOST_DEPTH = 20
_PREFIX = b"/hint/"
_RESOURCE_KEYS = frozenset({"resourceid", "resourceids", "bookableresourceid", "bookableresourceids"})
_PLAIN_KEYS = frozenset({"id", "ids"})
_ID = r"[A-Za-z0-9_.:-]{1,64}"
_LIST = re.compile(rf"\s*{_ID}(?:\s*,\s*{_ID})*\s*", re.ASCII)


class HintReceiver:
    """Listens on a thread of its own and calls `on_hint` there.

    `on_hint` gets the ids that the hint names, or None: refresh all. The ids may be a booking's: where none of
    them is a watched room, refresh all too. A `listen_port` of 0 takes a free one.
    """

    def __init__(
        self, listen_host: str, port: int, secrets: HintSecrets, on_hint: Callable[[frozenset[str] | None], None]
    ) -> None:
        self._secrets = secrets
        self._on_hint = on_hint

        async def main(stop: asyncio.Event, on_ready: Ready) -> None:
            await listen(self._answer, listen_host, port, stop, on_ready)

        self._background = Background("room-kiosk-hints", main)

    def start(self) -> str:
        """The address (without the secret path), once hints are taken. Raises `ServerFault` where it cannot start."""
        return self._background.start()

    def stop(self) -> None:
        """End it."""
        self._background.stop()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].rstrip("/").encode()
        known = self._secrets.takes(path.removeprefix(_PREFIX)) and path.startswith(_PREFIX)
        if known:
            try:
                body = await _capped(Request(scope, receive))
            except ClientDisconnect:
                return  # a hint that never came whole: polling goes on
            self._on_hint(None if body is None else ids_in(body) or ids_in(scope["query_string"]))
        await Response(status_code=200 if known else 404)(scope, receive, send)


async def _capped(request: Request) -> bytes | None:
    """The body, None where it is larger than 64 KiB."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def ids_in(body: bytes) -> frozenset[str] | None:
    """The ids that a body names: JSON anywhere inside, a form, or a list with commas. None where there are none.

    Keys that speak of resources go before a bare `id`, which may be a booking's.
    """
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        value = _words(body)
    found = frozenset(_under(value, _RESOURCE_KEYS)) or frozenset(_under(value, _PLAIN_KEYS)) or _bare(value)
    return found or None


def _words(body: bytes) -> object:
    text = body.decode("utf-8", "replace")
    if _LIST.fullmatch(text):
        return text
    try:
        return dict(parse_qsl(text, max_num_fields=100)) if "=" in text else None
    except ValueError:
        return None


def _bare(value: object) -> frozenset[str]:
    return frozenset(_ids(value)) if not isinstance(value, dict) else frozenset()


def _under(value: object, keys: frozenset[str], depth: int = 0) -> Iterator[str]:
    """The ids under any of `keys`, however deep, and those of objects called a bookable resource."""
    if depth > MOST_DEPTH:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.lower() in keys:
                yield from _ids(inner)
            elif keys is _RESOURCE_KEYS and key.lower() in {"bookableresource", "bookableresources", "resources"}:
                yield from _under(inner, _PLAIN_KEYS, depth + 1)
            yield from _under(inner, keys, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _under(inner, keys, depth + 1)


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        yield str(value)
    elif isinstance(value, str) and _LIST.fullmatch(value):
        yield from (part.strip() for part in value.split(","))
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, (int, str)):
                yield from _ids(inner)
