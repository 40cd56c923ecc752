"""How often this program may ask one account. Knows no request; other programs on the same account it cannot see."""

from collections import deque
from enum import Enum, auto

from kiosk.backends.errors import Throttled
from kiosk.clock import Clock

MINUTE = 60.0
PER_MINUTE = 60


def shortest_period(panels: int) -> float:
    """The seconds between two polls, of one request each, that leave half of a program's share to everything else."""
    return 2 * MINUTE * panels / PER_MINUTE if panels > 1 else 0.0


class Need(Enum):
    """What a request is for: the later ones here may still go out when the budget is too low for the earlier ones."""

    DETAIL = auto()
    POLL = auto()
    ACT = auto()
    WRITE = auto()


class Budget:
    """At most 60 requests in any minute and one write a second [K: about 120 and 60], shared by `panels` programs.

    Half a minute's requests are kept from details, and a sixth from polls, so that a tap never waits for them. The
    account counts all its clients together, and two programs on it are not held together: each takes its share of
    the budget, by the number of `panels` that it was told (1 to 15).
    """

    def __init__(self, clock: Clock, *, panels: int = 1, name: str = "Nexudus") -> None:
        most = PER_MINUTE // panels
        self._most = {
            Need.DETAIL: most // 2,
            Need.POLL: most - most // 6,
            Need.ACT: most,
            Need.WRITE: most,
        }
        self._clock = clock
        self._write_gap = float(panels)
        self._name = name
        self._taken: deque[float] = deque()
        self._next_write = float("-inf")

    @property
    def polls_a_minute(self) -> int:
        """How many requests of polls fit into a minute, where nothing else is asked for."""
        return self._most[Need.POLL]

    @property
    def a_minute(self) -> int:
        """How many requests of all kinds fit into a minute."""
        return self._most[Need.ACT]

    @property
    def last_minute(self) -> int:
        """How many requests went out within the last minute."""
        self._forget()
        return len(self._taken)

    async def take(self, seconds: float, need: Need) -> None:
        """Return when one more request may go out; raises `Throttled` where that is more than `seconds` away."""
        end = self._clock.monotonic() + seconds
        while (left := self._opens(need) - self._clock.monotonic()) > 0:
            if self._clock.monotonic() + left > end:
                raise Throttled(
                    f"{self._name} has been asked as often as it allows; the next request is {left:.0f} s away.",
                    "A longer poll_seconds, or one `kiosk relay` for all panels of the site, help.",
                    retry_after=left,
                )
            await self._clock.sleep(left)
        now = self._clock.monotonic()
        self._taken.append(now)
        if need is Need.WRITE:
            self._next_write = now + self._write_gap

    def _opens(self, need: Need) -> float:
        """The monotonic second from which one more request fits."""
        self._forget()
        now, most = self._clock.monotonic(), self._most[need]
        window = self._taken[-most] + MINUTE if len(self._taken) >= most else now
        return max(window, self._next_write) if need is Need.WRITE else window

    def _forget(self) -> None:
        while self._taken and self._taken[0] <= self._clock.monotonic() - MINUTE:
            self._taken.popleft()
