"""How often this program may ask one account. Knows no request; other programs on the same account it cannot see."""

from collections import deque

from kiosk.backends.errors import Throttled
from kiosk.clock import Clock

MINUTE = 60.0


class Budget:
    """At most `per_minute` requests in any minute and one write in `write_gap` seconds [K: about 120 and 60].

    The last of a minute's requests are kept for writes, so that a tap never waits for polls. The account counts all
    its clients together: one program a site asks for all rooms. Two programs on one account are not held together.
    """

    def __init__(
        self, clock: Clock, *, per_minute: int = 60, for_writes: int = 10, write_gap: float = 1.0, name: str = "Nexudus"
    ) -> None:
        self._clock = clock
        self._most = {True: per_minute, False: max(1, per_minute - for_writes)}
        self._write_gap = write_gap
        self._name = name
        self._taken: deque[float] = deque()
        self._next_write = float("-inf")

    async def take(self, seconds: float, *, write: bool) -> None:
        """Return when one more request may go out; raises `Throttled` where that is more than `seconds` away."""
        end = self._clock.monotonic() + seconds
        while (left := self._opens(write=write) - self._clock.monotonic()) > 0:
            if self._clock.monotonic() + left > end:
                raise Throttled(
                    f"{self._name} has been asked as often as it allows; the next request is {left:.0f} s away.",
                    "A longer poll_seconds, or fewer programs on one account, help.",
                    retry_after=left,
                )
            await self._clock.sleep(left)
        now = self._clock.monotonic()
        self._taken.append(now)
        if write:
            self._next_write = now + self._write_gap

    def _opens(self, *, write: bool) -> float:
        """The monotonic second from which one more request fits."""
        now = self._clock.monotonic()
        while self._taken and self._taken[0] <= now - MINUTE:
            self._taken.popleft()
        most = self._most[write]
        window = self._taken[-most] + MINUTE if len(self._taken) >= most else now
        return max(window, self._next_write) if write else window
