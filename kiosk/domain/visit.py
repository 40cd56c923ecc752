"""A visit as the reception desk knows it, whatever backend it came from. Holds names: nothing of it is ever logged."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class BadgeState(StrEnum):
    """Where a visitor is, as far as the backend knows."""

    EXPECTED = "expected"
    IN = "in"
    OUT = "out"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Host:
    """The person who is visited; `id` is the backend's, `email` where messages reach them."""

    name: str
    id: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's badge for one visit over `[start, end)`, both in UTC; `time_zone` is the building's IANA key.

    `id` is the backend's id of the badge, `uid` what its QR code holds. `visitor` is None where no name was given.
    `room` and `floor` say where to go, as texts for people. `arrived` and `left` are instants in UTC.
    """

    id: str
    code: str
    start: datetime
    end: datetime
    time_zone: str
    state: BadgeState = BadgeState.EXPECTED
    uid: str | None = None
    visitor: str | None = None
    email: str | None = None
    company: str | None = None
    building_id: str | None = None
    building: str | None = None
    room: str | None = None
    floor: str | None = None
    host: Host | None = None
    arrived: datetime | None = None
    left: datetime | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The building's zone."""
        return ZoneInfo(self.time_zone)
