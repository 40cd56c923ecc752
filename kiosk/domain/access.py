"""The links behind a room's QR code."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AccessKey:
    """One address that a phone opens to act on a room. It is shown as a QR code and is never logged."""

    room_id: str
    url: str


@dataclass(frozen=True, slots=True)
class AccessKeys:
    """What was last learned about the keys of the watched rooms; `as_of` None means nothing yet."""

    keys: tuple[AccessKey, ...] = ()
    as_of: datetime | None = None

    def of(self, room_id: str) -> AccessKey | None:
        """The first key of a room, None where it has none."""
        return next((key for key in self.keys if key.room_id == room_id), None)
