"""One thing that covers a room for a while."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CheckIn(StrEnum):
    """Whether somebody must still say at the door that the meeting takes place."""

    NOT_NEEDED = "not_needed"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting, or the preparation of one, over the half-open span `[start, end)`, both in UTC.

    An all-day appointment's span is already widened to whole local days of its room. `subject` and `organizer`
    are None where they are private, hidden by policy, or not given. One that is `pending` takes the room as any
    other, but is not confirmed yet.
    """

    id: str
    start: datetime
    end: datetime
    subject: str | None = None
    organizer: str | None = None
    private: bool = False
    all_day: bool = False
    preparation: bool = False
    check_in: CheckIn = CheckIn.NOT_NEEDED
    check_in_deadline: datetime | None = None
    booking_id: str | None = None
    pending: bool = False

    def covers(self, instant: datetime) -> bool:
        """Whether the half-open span holds `instant`."""
        return self.start <= instant < self.end
