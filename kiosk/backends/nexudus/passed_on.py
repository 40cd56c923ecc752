"""What a relay answers instead of an account's answer: the failure that it met, so that a panel meets the same one."""

from http import HTTPStatus

import msgspec

from kiosk.backends.errors import (
    BackendError,
    Conflict,
    Garbled,
    LoginPage,
    NoAnswer,
    NotAllowed,
    NotFound,
    Rejected,
    ServerTrouble,
    Throttled,
    TimedOut,
    TlsFailure,
    Unreachable,
)
from kiosk.domain.connection import Trouble

LONGEST_TEXT = 400
STATUSES: dict[type[BackendError], HTTPStatus] = {
    Unreachable: HTTPStatus.BAD_GATEWAY,
    TlsFailure: HTTPStatus.BAD_GATEWAY,
    TimedOut: HTTPStatus.GATEWAY_TIMEOUT,
    ServerTrouble: HTTPStatus.BAD_GATEWAY,
    Garbled: HTTPStatus.BAD_GATEWAY,
    LoginPage: HTTPStatus.BAD_GATEWAY,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Rejected: HTTPStatus.BAD_REQUEST,
    Throttled: HTTPStatus.TOO_MANY_REQUESTS,
}
_KINDS = {kind.trouble: kind for kind in STATUSES if kind is not Throttled}


class Failure(msgspec.Struct):
    """A failure on the wire; `retry_after` in seconds; `undone` as in `NoAnswer`."""

    trouble: Trouble
    sentence: str = ""
    hint: str = ""
    retry_after: float = 0.0
    undone: bool = False


def written(error: BackendError) -> tuple[int, bytes]:
    """The status and the body that tell of a failure."""
    retry_after = error.retry_after if isinstance(error, Throttled) else 0.0
    status = next((code for kind, code in STATUSES.items() if isinstance(error, kind)), HTTPStatus.BAD_GATEWAY)
    undone = isinstance(error, NoAnswer) and error.undone
    return status, msgspec.json.encode(Failure(error.trouble, error.sentence, error.hint, retry_after, undone))


def read(body: bytes, origin: str) -> BackendError | None:
    """The failure that the relay at `origin` met; None where the body tells of none."""
    try:
        failure = msgspec.json.decode(body, type=Failure)
    except (ValueError, RecursionError):
        return None
    sentence = f"By way of the relay at {origin}: {failure.sentence[:LONGEST_TEXT]}"
    hint = failure.hint[:LONGEST_TEXT]
    if failure.trouble is Trouble.THROTTLED:
        return Throttled(sentence, hint, retry_after=max(failure.retry_after, 0.0))
    error = _KINDS[failure.trouble](sentence, hint)
    if isinstance(error, NoAnswer):
        error.undone = failure.undone
    return error
