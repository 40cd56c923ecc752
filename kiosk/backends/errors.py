"""The one tree of expected failures of a backend.

BackendError
├── NoAnswer            nothing usable came back (exit 3)
│   ├── Unreachable     no connection: name, port, network
│   ├── TlsFailure      the server's certificate is not to be trusted
│   ├── TimedOut        the deadline of the request passed
│   ├── ServerTrouble   a 5xx answer
│   ├── Throttled       429 past the deadline; `retry_after` in seconds
│   ├── Garbled         HTML, half a JSON, an empty or a too large body, a wrong shape
│   └── LoginPage       a redirect, as to a login page
├── NotAllowed          401 or 403 (exit 4)
└── Declined            the server understood and said no (exit 5)
    ├── NotFound        404
    ├── Conflict        409
    └── Rejected        any other 4xx
"""

from typing import ClassVar

from kiosk.domain.connection import Trouble


class BackendError(Exception):
    """One sentence (what, where, what was expected) and one hint (what to do); never holds a token or a body."""

    trouble: ClassVar[Trouble] = Trouble.UNREACHABLE
    exit_code: ClassVar[int] = 3

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    @property
    def message(self) -> str:
        """Both on one line, for a log."""
        return f"{self.sentence} {self.hint}".rstrip()


class NoAnswer(BackendError):
    """No usable answer. Where it is certain that nothing was done, it is `undone`: not sent, or not taken."""

    undone: bool = False


class Unreachable(NoAnswer):
    """No connection could be made."""


class TlsFailure(NoAnswer):
    """The certificate was refused by us."""

    trouble = Trouble.TLS


class TimedOut(NoAnswer):
    """The total deadline of a request passed."""

    trouble = Trouble.TIMED_OUT


class ServerTrouble(NoAnswer):
    """The server failed (5xx)."""

    trouble = Trouble.SERVER_ERROR


class Throttled(NoAnswer):
    """The server asks for patience, longer than the deadline allows."""

    trouble = Trouble.THROTTLED
    undone = True

    def __init__(self, sentence: str, hint: str = "", *, retry_after: float = 0.0) -> None:
        super().__init__(sentence, hint)
        self.retry_after = retry_after


class Garbled(NoAnswer):
    """An answer that is not what this operation answers."""

    trouble = Trouble.GARBLED


class LoginPage(NoAnswer):
    """A redirect where an answer was expected."""

    trouble = Trouble.LOGIN_PAGE


class NotAllowed(BackendError):
    """The token is missing, wrong, expired, or may not do this."""

    trouble = Trouble.NOT_ALLOWED
    exit_code = 4


class Declined(BackendError):
    """The server said no; `code` is its own short word for why, empty where it gave none."""

    trouble = Trouble.REFUSED
    exit_code = 5

    def __init__(self, sentence: str, hint: str = "", *, code: str = "") -> None:
        super().__init__(sentence, hint)
        self.code = code


class NotFound(Declined):
    """No such thing, or no such path, on the server."""

    trouble = Trouble.NOT_FOUND


class Conflict(Declined):
    """Something else has it already."""

    trouble = Trouble.CONFLICT


class Rejected(Declined):
    """The server does not take the request as it is."""
