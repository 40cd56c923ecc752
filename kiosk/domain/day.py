"""The rest of a room's day as a list: what covers it, and the gaps between."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.agenda import Agenda, local_midnight
from kiosk.domain.appointment import Appointment

SHORTEST_GAP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Busy:
    """A line of the day that something covers."""

    appointment: Appointment


@dataclass(frozen=True, slots=True)
class Gap:
    """A free stretch `[start, end)`; `rest_of_day` where it runs to the end of the local day."""

    start: datetime
    end: datetime
    rest_of_day: bool = False


def day_lines(agenda: Agenda, now: datetime) -> tuple[Busy | Gap, ...]:
    """What is left of the room's local day at `now`: each appointment that has not ended, and the gaps of at least
    five minutes between them, up to the end of the day or of what is known. The gap that holds now starts at now.
    """
    zone = agenda.room.zone
    midnight = local_midnight(now.astimezone(zone).date() + timedelta(days=1), zone)
    end = midnight if agenda.known_until is None else min(midnight, agenda.known_until)
    lines: list[Busy | Gap] = []
    edge = now
    for one in agenda.appointments:
        if one.end <= now or one.start >= midnight:
            continue
        if one.start - edge >= SHORTEST_GAP:
            lines.append(Gap(edge, one.start))
        lines.append(Busy(one))
        edge = max(edge, one.end)
    if agenda.as_of is not None and not agenda.unreadable and end - edge >= SHORTEST_GAP:
        lines.append(Gap(edge, end, rest_of_day=end == midnight))
    return tuple(lines)
