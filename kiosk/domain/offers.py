"""What a door may offer of a room's free time: to book now or later, and to go on. Pure; promises nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment
from kiosk.domain.booking import Booking
from kiosk.domain.freshness import Level, freshness
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive

_MINUTE, _SECOND, _QUARTER = timedelta(minutes=1), timedelta(seconds=1), timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limits:
    """Which lengths are offered. Only a fixed one may be longer than `longest`, and none is shorter than `shortest`."""

    lengths: tuple[timedelta, ...] = (_QUARTER, 2 * _QUARTER, 3 * _QUARTER, 4 * _QUARTER)
    extensions: tuple[timedelta, ...] = (_QUARTER, 2 * _QUARTER, 4 * _QUARTER)
    shortest: timedelta = timedelta(minutes=5)
    longest: timedelta = timedelta(hours=4)


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Offer:
    """A free span `[start, end)` in UTC. `until_next` where it ends because something begins or the room closes."""

    start: datetime
    end: datetime
    until_next: bool = False

    @property
    def length(self) -> timedelta:
        """How long the room would be had."""
        return self.end - self.start


def offers(agenda: Agenda, now: datetime, policy: Policy, limits: Limits = LIMITS) -> tuple[Offer, ...]:
    """What can be booked from now on: the fixed lengths that fit, then until next. Empty where the room is not free."""
    start = start_now(agenda, now, policy)
    return () if start is None else _lengths(agenda, start, limits.lengths, limits)


def end_offers(agenda: Agenda, now: datetime, policy: Policy, limits: Limits = LIMITS) -> tuple[Offer, ...]:
    """The same, until a time of one's choice: every local quarter of an hour up to what comes next."""
    start = start_now(agenda, now, policy)
    if start is None:
        return ()
    latest = min(_free_until(agenda, start).at, start + limits.longest)
    ends = _quarters(start + limits.shortest, latest, agenda.room.zone)
    return tuple(Offer(start, end) for end in ends)


def start_now(agenda: Agenda, now: datetime, policy: Policy) -> datetime | None:
    """From when a booking of now counts: the minute that runs, or when the room became free in it; None if it is not.

    It is in whole seconds, and at most one second after `now`.
    """
    if derive(agenda, now, policy).status not in {Status.FREE, Status.STARTING_SOON}:
        return None
    minute = now.astimezone(UTC).replace(second=0, microsecond=0)
    edges = [one.end for one in agenda.appointments] + [one.end for one in agenda.closures if one.start < one.end]
    if agenda.room.hours is not None and (open_from := agenda.room.hours.next_change(minute, agenda.room.zone)):
        edges.append(open_from)
    start = _whole_second(max((edge for edge in edges if minute < edge <= now), default=minute))
    return start if _free_until(agenda, start).at > start else None


def starts(
    agenda: Agenda, gap: tuple[datetime, datetime], now: datetime, policy: Policy, limits: Limits = LIMITS
) -> tuple[datetime, ...]:
    """When a booking for later may begin in a gap `[start, end)` of the day: local quarters of an hour, in UTC."""
    if not _trusted(agenda, now, policy):
        return ()
    earliest = max(gap[0], now)
    found = _quarters(earliest, gap[1] - limits.shortest, agenda.room.zone)
    return tuple(one for one in found if _lengths(agenda, one, limits.lengths, limits))


def later_offers(
    agenda: Agenda, start: datetime, now: datetime, policy: Policy, limits: Limits = LIMITS
) -> tuple[Offer, ...]:
    """What can be booked from a later `start` on, as `offers` does; empty for one that is over."""
    if start < now or not _trusted(agenda, now, policy):
        return ()
    return _lengths(agenda, start, limits.lengths, limits)


def extensions(
    agenda: Agenda, held: Booking, now: datetime, policy: Policy, limits: Limits = LIMITS
) -> tuple[Offer, ...]:
    """How much longer a running booking may last: offers that start at its end.

    What readies the room after it (a preparation of the same booking) moves along, and needs its time too.
    """
    if not held.start <= now < held.end or not _trusted(agenda, now, policy):
        return ()
    own = [one for one in agenda.appointments if one.booking_id == held.id]
    after = max((one.end for one in own if one.preparation), default=held.end)
    return _lengths(agenda, held.end, limits.extensions, limits, own=own, spare=max(after - held.end, timedelta()))


@dataclass(frozen=True, slots=True)
class _Edge:
    """Until when the room is free; `told` where something is known to begin then."""

    at: datetime
    told: bool


def _lengths(
    agenda: Agenda,
    start: datetime,
    lengths: Iterable[timedelta],
    limits: Limits,
    *,
    own: Iterable[Appointment] = (),
    spare: timedelta = timedelta(),
) -> tuple[Offer, ...]:
    edge = _free_until(agenda, start, own)
    latest = edge.at - spare
    fixed = [Offer(start, start + one) for one in lengths if start + one <= latest]
    end = latest.astimezone(UTC).replace(second=0, microsecond=0)
    fits = limits.shortest <= end - start <= limits.longest
    if edge.told and fits and all(one.end != end for one in fixed):
        fixed.append(Offer(start, end, until_next=True))
    return tuple(fixed)


def _trusted(agenda: Agenda, now: datetime, policy: Policy) -> bool:
    """Whether what is not on the agenda is free: all was read, and not long ago."""
    broken = agenda.unreadable or agenda.open_ended is not None or agenda.room.gone
    return not broken and freshness(agenda.as_of, now, policy, adrift=agenda.adrift).level is not Level.EXPIRED


def _free_until(agenda: Agenda, start: datetime, own: Iterable[Appointment] = ()) -> _Edge:
    """The first instant from `start` on at which the room is not free, or not known to be."""
    zone, hours = agenda.room.zone, agenda.room.hours
    skipped = {id(one) for one in own}
    spans = [(one.start, one.end) for one in agenda.appointments if id(one) not in skipped]
    spans += [(one.start, one.end) for one in agenda.closures]
    edges = [max(first, start) for first, last in spans if last > max(first, start)]
    if hours is not None:
        shut = hours.closed_at(start, zone) is not None
        edges += [start] if shut else [change] if (change := hours.next_change(start, zone)) else []
    told = min(edges, default=None)
    known = start if agenda.known_until is None else max(agenda.known_until, start)
    return _Edge(known, told=False) if told is None or known < told else _Edge(told, told=True)


def _quarters(first: datetime, last: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The local quarters of an hour in `[first, last]`, in UTC; the clocks of no zone move by less."""
    local = first.astimezone(zone)
    into = timedelta(minutes=local.minute % 15, seconds=local.second, microseconds=local.microsecond)
    edge = first.astimezone(UTC) + (-into % _QUARTER)
    while edge <= last:
        yield edge
        edge += _QUARTER


def _whole_second(moment: datetime) -> datetime:
    floor = moment.astimezone(UTC).replace(microsecond=0)
    return floor if floor == moment else floor + _SECOND
