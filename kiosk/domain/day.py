"""The rest of a room's day as a list: what covers it, and the gaps between."""

from collections.abc import Iterator
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
    """What is left of the room's local day at `now`: each appointment that has not ended, and the gaps between them.

    Gaps are at least five minutes long and end where the day, the opening hours or the knowledge end. The gap that
    holds now starts at now. A room of which something could not be read, or that is gone, has no gaps.
    """
    zone = agenda.room.zone
    midnight = local_midnight(now.astimezone(zone).date() + timedelta(days=1), zone)
    end = midnight if agenda.known_until is None else min(midnight, agenda.known_until)
    trusted = agenda.as_of is not None and not (
        agenda.unreadable or agenda.open_ended or agenda.room.gone or agenda.adrift
    )
    shut = _shut(agenda, now, end) if trusted else [(now, midnight)]
    lines: list[Busy | Gap] = []
    edge = now
    for one in agenda.appointments:
        if one.end <= now or one.start >= midnight:
            continue
        lines += [*_gaps(edge, min(one.start, end), shut, midnight), Busy(one)]
        edge = max(edge, one.end)
    return (*lines, *_gaps(edge, end, shut, midnight))


def _gaps(start: datetime, end: datetime, shut: list[tuple[datetime, datetime]], midnight: datetime) -> Iterator[Gap]:
    for closes, opens in [*shut, (end, end)]:
        stop = min(closes, end)
        if stop - start >= SHORTEST_GAP:
            yield Gap(start, stop, rest_of_day=stop == midnight)
        start = max(start, opens)


def _shut(agenda: Agenda, now: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """The spans over which closures or the opening hours keep the room shut, sorted."""
    spans = [(one.start, one.end) for one in agenda.closures if now < one.end and one.start < one.end]
    hours, zone, edge = agenda.room.hours, agenda.room.zone, now
    while hours is not None and edge < end:
        closed = hours.closed_at(edge, zone)
        spans += [closed] if closed else []
        edge = closed[1] if closed else hours.next_change(edge, zone) or end
    return sorted(spans)
