"""Which command checks a booking in. Its key is not public [?], so it is found by its name, or named by the config."""

import math
import re

from kiosk.backends.errors import BackendError
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.clock import Clock

PATTERN = r"^(start booking|check.?in)"
KEEP = 86400.0
AFTER_FAILURE = 900.0


class CheckInCommand:
    """`key` is None where check-in cannot be offered; `why` then says so in one sentence, for `kiosk doctor`."""

    def __init__(self, client: NexudusClient, clock: Clock, *, key: str = "", pattern: str = PATTERN) -> None:
        """Raises ValueError for a pattern that is none."""
        try:
            self._pattern = re.compile(pattern, re.IGNORECASE)
        except re.error as wrong:
            raise ValueError(f"the pattern of the check-in command cannot be read ({wrong})") from None
        self.key = key or None
        self.why = "" if key else "The commands of this account were not asked for yet."
        self._client = client
        self._clock = clock
        self._next = math.inf if key else -math.inf

    async def refresh(self) -> None:
        """Look once a day; never fails, and keeps what was found before."""
        if self._clock.monotonic() < self._next:
            return
        try:
            commands = await self._client.commands()
        except BackendError as error:
            self.why = "" if self.key else f"The commands of this account could not be asked for: {error.sentence}"
            self._next = self._clock.monotonic() + AFTER_FAILURE
            return
        found = [one for one in commands if self._pattern.search((one.name or "").strip())]
        fitting = found[0].key if len(found) == 1 and not found[0].requires_parameters else None
        self.key, self.why = fitting, "" if fitting else _why(len(found))
        self._next = self._clock.monotonic() + KEEP


def _why(found: int) -> str:
    many = {
        0: "No command of this account is",
        1: "The only command that is asks for more than a booking, though it is",
    }
    start = many.get(found, f"{found} commands of this account are")
    return f"{start} named like a check-in; name its key as [nexudus] check_in_command."
