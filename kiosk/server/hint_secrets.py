"""The secret at the end of a hint's address: changed while the program runs, the last one taken for a while longer."""

import hmac
import secrets
from collections.abc import Callable

ROTATES_AFTER = 12 * 3600.0
TAKEN_AFTER = 70 * 60.0
"""Seconds: longer than any subscription by an address lasts after it was made anew with the next one."""
_BYTES = 24


def new_secret() -> str:
    """192 random bits."""
    return secrets.token_urlsafe(_BYTES)


class HintSecrets:
    """Asked by one thread for the secret to subscribe with, and by another whether a shown one is taken.

    `monotonic` tells the seconds, those of a sleep too.
    """

    def __init__(self, monotonic: Callable[[], float], make: Callable[[], str] = new_secret) -> None:
        self._monotonic = monotonic
        self._make = make
        self._since = monotonic()
        self._newest = make()
        self._earlier: tuple[tuple[bytes, float], ...] = ()

    def newest(self) -> str:
        """The secret for the next subscription: a new one where the last is half a day old."""
        now = self._monotonic()
        if now - self._since >= ROTATES_AFTER:
            kept = tuple(one for one in self._earlier if now < one[1])
            self._earlier = (*kept, (self._newest.encode(), now + TAKEN_AFTER))
            self._newest, self._since = self._make(), now
        return self._newest

    def takes(self, shown: bytes) -> bool:
        """Whether that is the newest, or one whose time is not over; compared in constant time."""
        now = self._monotonic()
        taken = [hmac.compare_digest(shown, self._newest.encode())]
        taken += [hmac.compare_digest(shown, one) and now < until for one, until in self._earlier]
        return any(taken)
