"""The server of a simulated door: what is booked, by a clock that may be wrong, and every look that was had at it."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.backends.base import Capabilities, ClockReading, Snapshot
from kiosk.domain.access import AccessKey
from kiosk.domain.appointment import Appointment
from kiosk.domain.room import Room
from tests.simulation.network import Network
from tests.simulation.pace import StoryClock
from tests.sync.scripted import agenda

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Look:
    """What was booked at a true instant; `heard` is the loop's second at which the answer came."""

    true: datetime
    meetings: tuple[Appointment, ...]
    heard: float


@dataclass
class Building:
    """Implements `kiosk.backends.base.Backend` as far as a feed uses it. `meetings` are in the server's time.

    `count` are the answers, `timely` those of them that told the time: none does under which the clock was set.
    """

    clock: StoryClock
    network: Network
    meetings: tuple[Appointment, ...] = ()
    looks: deque[Look] = field(default_factory=lambda: deque(maxlen=40))
    count: int = 0
    timely: int = 0
    capabilities: Capabilities = field(default_factory=Capabilities)

    def booked(self) -> tuple[Appointment, ...]:
        """The meetings that there are, in the server's time."""
        return self.meetings

    async def rooms(self) -> tuple[Room, ...]:
        return ()

    async def agendas(self, room_ids: Sequence[str], now: datetime, *, whole: bool = False) -> Snapshot:  # noqa: ARG002 - the protocol
        sent, begun, true = self.clock.wall(), self.clock.monotonic(), self.clock.true()
        meetings = await self.network.ask(self.booked)
        ahead = self.network.told()
        self.looks.append(Look(true, meetings, self.clock.running()))
        self.count += 1
        server = (true + ahead).replace(microsecond=0)
        known = agenda(*meetings, as_of=now)
        reading = ClockReading(server, sent, self.clock.wall()).undisturbed(self.clock.monotonic() - begun)
        self.timely += reading is not None
        return Snapshot((known,), (), reading, requests=1)

    async def access_keys(self, room_ids: Sequence[str]) -> tuple[AccessKey, ...]:  # noqa: ARG002 - the protocol
        return ()

    async def subscribe(self, room_ids: Sequence[str], callback_url: str, minutes: int) -> None:
        """Hints come by another way."""

    async def aclose(self) -> None:
        """Nothing is open."""


@dataclass(kw_only=True)
class SameBuilding(Building):
    """The building `of` a door as another machine sees it; no other hears of `looks`.

    Either machine may have slept when the other did not: meetings are as far from now as they are at the door.
    """

    of: Building

    def booked(self) -> tuple[Appointment, ...]:
        """The door's meetings."""
        apart = round((self.of.clock.true() - self.clock.true()) / _MINUTE) * _MINUTE
        return tuple(replace(one, start=one.start - apart, end=one.end - apart) for one in self.of.meetings)
