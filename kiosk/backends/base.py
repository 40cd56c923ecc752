"""What a backend must be able to say, in the words of the domain."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.domain.access import AccessKey
from kiosk.domain.agenda import Agenda
from kiosk.domain.hours import OpeningHours
from kiosk.domain.room import Room

_SET_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a backend can do; screens are built from this, never from a backend's name."""

    access_keys: bool = False
    hints: bool = False
    create_booking: bool = False
    check_in: bool = False
    extend: bool = False
    end: bool = False
    cancel: bool = False
    report: bool = False
    environment: bool = False
    presence: bool = False
    visitors: bool = False
    visits: bool = False
    arrivals: bool = False
    hosts: bool = False
    walk_ins: bool = False
    tags: bool = False


@dataclass(frozen=True, slots=True)
class RoomSettings:
    """What the config says of rooms that no backend tells: zones (IANA keys), opening hours, mail addresses, by id."""

    time_zone: str = "UTC"
    time_zones: dict[str, str] = field(default_factory=dict)
    hours: OpeningHours | None = None
    room_hours: dict[str, OpeningHours] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    show_subject: bool = True
    show_organizer: bool = True

    def zone_of(self, room_id: str) -> str:
        """The IANA key of a room's own zone."""
        return self.time_zones.get(room_id, self.time_zone)

    def hours_of(self, room_id: str) -> OpeningHours | None:
        """The opening hours of a room, None where it is always open."""
        return self.room_hours.get(room_id, self.hours)


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The server's `Date` header (whole seconds, truncated) beside the tablet's wall clock around the request."""

    server: datetime
    sent: datetime
    received: datetime

    def undisturbed(self, seconds: float) -> "ClockReading | None":
        """None where somebody set the tablet's clock during the request, which took so many `seconds` of its own."""
        counted = (self.received - self.sent).total_seconds()
        return self if abs(counted - seconds) <= _SET_SECONDS else None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One look at the watched rooms. `unknown_rooms` are the asked ids that the backend does not know."""

    agendas: tuple[Agenda, ...]
    unknown_rooms: tuple[str, ...] = ()
    clock: ClockReading | None = None
    requests: int = 0


class Backend(Protocol):
    """One building's system. Every method may raise `BackendError`, and nothing else that is expected."""

    @property
    def capabilities(self) -> Capabilities:
        """What this backend can do."""
        ...

    async def rooms(self) -> tuple[Room, ...]:
        """All rooms that the backend knows, sorted by building, floor and name; deleted ones are marked `gone`."""
        ...

    async def agendas(self, room_ids: Sequence[str], now: datetime, *, whole: bool = False) -> Snapshot:
        """What is known of the rooms, in the order of `room_ids`; as of `now`, or earlier where a relay kept it.

        Covers at least from the start of each room's local day to 24 hours after `now`. With `whole` everything is
        asked anew; without it the backend may spare requests where the cheap answer shows that nothing changed.
        """
        ...

    async def access_keys(self, room_ids: Sequence[str]) -> tuple[AccessKey, ...]:
        """The links to show as QR codes; empty where the backend has none."""
        ...

    async def subscribe(self, room_ids: Sequence[str], callback_url: str, minutes: int) -> None:
        """Ask to be called at `callback_url` when these rooms change; only with `capabilities.hints`."""
        ...

    async def aclose(self) -> None:
        """Close connections; the backend is of no use afterwards."""
        ...
