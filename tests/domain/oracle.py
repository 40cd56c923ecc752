"""What a door must say, worked out by the dumbest means from the product's rules: a wall calendar of small squares.

It shares no code with the domain except its plain data types. All times but now lie on the squares' edges.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from kiosk.domain.agenda import Closure
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room

SQUARE = timedelta(minutes=5)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Expected:
    """The parts of an answer that the rules fix. `current` holds every id that the rules allow there."""

    status: str
    why: str | None
    until: datetime | None
    free_from: datetime | None
    current: frozenset[str | None]
    upcoming: frozenset[str]


@dataclass
class Case:
    """What was learned about one room, as it came in: all-day spans not widened, broken records still there."""

    room: Room
    appointments: list[Appointment]
    as_of: datetime
    known_until: datetime
    policy: Policy
    closures: tuple[Closure, ...] = ()
    unreadable: bool = False
    open_ended: Appointment | None = None
    calendar: dict[datetime, list[Appointment]] = field(default_factory=lambda: defaultdict(list))
    open_squares: dict[datetime, bool] = field(default_factory=dict)
    starts: dict[str, datetime] = field(default_factory=dict)
    ends: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write each appointment that makes sense into every square that it covers."""
        for one in self.appointments:
            squares = list(_squares_of(one, self.room))
            for square in squares:
                self.calendar[square].append(one)
            if squares:
                self.starts[one.id], self.ends[one.id] = squares[0], squares[-1] + SQUARE

    def instants(self) -> set[datetime]:
        """Every instant at which a rule may begin or cease to hold."""
        edges = {*self.starts.values(), *self.ends.values(), self.known_until}
        edges |= {one.start for one in self.closures} | {one.end for one in self.closures}
        leads = (self.policy.soon, self.policy.check_in_opens, timedelta(hours=24))
        early = {start - lead for start in self.starts.values() for lead in leads}
        limits = {self.as_of + self.policy.stale_after, self.as_of + self.policy.unknown_after}
        return edges | early | limits | {self.as_of - self.policy.unknown_after}


def _squares_of(one: Appointment, room: Room) -> Iterator[datetime]:
    begin, end = one.start, one.end
    if one.all_day and end >= begin:
        days, left = 0, end - begin
        while left >= timedelta(hours=12):
            days, left = days + 1, left - timedelta(hours=24)
        today = begin.astimezone(ZoneInfo(room.time_zone)).date()
        begin = first_square(room.time_zone, today)
        end = first_square(room.time_zone, today + timedelta(days=max(days, 1)))
    while begin < end:
        yield begin
        begin += SQUARE


@cache
def first_square(zone: str, day: date) -> datetime:
    """The first square whose local date is `day` or later, found by trying each from 14 hours before."""
    square = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=14)
    while square.astimezone(ZoneInfo(zone)).date() < day:
        square += SQUARE
    return square


def is_open(case: Case, square: datetime) -> bool:
    """Whether the wall clock in the room lies in one of the opening hours."""
    if square not in case.open_squares:
        local = square.astimezone(ZoneInfo(case.room.time_zone))
        clock = f"{local:%H:%M}"
        case.open_squares[square] = case.room.hours is None or any(
            local.weekday() == one.weekday
            and f"{one.opens:%H:%M}" <= clock
            and (one.closes == time.max or clock < f"{one.closes:%H:%M}")
            for one in case.room.hours.openings
        )
    return case.open_squares[square]


def square_of(now: datetime) -> datetime:
    """The square of the calendar in which an instant lies."""
    return now.replace(minute=now.minute - now.minute % 5, second=0, microsecond=0)


def expected(case: Case, now: datetime) -> Expected:
    """The answer that the rules ask for at `now`, in the order in which the product names them."""
    square = square_of(now)
    covering = case.calendar.get(square, [])
    upcoming = frozenset(one.id for one in _ahead(case, now) if not one.preparation)
    why, shown = _not_to_be_trusted(case, now, square), _shown(case, covering)
    if why is not None and case.room.gone:
        return Expected("closed", why, None, None, frozenset([None]), frozenset())
    if why in {"closure", "out_of_hours"}:
        return Expected("closed", why, _reopens(case, square), None, shown, upcoming)
    if why is not None:
        return Expected("unknown", why, None, None, shown, upcoming)
    if case.open_ended is not None:
        current = shown if covering else frozenset([case.open_ended.id])
        return Expected("occupied", "open_ended", None, None, current, upcoming)
    return _waiting(case, now, covering, upcoming) or _by_appointments(case, now, covering, upcoming)


