"""What an answer's status and headers say, as one of the named errors. Of a body it takes one word at most."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec

from kiosk.backends.errors import (
    BackendError,
    Conflict,
    Garbled,
    LoginPage,
    NotAllowed,
    NotFound,
    Rejected,
    ServerTrouble,
    Throttled,
)
from kiosk.backends.http.exchange import Incoming

LONGEST_WAIT = 900.0  # as long as any gate in kiosk.sync: one mistaken header must not silence a door for longer
_BLANK = b" \t\r\n"
_WORD = re.compile(r"[a-z][a-z_]{0,39}")


def refusal(origin: str, path: str, answer: Incoming, retry_after: float | None) -> BackendError | None:
    """The error that an answer stands for, None for a usable one. `retry_after` in seconds, where it was given."""
    where = f"{origin}{path}"
    match answer.status:
        case status if 200 <= status < 300:  # noqa: PLR2004 - a success of HTTP
            return _page(where, answer)
        case status if status < 400:  # noqa: PLR2004 - a redirect of HTTP
            return LoginPage(
                f"{where} redirects elsewhere (HTTP {status}), as to a login page, instead of answering.",
                "Check the address, and that it begins with https:// and names the server itself.",
            )
        case 401 | 403 as status:
            return NotAllowed(
                f"{where} does not accept the token (HTTP {status}).",
                "Check that the token is complete, has not expired, and may be used from this address.",
            )
        case 404:
            return NotFound(f"{where} does not exist (HTTP 404).")
        case 409:
            return Conflict(f"{where} says that something else has it already (HTTP 409).", code=_code(answer.body))
        case 429:
            return Throttled(
                f"{where} asks for patience (HTTP 429).",
                "Fewer programs on one token, or a longer poll_seconds, help.",
                retry_after=retry_after or 0.0,
            )
        case status if status < 500:  # noqa: PLR2004 - a client error of HTTP
            return Rejected(f"{where} does not take the request as it is (HTTP {status}).")
        case status:
            return ServerTrouble(f"{where} failed (HTTP {status}).", "Look into the server's own log.")


def retry_after_of(answer: Incoming, wall: datetime) -> float | None:
    """Seconds that a 429 or 503 asks to wait, 0 to 900.

    They are given as a number, or as an HTTP date (counted from the server's own `Date` where there is one, else from
    `wall`). None where it asks for nothing that can be read.
    """
    if answer.status not in {429, 503} or not (text := answer.headers.get("retry-after", "").strip()):
        return None
    if text.isascii() and text.isdecimal():
        return min(float(text[:9]), LONGEST_WAIT)
    if (until := http_date(text)) is None:
        return None
    start = http_date(answer.headers.get("date", "")) or wall
    return min(max((until - start).total_seconds(), 0.0), LONGEST_WAIT)


def age_of(answer: Incoming) -> float:
    """For how many seconds something on the way has kept this answer; 0 where it does not say."""
    text = answer.headers.get("age", "").strip()
    return float(text[:9]) if text.isascii() and text.isdecimal() else 0.0


def http_date(text: str) -> datetime | None:
    """An HTTP date in UTC, None where it cannot be read."""
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class _Error(msgspec.Struct):
    code: str


class _Refused(msgspec.Struct):
    error: _Error


def _code(body: bytes) -> str:
    """The word for why, of an answer `{"error": {"code": …}}`; never a text that a person wrote."""
    try:
        code = msgspec.json.decode(body, type=_Refused).error.code
    except (ValueError, RecursionError):
        return ""
    return code if _WORD.fullmatch(code) else ""


def _page(where: str, answer: Incoming) -> BackendError | None:
    kind = answer.headers.get("content-type", "").lower()
    if "html" in kind or answer.body.lstrip(_BLANK).startswith(b"<"):
        return Garbled(
            f"{where} answered with a web page, expected JSON.",
            "Check the address; a proxy or a login page may stand in between.",
        )
    return None
