"""The way to the account, watched: what its answers say of its clock, and when trouble begins and ends."""

import logging
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.backends.errors import BackendError, NoAnswer, NotAllowed, Throttled
from kiosk.backends.http.transport import Answer
from kiosk.backends.nexudus.session import Caller
from kiosk.clock import Clock
from kiosk.domain.connection import Trouble
from kiosk.sync.episode import Episode
from kiosk.sync.serverclock import ServerClock

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Talk:
    """How the account answers: when it last did, by the monotonic clock; what is wrong now, and how often it was."""

    contact: float | None = None
    trouble: Trouble | None = None
    troubles: int = 0
    throttled: int = 0


class Watched:
    """A `Caller` that moves `clock` to the account's time, and tells the log once of each kind of trouble."""

    def __init__(self, caller: Caller, clock: Clock) -> None:
        self.transport = caller.transport
        self.talk = Talk()
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
            self._failed(error)
            raise
        except BackendError:
            self._succeeded()
            raise
        self._succeeded()
        if answer.clock is not None:
            self._server_clock = self._server_clock.with_reading(answer.clock)
            self._clock.set_offset(self._server_clock.offset)
        return answer

    @property
    def offset(self) -> timedelta:
        """The account's clock minus this machine's, as far as it is known."""
        return self._server_clock.offset

    def server_time(self) -> datetime | None:
        """The account's own time at this instant; None as long as no answer has told it."""
        return self._clock.now() if self._server_clock.readings else None

    async def aclose(self) -> None:
        """Close the connections."""
        await self._caller.aclose()

    def _failed(self, error: BackendError) -> None:
        self._episode.failed(error)
        self.talk.throttled += isinstance(error, Throttled)
        self.talk.troubles += self.talk.trouble is None
        self.talk.trouble = error.trouble

    def _succeeded(self) -> None:
        self._episode.succeeded()
        self.talk.trouble, self.talk.contact = None, self._clock.monotonic()
