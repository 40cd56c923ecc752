"""A backend in memory whose building and faults a test sets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.backends.base import Capabilities, ClockReading, Snapshot
from kiosk.backends.errors import BackendError
from kiosk.domain.access import AccessKey
from kiosk.domain.agenda import Agenda, agenda_of
from kiosk.domain.appointment import Appointment
from kiosk.domain.room import Room
from tests.sync.virtual import START, VirtualClock, passing

AHEAD = timedelta(hours=36)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def meeting(begin: float, end: float, name: str = "m") -> Appointment:
    """A meeting from `begin` to `end`, in minutes after the start of the simulation."""
    return Appointment(name, START + minutes(begin), START + minutes(end), subject=f"About {name}")


def agenda(*appointments: Appointment, room_id: str = "1", as_of: datetime = START) -> Agenda:
    return agenda_of(_room(room_id), list(appointments), as_of=as_of, known_until=as_of + AHEAD)


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked, at which second."""

    what: str
    at: float
    whole: bool = False
    now: datetime | None = None


@dataclass(slots=True)
class ScriptedBackend:
    """Answers after `latency` seconds, with `fault` where one is set when the request arrives."""

    clock: VirtualClock
    building: dict[str, list[Appointment]] = field(default_factory=lambda: {"1": []})
    keys: list[AccessKey] = field(default_factory=list)
    fault: BackendError | None = None
    keys_fault: BackendError | None = None
    subscribe_fault: BackendError | None = None
    latency: float = 0.0
    missing: set[str] = field(default_factory=set)
    calls: list[Call] = field(default_factory=list)
    capabilities: Capabilities = field(default_factory=lambda: Capabilities(access_keys=True, hints=True))
    server_ahead: timedelta | None = None
    time_zone: str = "UTC"

    def asked(self, what: str) -> list[Call]:
        return [call for call in self.calls if call.what == what]

    async def rooms(self) -> tuple[Room, ...]:
        return tuple(_room(room_id, self.time_zone) for room_id in self.building)

    async def agendas(self, room_ids: Sequence[str], now: datetime, *, whole: bool = False) -> Snapshot:
        self.calls.append(Call("agendas", self.clock.monotonic(), whole, now))
        sent, fault = self.clock.wall(), self.fault
        found = tuple(self._agenda(one, now) for one in room_ids if one in self.building and one not in self.missing)
        await passing(self.latency)
        if fault is not None:
            raise fault
        unknown = tuple(one for one in room_ids if one not in self.building)
        return Snapshot(found, unknown, self._reading(sent), requests=1)

    async def access_keys(self, room_ids: Sequence[str]) -> tuple[AccessKey, ...]:
        self.calls.append(Call("keys", self.clock.monotonic()))
        fault = self.keys_fault or self.fault
        await passing(self.latency)
        if fault is not None:
            raise fault
        return tuple(key for key in self.keys if key.room_id in room_ids)

    async def subscribe(self, room_ids: Sequence[str], callback_url: str, minutes: int) -> None:
        assert room_ids
        assert callback_url
        assert minutes > 0
        self.calls.append(Call("subscribe", self.clock.monotonic()))
        if self.subscribe_fault is not None:
            raise self.subscribe_fault

    async def aclose(self) -> None:
        pass

    def _agenda(self, room_id: str, now: datetime) -> Agenda:
        return agenda_of(
            _room(room_id, self.time_zone), list(self.building[room_id]), as_of=now, known_until=now + AHEAD
        )

    def _reading(self, sent: datetime) -> ClockReading | None:
        if self.server_ahead is None:
            return None
        server = (self.clock.true() + self.server_ahead).replace(microsecond=0)
        return ClockReading(server, sent, self.clock.wall())


def _room(room_id: str, time_zone: str = "UTC") -> Room:
    return Room(room_id, f"Room {room_id}", time_zone)
