"""The way to the account, watched: what its answers say of its clock, and when trouble begins and ends."""

import logging
import math
from datetime import datetime

from kiosk.backends.errors import BackendError, NoAnswer, NotAllowed
from kiosk.backends.http.transport import Answer
from kiosk.backends.nexudus.session import Caller
from kiosk.clock import Clock
from kiosk.sync.episode import Episode
from kiosk.sync.serverclock import ServerClock

_log = logging.getLogger(__name__)


class Watched:
    """A `Caller` that moves `clock` to the account's time, and tells the log once of each kind of trouble."""

    def __init__(self, caller: Caller, clock: Clock) -> None:
        self.transport = caller.transport
        self._caller = caller
        self._clock = clock
        self._server_clock = ServerClock()
        self._episode = Episode(_log, "Nexudus")

    async def request(
        self,
        method: str,
        path: str,
        query: str = "",
        body: bytes | None = None,
        *,
        anew: bool = False,
        seconds: float = math.inf,
    ) -> Answer:
        """As `Caller.request`."""
        try:
            answer = await self._caller.request(method, path, query, body, anew=anew, seconds=seconds)
        except (NoAnswer, NotAllowed) as error:
            self._episode.failed(error)
            raise
        except BackendError:
            self._episode.succeeded()
            raise
        self._episode.succeeded()
        if answer.clock is not None:
            self._server_clock = self._server_clock.with_reading(answer.clock)
            self._clock.set_offset(self._server_clock.offset)
        return answer

    def server_time(self) -> datetime | None:
        """The account's own time at this instant; None as long as no answer has told it."""
        return self._clock.now() if self._server_clock.readings else None

    async def aclose(self) -> None:
        """Close the connections."""
        await self._caller.aclose()
