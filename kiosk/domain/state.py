"""The one state that a door shows: the rules of docs/states.md, as one pure function."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from operator import attrgetter

from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.freshness import Freshness, Level, freshness
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room

OUTLOOK = timedelta(hours=24)
_INSTANT = timedelta(microseconds=1)
_LAST_DAYS = datetime.max.replace(tzinfo=UTC) - timedelta(days=20)
_start = attrgetter("start")


class Status(StrEnum):
    """Exactly one of these holds for a room at any instant."""

    FREE = "free"
    STARTING_SOON = "starting_soon"
    WAITING_CHECK_IN = "waiting_check_in"
    OCCUPIED = "occupied"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a room is closed or unknown, or occupied without a known end."""

    GONE = "gone"
    OUT_OF_HOURS = "out_of_hours"
    CLOSURE = "closure"
    NO_DATA = "no_data"
    EXPIRED = "expired"
    CLOCK = "clock"
    UNREADABLE = "unreadable"
    OPEN_ENDED = "open_ended"


@dataclass(frozen=True, slots=True)
class RoomState:
    """What the door of `room` says at `at`. All instants are in UTC; `upcoming` leaves preparations out."""

    room: Room
    at: datetime
    status: Status
    freshness: Freshness
    until: datetime | None = None
    free_from: datetime | None = None
    current: Appointment | None = None
    next: Appointment | None = None
    upcoming: tuple[Appointment, ...] = ()
    why: Why | None = None
    reason: str | None = None


def derive(agenda: Agenda, now: datetime, policy: Policy) -> RoomState:
    """The state of a room at `now` (aware), from what is known about it. Never raises, never reads a clock."""
    age = freshness(agenda.as_of, now, policy, adrift=agenda.adrift)
    split = bisect_right(agenda.appointments, now, key=_start)
    covering = [one for one in agenda.appointments[:split] if one.end > now]
    ahead = agenda.appointments[split:]
    upcoming = tuple([one for one in ahead if not one.preparation])
    following = upcoming[0] if upcoming else None
    room, shown = agenda.room, _latest(covering)

    if room.gone:
        return RoomState(room, now, Status.CLOSED, age, why=Why.GONE)
    if agenda.adrift and agenda.as_of is not None:
        return RoomState(room, now, Status.UNKNOWN, age, None, None, shown, following, upcoming, Why.CLOCK)
    if closed := _closed(agenda, now):
        why, reason, until = closed.why, closed.reason, _reopens(agenda, now)
        return RoomState(room, now, Status.CLOSED, age, until, None, shown, following, upcoming, why, reason)
    if age.level is Level.EXPIRED:
        why = Why.NO_DATA if age.as_of is None else Why.EXPIRED
        return RoomState(room, now, Status.UNKNOWN, age, None, None, shown, following, upcoming, why)
    if agenda.open_ended is not None:
        shown = shown or agenda.open_ended
        return RoomState(room, now, Status.OCCUPIED, age, None, None, shown, following, upcoming, Why.OPEN_ENDED)
    if waiting := _waiting(covering, ahead, now, policy):
        rest = tuple([one for one in upcoming if one is not waiting])
        following = rest[0] if rest else None
        free_from = _free_from(agenda, (waiting, *covering), ahead)
        until = _deadline(waiting, policy)
        return RoomState(room, now, Status.WAITING_CHECK_IN, age, until, free_from, waiting, following, rest)
    if shown is not None:
        until = max(one.end for one in covering)
        free_from = _free_from(agenda, covering, ahead)
        return RoomState(room, now, Status.OCCUPIED, age, until, free_from, shown, following, upcoming)
    if agenda.unreadable or (agenda.known_until is not None and now >= agenda.known_until):
        why = Why.UNREADABLE if agenda.unreadable else Why.NO_DATA
        return RoomState(room, now, Status.UNKNOWN, age, None, None, None, following, upcoming, why)
    until = _free_until(agenda, ahead, now)
    soon = bool(ahead) and ahead[0].start - now <= policy.soon
    status = Status.STARTING_SOON if soon else Status.FREE
    return RoomState(room, now, status, age, until, None, None, following, upcoming)


