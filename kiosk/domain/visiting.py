"""Judges a visit at an instant: may this person come in, or leave, and if not, why. Knows no screen and no server."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from kiosk.domain.connection import Trouble
from kiosk.domain.visit import BadgeState, Host, Visit

FORGOTTEN_AFTER = timedelta(days=1)
LONGEST_NAME = 200
_SHOWN_NAME = 60


class Act(StrEnum):
    """What a visitor does at the desk."""

    ARRIVE = "arrive"
    LEAVE = "leave"


class Outcome(StrEnum):
    """How asking at the desk ends, in the words of `kiosk visit --json`."""

    FOUND = "found"
    CHECKED_IN = "checked_in"
    CHECKED_OUT = "checked_out"
    ALREADY_IN = "already_in"
    ALREADY_OUT = "already_out"
    TOO_EARLY = "too_early"
    OVER = "over"
    CANCELLED = "cancelled"
    OTHER_BUILDING = "other_building"
    NOT_FOUND = "not_found"
    LOCKED = "locked"
    OFFLINE_RECORDED = "offline_recorded"


MISSES = frozenset({Outcome.NOT_FOUND, Outcome.OTHER_BUILDING})
"""What counts as a guess that went wrong."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Who is let in here: the visitors of `building` (an id, empty: of any), from `opens` before their visit begins."""

    building: str = ""
    opens: timedelta = timedelta(minutes=120)


@dataclass(frozen=True, slots=True)
class Found:
    """What a code came to. `visit` is None for a miss, but for the building's name where it is another one.

    `until` is the end of a lock. `certain` is false where the backend could not be asked and a copy was judged.
    """

    outcome: Outcome
    visit: Visit | None = None
    until: datetime | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Nobody could be asked about this code, and nothing is known of it here."""

    code: str
    trouble: Trouble


Finding = Found | Unanswered


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was written down, and is on the disk. `visit` is None where only a code was taken down.

    `delivered`: nobody waits any more to be told of it. `key` names it for ever. `code` is one that was made just now,
    and that the visitor does not know yet.
    """

    act: Act
    outcome: Outcome
    at: datetime
    key: str
    visit: Visit | None = None
    delivered: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody without an appointment says of themselves."""

    name: str = ""
    company: str = ""
    host: Host | None = None
    email: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited to whom, over `[start, end)`; `host`, `building` and `room` by id or name."""

    name: str
    host: str
    start: datetime
    end: datetime
    time_zone: str
    email: str | None = None
    company: str | None = None
    building: str | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is in the building, for the roll call; `since` is in UTC."""

    visit: Visit
    since: datetime


def judge(visit: Visit, at: datetime, opening: Opening) -> Outcome:
    """What becomes of this visit at `at`. Periods are half-open; all is reckoned in UTC, so no clock change matters."""
    if at - visit.end > FORGOTTEN_AFTER:
        return Outcome.NOT_FOUND
    if opening.building and visit.building_id is not None and visit.building_id != opening.building:
        return Outcome.OTHER_BUILDING
    match visit.state:
        case BadgeState.CANCELLED:
            return Outcome.CANCELLED
        case BadgeState.NO_SHOW:
            return Outcome.OVER
        case BadgeState.OUT:
            return Outcome.ALREADY_OUT
        case BadgeState.IN:
            return Outcome.ALREADY_IN
        case BadgeState.EXPECTED | BadgeState.UNKNOWN:
            return _by_time(visit, at, opening)


def judged(visits: Iterable[Visit], at: datetime, opening: Opening, act: Act = Act.ARRIVE) -> Found:
    """Of several visits with one code the one that fits this instant and this act best; none at all is a miss."""
    ranked = sorted(((_rank(judge(one, at, opening), one, at, act), one) for one in visits), key=lambda pair: pair[0])
    if not ranked:
        return Found(Outcome.NOT_FOUND)
    visit = ranked[0][1]
    match judge(visit, at, opening):
        case Outcome.NOT_FOUND:
            return Found(Outcome.NOT_FOUND)
        case Outcome.OTHER_BUILDING:
            return Found(Outcome.OTHER_BUILDING, _nobodys(visit))
        case outcome:
            return Found(outcome, visit)


def with_record(visit: Visit, arrived: datetime | None, left: datetime | None) -> Visit:
    """The visit with what was written down here, where that goes further than what the backend knows."""
    if left is not None and visit.state is not BadgeState.OUT:
        return replace(visit, state=BadgeState.OUT, arrived=visit.arrived or arrived, left=left)
    if arrived is not None and visit.state not in {BadgeState.IN, BadgeState.OUT}:
        return replace(visit, state=BadgeState.IN, arrived=arrived)
    return replace(visit, arrived=visit.arrived or arrived, left=visit.left or left)


def short_name(name: str | None) -> str | None:
    """The short form: `Ada Lovelace` is `Ada L.`, one word stays as it is, a very long one is cut; None for none."""
    words = "".join(one if one.isprintable() else " " for one in (name or "")[: 4 * LONGEST_NAME]).split()
    if not words:
        return None
    first = words[0] if len(words[0]) <= _SHOWN_NAME else f"{words[0][: _SHOWN_NAME - 1]}…"
    return first if len(words) == 1 else f"{first} {words[-1][0]}."


def _by_time(visit: Visit, at: datetime, opening: Opening) -> Outcome:
    if at >= visit.end:
        return Outcome.OVER
    return Outcome.FOUND if at >= visit.start - opening.opens else Outcome.TOO_EARLY


def _rank(outcome: Outcome, visit: Visit, at: datetime, act: Act) -> tuple[int, timedelta, datetime, str]:
    """Less is better: what can be done now, then what the instant lies in or near, then misses."""
    wanted = Outcome.FOUND if act is Act.ARRIVE else Outcome.ALREADY_IN
    if outcome is wanted:
        order = 0
    elif outcome in {Outcome.FOUND, Outcome.ALREADY_IN}:
        order = 1
    else:
        order = {Outcome.OTHER_BUILDING: 3, Outcome.NOT_FOUND: 4}.get(outcome, 2)
    away = max(visit.start - at, at - visit.end, timedelta())
    return order, away, visit.start, visit.id


def _nobodys(visit: Visit) -> Visit:
    """Only where the visit is, nothing of the person."""
    long_ago = datetime(1970, 1, 1, tzinfo=UTC)
    building = (visit.building_id, visit.building)
    return Visit("", "", long_ago, long_ago, visit.time_zone, building_id=building[0], building=building[1])