def _not_to_be_trusted(case: Case, now: datetime, square: datetime) -> str | None:
    age = now - case.as_of if now > case.as_of else case.as_of - now
    if case.room.gone:
        return "gone"
    if _closures(case, square):
        return "closure"
    if not is_open(case, square):
        return "out_of_hours"
    return "expired" if age > case.policy.unknown_after else None


def _by_appointments(case: Case, now: datetime, covering: list[Appointment], upcoming: frozenset[str]) -> Expected:
    if covering:
        until = max(case.ends[one.id] for one in covering)
        return Expected("occupied", None, until, _free_from(case, until - SQUARE), _shown(case, covering), upcoming)
    if case.unreadable:
        return Expected("unknown", "unreadable", None, None, frozenset([None]), upcoming)
    if now >= case.known_until:
        return Expected("unknown", "no_data", None, None, frozenset([None]), upcoming)
    starts = [case.starts[one.id] for one in _ahead(case, now)]
    soon = any(start - now <= case.policy.soon for start in starts)
    ends = [one for one in [*starts, *_closings(case, now)] if one - now < timedelta(hours=24)]
    return Expected(
        "starting_soon" if soon else "free", None, min(ends, default=None), None, frozenset([None]), upcoming
    )


def _waiting(case: Case, now: datetime, covering: list[Appointment], upcoming: frozenset[str]) -> Expected | None:
    asking = [one for one in covering if _asks(one)]
    if any(one.check_in is not CheckIn.WAITING and not one.preparation for one in covering):
        return None
    if not covering:
        opens = case.policy.check_in_opens
        window = [one for one in _ahead(case, now) if case.starts[one.id] - now <= opens]
        early = [one for one in window if _asks(one)]
        first = min((case.starts[one.id] for one in early), default=None)
        asking = [one for one in early if case.starts[one.id] == first]
    if not asking:
        return None
    latest = max(case.starts[one.id] for one in asking)
    named = next(one for one in asking if case.starts[one.id] == latest)
    closes = case.policy.check_in_closes
    until = named.check_in_deadline or (None if closes is None else latest + closes)
    edge = max(case.ends[one.id] for one in [named, *covering])
    return Expected(
        "waiting_check_in",
        None,
        until,
        _free_from(case, edge - SQUARE),
        frozenset([named.id]),
        upcoming - {named.id},
    )


def _asks(one: Appointment) -> bool:
    return one.check_in is CheckIn.WAITING and not one.preparation


def _ahead(case: Case, now: datetime) -> list[Appointment]:
    return [one for one in case.appointments if one.id in case.starts and case.starts[one.id] > now]


def _shown(case: Case, covering: list[Appointment]) -> frozenset[str | None]:
    latest = max((case.starts[one.id] for one in covering), default=None)
    best = [one for one in covering if case.starts[one.id] == latest]
    return frozenset(one.id for one in best if not one.preparation) or frozenset(one.id for one in best) or _NOBODY


_NOBODY: frozenset[str | None] = frozenset([None])


def _free_from(case: Case, square: datetime) -> datetime | None:
    while case.calendar.get(square):
        square += SQUARE
    return None if case.unreadable or square >= case.known_until else square


def _closures(case: Case, square: datetime) -> list[Closure]:
    return [one for one in case.closures if one.start <= square < one.end]


def _reopens(case: Case, square: datetime) -> datetime | None:
    last = max([one.end for one in case.closures] + [square]) + WEEK + timedelta(days=1)
    while _closures(case, square) or not is_open(case, square):
        square += SQUARE
        if square > last:
            return None
    return square


def _closings(case: Case, now: datetime) -> Iterator[datetime]:
    yield from (one.start for one in case.closures if now < one.start < one.end)
    square = square_of(now)
    for _ in range(24 * 12 if case.room.hours else 0):
        square += SQUARE
        if not is_open(case, square):
            yield square
            return
