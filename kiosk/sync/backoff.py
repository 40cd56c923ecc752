"""How long to leave a failing server alone. Pure: knows no clock and no network."""

from dataclasses import dataclass, field
from random import Random

FIRST_SECONDS = 1.0
LONGEST_PATIENCE = 900.0


@dataclass(slots=True)
class Backoff:
    """Waits after failures: anything up to 1, 2, 4 … seconds, never above `ceiling` (seconds).

    The whole of each wait is random ("full jitter"), so that a thousand panels do not come back together; the
    first retry is within one second. With the poll period as ceiling, a recovered server is found within it.
    """

    ceiling: float
    rng: Random = field(repr=False)
    failures: int = 0

    def failed(self) -> float:
        """Count a failure; the seconds to wait before the next try."""
        step = min(self.ceiling, FIRST_SECONDS * 2.0 ** min(self.failures, 30))
        self.failures += 1
        return self.rng.uniform(0.0, step)

    def succeeded(self) -> None:
        """The next failure is the first again."""
        self.failures = 0


def patience(retry_after: float) -> float:
    """The seconds that a server's `Retry-After` is obeyed for: at most a quarter of an hour, never below zero.

    Beyond it a door would be without knowledge because of one mistaken header.
    """
    return min(max(retry_after, 0.0), LONGEST_PATIENCE)
