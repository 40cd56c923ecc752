"""How old the data are, in three steps."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from kiosk.domain.policy import Policy

EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)


def was_set(now: datetime) -> bool:
    """Whether a clock that shows `now` can be right: no program of this kind ran before 2025."""
    return now >= EARLIEST


class Level(StrEnum):
    """Fresh data are shown as they are, stale ones with their age, expired ones never as free."""

    FRESH = "fresh"
    STALE = "stale"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Freshness:
    """`as_of` is the instant at which the data were true, None when there are none."""

    as_of: datetime | None
    age: timedelta | None
    level: Level


def freshness(as_of: datetime | None, now: datetime, policy: Policy, *, adrift: bool = False) -> Freshness:
    """The age of data that were true at `as_of`; none is known where the clock is `adrift`.

    Data from the future are as little to be trusted as old ones: the age counts by its size, and is shown as zero.
    """
    if as_of is None:
        return Freshness(None, None, Level.EXPIRED)
    if adrift:
        return Freshness(as_of, None, Level.EXPIRED)
    age = now - as_of
    distance = abs(age)
    if distance > policy.unknown_after:
        level = Level.EXPIRED
    elif distance > policy.stale_after:
        level = Level.STALE
    else:
        level = Level.FRESH
    return Freshness(as_of, max(age, timedelta()), level)
