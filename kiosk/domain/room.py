"""A room as its door shows it, whatever backend it came from."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kiosk.domain.hours import OpeningHours


@dataclass(frozen=True, slots=True)
class Room:
    """One bookable room.

    `time_zone` is the IANA key of the room's own zone, not the tablet's. `gone` is true for a room that the
    backend calls deleted or archived. `hours` are the opening hours that the config gives; None means always open.
    """

    id: str
    name: str
    time_zone: str
    building: str | None = None
    floor: str | None = None
    capacity: int | None = None
    amenities: tuple[str, ...] = ()
    gone: bool = False
    hours: OpeningHours | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The room's zone; `ZoneInfo` keeps one object a key, so this is cheap."""
        return ZoneInfo(self.time_zone)
