"""What the contract needs of a building's system: two rooms, what is booked in them, and a clock that stands."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from kiosk.backends.base import Backend, RoomSettings

NOW = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)
SETTINGS = RoomSettings(time_zone="Europe/Berlin")
ATRIUM, LIBRARY = "1", "2"
SUBJECT, ORGANIZER = "Salary talk", "Grace Hopper"


def at(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody else has booked. An all-day one is given over its whole local days."""

    start: datetime
    end: datetime
    room: str = ATRIUM
    subject: str = SUBJECT
    organizer: str = ORGANIZER
    private: bool = False
    all_day: bool = False
    waiting: bool = False


class Connect(Protocol):
    """Opens a client of the house's server, or of whatever answers at `url`."""

    def __call__(self, settings: RoomSettings = SETTINGS, *, url: str = "", secret: str = "") -> Backend: ...


@dataclass(frozen=True, slots=True)
class Site:
    """A running server: clients of it, and its end."""

    connect: Connect
    stop: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class House:
    """A backend with the server that it is tested against. `can` names the abilities, as `Abilities` does."""

    name: str
    run: Callable[[Path, Sequence[Event]], AbstractAsyncContextManager[Site]]
    can: frozenset[str]
    knows_private: bool = True