def next_boundary(agenda: Agenda, now: datetime, policy: Policy) -> datetime | None:
    """The first instant after `now` at which `derive` may answer something else, None when nothing is ahead."""
    edges: list[datetime] = [] if agenda.known_until is None else [agenda.known_until]
    for one in agenda.appointments:
        edges.append(one.end)
        if one.start > now:
            edges += (one.start - OUTLOOK + _INSTANT, one.start - policy.soon, one.start)
            if one.check_in is CheckIn.WAITING:
                edges.append(one.start - policy.check_in_opens)
    for closure in agenda.closures:
        edges.append(closure.end)
        if closure.start > now:
            edges += (closure.start - OUTLOOK + _INSTANT, closure.start)
    if agenda.room.hours is not None and (change := agenda.room.hours.next_change(now, agenda.room.zone)):
        edges += (change - OUTLOOK + _INSTANT, change)
    if agenda.as_of is not None:
        for limit in (policy.stale_after, policy.unknown_after):
            edges += (agenda.as_of - limit, agenda.as_of + limit + _INSTANT)
    return min((edge for edge in edges if edge > now), default=None)


def _latest(covering: list[Appointment]) -> Appointment | None:
    """The latest-started of the appointments that cover now; a meeting goes before a preparation that began with it."""
    return max(covering, key=lambda one: (one.start, not one.preparation), default=None)


@dataclass(frozen=True, slots=True)
class _Shut:
    """What keeps a room closed at an instant, and until when that one thing does."""

    why: Why
    end: datetime | None
    reason: str | None = None


def _closed(agenda: Agenda, now: datetime) -> _Shut | None:
    closures = [one for one in agenda.closures if one.start <= now < one.end]
    if closures:
        latest = max(closures, key=lambda one: (one.start, one.end, one.reason or ""))
        return _Shut(Why.CLOSURE, latest.end, latest.reason)
    hours = agenda.room.hours
    if hours is None or hours.closed_at(now, agenda.room.zone) is None:
        return None
    return _Shut(Why.OUT_OF_HOURS, hours.next_change(now, agenda.room.zone))


def _reopens(agenda: Agenda, now: datetime) -> datetime | None:
    """The first instant at which neither a closure nor the hours keep the room shut, None where none is in sight."""
    edge: datetime | None = now
    while edge is not None and edge < _LAST_DAYS and (shut := _closed(agenda, edge)):
        edge = shut.end
    return edge


def _waiting(
    covering: list[Appointment], ahead: tuple[Appointment, ...], now: datetime, policy: Policy
) -> Appointment | None:
    """The booking that asks to be checked in: it covers now, or its window is open while nothing covers now.

    A running meeting that needs no check-in, or has had it, goes first.
    """
    if covering:
        if any(one.check_in is not CheckIn.WAITING and not one.preparation for one in covering):
            return None
        return _latest([one for one in covering if one.check_in is CheckIn.WAITING])
    for one in ahead:
        if one.start - now > policy.check_in_opens:
            return None
        if one.check_in is CheckIn.WAITING:
            return one
    return None


def _deadline(waiting: Appointment, policy: Policy) -> datetime | None:
    if waiting.check_in_deadline is not None:
        return waiting.check_in_deadline
    return None if policy.check_in_closes is None else waiting.start + policy.check_in_closes


def _free_from(
    agenda: Agenda, covering: list[Appointment] | tuple[Appointment, ...], ahead: tuple[Appointment, ...]
) -> datetime | None:
    """The first instant at which nothing covers the room, None where that lies beyond what is known."""
    edge = max(one.end for one in covering)
    for one in ahead:
        if one.start > edge:
            break
        edge = max(edge, one.end)
    if agenda.unreadable or (agenda.known_until is not None and edge >= agenda.known_until):
        return None
    return edge


def _free_until(agenda: Agenda, ahead: tuple[Appointment, ...], now: datetime) -> datetime | None:
    """The next start or closing within 24 hours."""
    ends = [one.start for one in ahead[:1]] + [one.start for one in agenda.closures if now < one.start < one.end]
    if agenda.room.hours is not None and (closing := agenda.room.hours.next_change(now, agenda.room.zone)):
        ends.append(closing)
    until = min(ends, default=None)
    return until if until is not None and until - now < OUTLOOK else None
