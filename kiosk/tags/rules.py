"""What a site wants of its tags: when they are left alone, how often they are drawn. Knows no tag and no clock."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.domain.night import NightHours

LOOK_SECONDS = 5.0
IDLE_LOOK_SECONDS = 600.0
FRESH_LOOK_SECONDS = 1.0
OVERDUE_SECONDS = 15.0
UNTOLD_SECONDS = 60.0
LONGEST_UNTOLD = 3600.0
REST_SECONDS = 180.0
SPREAD_SECONDS = 60.0
MOST_FAST = 5
SMALL_SECONDS = 1800.0


class Moment(NamedTuple):
    """An instant: as the program's time goes (aware), in monotonic seconds, and the site's own date of it."""

    now: datetime
    seconds: float
    today: date


@dataclass(frozen=True, slots=True)
class Rules:
    """`quiet` None: tags are never left alone. `refreshes` is how often a day one is drawn for any change at all."""

    zone: ZoneInfo
    quiet: NightHours | None = None
    refreshes: int = 12

    def moment(self, now: datetime, seconds: float) -> Moment:
        """The moment of this instant at the site."""
        return Moment(now, seconds, now.astimezone(self.zone).date())

    def quiet_for(self, moment: Moment) -> float:
        """Seconds until tags may be drawn; 0 where they may be now."""
        if self.quiet is None or not self.quiet.covers(moment.now, self.zone):
            return 0.0
        return (self.quiet.next_change(moment.now, self.zone) - moment.now).total_seconds()
