"""What lies between a core and its server in a simulated world: slowness, faults, and since when all is well."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TypeVar

from kiosk.backends.errors import (
    BackendError,
    Garbled,
    LoginPage,
    NotAllowed,
    NotFound,
    ServerTrouble,
    Throttled,
    TimedOut,
    TlsFailure,
    Unreachable,
)

T = TypeVar("T")
FAULTS = (Unreachable, TimedOut, ServerTrouble, Garbled, LoginPage, NotAllowed, NotFound, TlsFailure)
LONGEST_PATIENCE = 990.0  # a quarter of an hour, and a tenth of it so that not all come back together
LONGEST_LATENCY = 3.0


@dataclass
class Network:
    """`fault` is what a request meets that is sent now, `latency` how long it is under way.

    `ahead` is how far the server's clock is from the truth; `lie` what its next answer says instead, once. `others` are
    the same for other machines: what is so for one is so for all, but a lie, and patience, are between two. `moved`
    hears that the server's clock was set.
    """

    fault: BackendError | None = None
    latency: float = 0.0
    ahead: timedelta = timedelta()
    lie: timedelta | None = None
    well_since: float = 0.0
    others: list["Network"] = field(default_factory=list)
    moved: Callable[[], None] = lambda: None

    async def ask(self, answer: Callable[[], T]) -> T:
        """What the server answers at the moment at which it is asked."""
        if (fault := self.fault) is not None:
            await asyncio.sleep(self.latency)
            if isinstance(fault, Throttled):
                self.disturb(asyncio.get_running_loop().time() + min(1.1 * fault.retry_after, LONGEST_PATIENCE))
            raise fault
        answered = answer()
        await asyncio.sleep(self.latency)
        return answered

    def told(self) -> timedelta:
        """How far the clock is from the truth that an answer shows."""
        told, self.lie = self.ahead if self.lie is None else self.lie, None
        return told

    def fail(self, fault: BackendError) -> None:
        """From now on nothing is answered."""
        for one in (self, *self.others):
            one.fault = fault

    def mend(self, now: float) -> None:
        """From now on all is answered; who was asked for patience keeps it first."""
        for one in (self, *self.others):
            one.fault = None
            one.disturb(now)

    def slow(self, latency: float, now: float) -> None:
        """Requests are under way for so long."""
        for one in (self, *self.others):
            one.latency = latency
            one.disturb(now)

    def set_clock(self, ahead: timedelta) -> None:
        """The server's clock is another."""
        for one in (self, *self.others):
            one.ahead = ahead
            one.moved()

    def disturb(self, now: float) -> None:
        """What happens now may be noticed for a while."""
        self.well_since = max(self.well_since, now)


def any_fault(rng: Random) -> BackendError:
    """One of those that a server or the way to it may have."""
    kind = rng.choice((*FAULTS, Throttled))
    return (
        Throttled("A sentence.", retry_after=rng.choice([0.0, 5.0, 60.0, 600.0, 4000.0]))
        if kind is Throttled
        else kind("A sentence.")
    )
