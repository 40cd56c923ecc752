"""One gate a server: who was asked for patience by one answer keeps it with all requests."""

from random import Random

from kiosk.backends.errors import BackendError, Throttled
from kiosk.clock import Clock
from kiosk.sync.backoff import patience

SPREAD = 0.1


class Gate:
    """Closed until the server's `Retry-After` has passed, plus up to a tenth of it so that panels spread out."""

    def __init__(self, clock: Clock, rng: Random) -> None:
        self._clock = clock
        self._rng = rng
        self._opens = 0.0

    def heed(self, error: BackendError) -> None:
        """Close the gate where the error asks for it."""
        if isinstance(error, Throttled):
            seconds = patience(error.retry_after) * (1.0 + self._rng.uniform(0.0, SPREAD))
            self._opens = max(self._opens, self._clock.monotonic() + seconds)

    @property
    def opens(self) -> float:
        """The monotonic second from which requests may be made."""
        return self._opens
