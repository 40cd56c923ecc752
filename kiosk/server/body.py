"""Reads the JSON body of a request into a typed record, within a cap, and what goes with one."""

from datetime import datetime
from typing import Annotated, TypeVar

import msgspec
from starlette.requests import ClientDisconnect, Request

from kiosk.server.instants import to_ms
from kiosk.server.query import believable
from kiosk.server.refusal import Refusal, bad_request

T = TypeVar("T")
Whole = Annotated[int, msgspec.Meta(ge=-(1 << 31), le=(1 << 31) - 1)]
MOST_BYTES = 1 << 20
LONGEST_KEY = 200


async def read_body(request: Request, kind: type[T]) -> T:
    """The body as `kind`. Raises `Refusal`: 413 past 1 MiB, 400 where it is cut off, or not what is expected."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                raise Refusal(413, "too_large", "The body is larger than 1 MiB.")
    except ClientDisconnect:
        raise bad_request("The request ended before its body did.") from None
    try:
        return msgspec.json.decode(body, type=kind)
    except RecursionError as error:
        raise bad_request("The body is nested too deep.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise bad_request(f"The body is not what this operation takes: {error}.") from error


def ms_of(instant: datetime, name: str) -> int:
    """An instant of a body in milliseconds. Raises `Refusal` for one without an offset, or beyond belief."""
    if instant.tzinfo is None:
        raise bad_request(f"{name} must be ISO 8601 with its offset.")
    return to_ms(believable(instant, name))


def key_of(request: Request) -> str | None:
    """The `Idempotency-Key` of a request, None where it has none. Raises `Refusal` for one that is too long."""
    key = request.headers.get("idempotency-key") or None
    if key is not None and len(key) > LONGEST_KEY:
        raise bad_request(f"The Idempotency-Key is longer than {LONGEST_KEY} characters.")
    return key
