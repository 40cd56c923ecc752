"""How much a stranger may try: wrong tokens by address, and the length of an address. Knows no token."""

from collections.abc import Callable

BURST = 30
SECONDS_EACH = 2.0
MOST_ADDRESSES = 1024
LONGEST_TARGET = 16 << 10


class WrongTokens:
    """Counts wrong tokens by the address that they come from: `BURST` at once, then one every two seconds.

    While an address has none left nobody is let in from there, whatever they show: otherwise guessing would go on.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._spent: dict[str, tuple[float, float]] = {}

    def wait(self, address: str) -> float:
        """Seconds until somebody from there is heard again; 0 where they are heard now."""
        return max(0.0, (self._used(address) - BURST + 1) * SECONDS_EACH)

    def missed(self, address: str) -> None:
        """A token from there was wrong."""
        used = self._used(address) + 1
        self._spent.pop(address, None)
        while len(self._spent) >= MOST_ADDRESSES:
            del self._spent[next(iter(self._spent))]
        self._spent[address] = used, self._monotonic()

    def _used(self, address: str) -> float:
        used, at = self._spent.get(address, (0.0, 0.0))
        return max(0.0, used - (self._monotonic() - at) / SECONDS_EACH)
