"""Who asks: a user by HTTP Basic, or by tokens got for them. No secret is ever shown, logged or put in an error."""

import math
from base64 import b64encode
from urllib.parse import urlencode

from kiosk.backends.http.auth import Auth

_MARGIN = 60.0
_SHORTEST = 5.0


class Login(Auth):
    """A user and their password. With a `client_id` they are shown once, for tokens; else with each request.

    Refreshing makes every earlier refresh token of a client id worthless [K]: each device needs its own id.
    """

    __slots__ = ("_due", "_password", "_refresh", "_token", "_user", "client_id")

    def __init__(self, user: str, password: str, client_id: str = "") -> None:
        """Raises ValueError, without naming either, for a user, a password or an id that cannot be sent."""
        if not user or not password or ":" in user:
            raise ValueError("the user name is empty or holds a colon, or the password is empty")
        if client_id and not (client_id.isascii() and client_id.isprintable() and " " not in client_id):
            raise ValueError("the client_id holds spaces or other than ASCII characters")
        super().__init__("Basic " + b64encode(f"{user}:{password}".encode()).decode())
        self.client_id = client_id
        self._user = user
        self._password = password
        self._token: str | None = None
        self._refresh: str | None = None
        self._due = math.inf

    @property
    def token(self) -> str | None:
        """The token in use; None where there is none yet, or none is needed."""
        return self._token

    @property
    def refreshable(self) -> bool:
        """Whether there is a token with which to ask for the next."""
        return self._refresh is not None

    def header(self) -> tuple[bytes, bytes]:
        """The `Authorization` header [K; the old reference's `Authentication` is a slip]."""
        return super().header() if self._token is None else (b"Authorization", f"Bearer {self._token}".encode("ascii"))

    def is_due(self, now: float) -> bool:
        """Whether a token must be got before the next request, at the monotonic second `now`."""
        return bool(self.client_id) and (self._token is None or now >= self._due)

    def password_form(self) -> bytes:
        """The form that asks for a token with the password."""
        return urlencode({"grant_type": "password", "username": self._user, "password": self._password}).encode()

    def refresh_form(self) -> bytes:
        """The form that asks for the next token; it is spent by being sent."""
        refresh, self._refresh = self._refresh or "", None
        return urlencode({"grant_type": "refresh_token", "refresh_token": refresh}).encode()

    def accept(self, answer: object, now: float) -> bool:
        """Take the tokens of an answer, and renew them in good time before they expire; False where it holds none."""
        found = answer if isinstance(answer, dict) else {}
        token, refresh = found.get("access_token"), found.get("refresh_token")
        if not isinstance(token, str) or not token or not (token.isascii() and token.isprintable()):
            return False
        self._token = token
        self._refresh = refresh if isinstance(refresh, str) and refresh else None
        lasts = _seconds(found.get("expires_in"))
        self._due = now + max(_SHORTEST, lasts - min(_MARGIN, lasts / 5)) if math.isfinite(lasts) else math.inf
        return True

    def __repr__(self) -> str:
        return f"Login(***, {'bearer' if self.client_id else 'basic'})"


def _seconds(value: object) -> float:
    """How long a token lasts; without end where the server does not say: then the first refusal tells."""
    try:
        seconds = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else math.inf
    except (ValueError, OverflowError):
        return math.inf
    return seconds if seconds >= 0 else math.inf
