"""How many visitors a day has. Knows nobody's name."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

FRESH_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class VisitorCount:
    """The visitors of one local `day`, as counted at `as_of`: still expected, in the house now, and gone again."""

    day: date
    as_of: datetime
    expected: int
    here: int
    left: int

    @property
    def all(self) -> int:
        """How many the day has; who did not come is not counted."""
        return self.expected + self.here + self.left


def fresh(count: VisitorCount | None, at: datetime, zone: ZoneInfo) -> VisitorCount | None:
    """The count, unless it is of another day or more than half an hour away from `at`, in either direction."""
    if count is None or count.day != at.astimezone(zone).date() or abs(at - count.as_of) > FRESH_FOR:
        return None
    return count
