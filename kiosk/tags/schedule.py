"""How far each tag's newest face has come, and when it is to be handed over: frozen states and pure steps.

No clock, no network, no picture. Seconds are monotonic; instants are there to be told, and kept over restarts.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from math import inf
from typing import NamedTuple

from kiosk.tags.gateways.gateway import Pushed, TagReport
from kiosk.tags.rules import (
    LONGEST_UNTOLD,
    MOST_FAST,
    OVERDUE_SECONDS,
    REST_SECONDS,
    SMALL_SECONDS,
    UNTOLD_SECONDS,
    Moment,
    Rules,
)

_DAY_SECONDS = 86400.0


class Says(StrEnum):
    """What a face says of its room before all else: the one thing on a sign that must not be wrong for long."""

    FREE = "free"
    TAKEN = "taken"
    UNKNOWN = "unknown"


class Wish(NamedTuple):
    """The newest face of a tag, by its hash; `main` is the hash of what stands large on it.

    `soonest` is when a meeting of its room begins, None for none in sight; `until` when what it says will be over.
    """

    face: str
    says: Says
    soonest: datetime | None = None
    main: str = ""
    until: datetime | None = None

    @property
    def rank(self) -> float:
        """Whose is smaller goes first."""
        return inf if self.soonest is None else self.soonest.timestamp()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One tag. What it shall show (`wish`), what its gateway was given (`pushed`), what it has confirmed (`shown`).

    `drawn` is when it last may have begun to draw, `later` until when a failure is waited out, `ready` until when it
    waits for others; `calls` when the tag should call its gateway. `day` and `refreshes` count drawings, `fast` those
    since one that took all ghosts away, on `full_day`. `until` is the end that the face which was pushed names.
    """

    colour: bool
    wish: Wish | None = None
    ready: float = -inf
    pushed: str | None = None
    said: Says | None = None
    main: str | None = None
    mark: str = ""
    pushed_at: float = -inf
    pushed_on: datetime | None = None
    tries: int = 0
    calls: float | None = None
    shown: str | None = None
    shown_on: datetime | None = None
    drawn: float = -inf
    failures: int = 0
    later: float = -inf
    day: date | None = None
    refreshes: int = 0
    fast: int = 0
    full_day: date | None = None
    until: datetime | None = None

    @property
    def unconfirmed(self) -> bool:
        """Whether the gateway was given something that the tag has not confirmed."""
        return self.pushed is not None and self.pushed != self.shown

    @property
    def done(self) -> bool:
        """Whether the tag shows what it shall."""
        return self.wish is not None and self.wish.face == self.pushed == self.shown


def wished(delivery: Delivery, wish: Wish, ready: float = -inf) -> Delivery:
    """It shall show this, from the second `ready` on. A face that nobody has drawn yet is forgotten for it.

    Where what stands large on it stays, and surely hangs there, it waits up to half an hour for something larger to go
    with.
    """
    old = delivery.wish
    if old is not None and old.face == wish.face:
        return replace(delivery, wish=wish)
    if delivery.pushed is not None and not delivery.unconfirmed and wish.main and wish.main == delivery.main:
        waits = old is not None and old.face != delivery.pushed and old.main == wish.main
        ready = delivery.ready if waits else ready + SMALL_SECONDS
    return replace(delivery, wish=wish, ready=ready, failures=0, later=-inf)


def unwished(delivery: Delivery) -> Delivery:
    """What it shall show is not known for now: it is given nothing."""
    return replace(delivery, wish=None, ready=-inf)


def due(delivery: Delivery, rules: Rules, moment: Moment) -> float:
    """The second from which it is to be handed over; infinite where there is nothing to do today."""
    wish = delivery.wish
    if wish is None or delivery.done:
        return inf
    if delivery.pushed == wish.face:
        first = _overdue(delivery)
    else:
        first = max(delivery.ready, _spared(delivery, wish, rules, moment))
    rest = delivery.drawn + REST_SECONDS if delivery.colour else -inf
    return max(first, delivery.later, rest)


def full(delivery: Delivery, moment: Moment) -> bool:
    """Whether the next drawing must take all ghosts away: always in colour, else each sixth and each day's first."""
    return delivery.colour or delivery.fast >= MOST_FAST or delivery.full_day != moment.today


def taken(delivery: Delivery, wish: Wish, answer: Pushed, moment: Moment) -> Delivery:
    """The gateway has taken this face, which may not be the newest any more: then the newest may be no small change."""
    given = replace(_given(delivery, wish, moment), mark=answer.mark, failures=0, later=-inf)
    return _confirmed(given, moment) if answer.shown else given


def doubtful(delivery: Delivery, wish: Wish, moment: Moment, wait: float) -> Delivery:
    """It may have arrived, nobody knows: the tag is looked at, and after `wait` seconds it is handed over again."""
    given = _given(delivery, wish, moment)
    return replace(
        given,
        calls=moment.seconds - OVERDUE_SECONDS,
        fast=MOST_FAST,
        failures=delivery.failures + 1,
        later=moment.seconds + wait,
    )


def failed(delivery: Delivery, moment: Moment, wait: float) -> Delivery:
    """It has not arrived; not again before `wait` seconds have passed."""
    return replace(delivery, failures=delivery.failures + 1, later=moment.seconds + wait)


def reported(delivery: Delivery, report: TagReport, moment: Moment) -> Delivery:
    """The gateway has told how the tag is."""
    if report.shown is not None and report.shown == delivery.pushed:
        return _confirmed(delivery, moment) if delivery.unconfirmed else delivery
    if not delivery.unconfirmed:
        lost = report.shown is not None and delivery.pushed is not None
        return _lost(delivery, report, moment) if lost else delivery
    if delivery.calls is None and report.calls_at is not None:
        calls = moment.seconds + (report.calls_at - moment.now).total_seconds()
        if delivery.pushed_at <= calls <= moment.seconds + _DAY_SECONDS:
            return replace(delivery, calls=calls)
    return delivery


def _lost(delivery: Delivery, report: TagReport, moment: Moment) -> Delivery:
    """It hangs there no more, and no change of it is a small one."""
    ready = min(delivery.ready, moment.seconds)
    return replace(delivery, ready=ready, pushed=None, said=None, main=None, until=None, shown=report.shown)


def resumed(delivery: Delivery, moment: Moment, *, sure: bool = True) -> Delivery:
    """As it goes on after a restart, from what was kept: whatever rest was under way is waited for to its end.

    Where nobody is `sure` of the time, it may have been under way, and is kept whole.
    """
    last = max((one for one in (delivery.pushed_on, delivery.shown_on) if one is not None), default=None)
    ago = 0.0 if last is None or not sure else min(max((moment.now - last).total_seconds(), 0.0), REST_SECONDS)
    drawn = -inf if last is None else moment.seconds - ago
    return replace(delivery, pushed_at=moment.seconds, drawn=drawn, calls=None, ready=-inf, later=-inf, failures=0)


def _overdue(delivery: Delivery) -> float:
    """A quarter of a minute after the tag should have called; where that is not known, later with each try."""
    untold = min(UNTOLD_SECONDS * 2.0 ** min(max(delivery.tries - 1, 0), 10), LONGEST_UNTOLD)
    calls = delivery.pushed_at + untold if delivery.calls is None else delivery.calls
    return calls + OVERDUE_SECONDS


def _spared(delivery: Delivery, wish: Wish, rules: Rules, moment: Moment) -> float:
    """Until when this change waits because the day's drawings are used up: never one between free, taken and unknown.

    What nobody has confirmed may not hang there: then something else may, which says another of the three.
    Nor does any wait longer than the sign is right by its own words: one that names an end is wrong after it.
    """
    used = delivery.refreshes if delivery.day == moment.today else 0
    if used < rules.refreshes or delivery.unconfirmed or delivery.said is not wish.says:
        return -inf
    if delivery.until is None:
        return inf
    return moment.seconds + (delivery.until - moment.now).total_seconds()


def _given(delivery: Delivery, wish: Wish, moment: Moment) -> Delivery:
    again = (delivery.pushed or delivery.shown) == wish.face
    used = delivery.refreshes if delivery.day == moment.today else 0
    whole = full(delivery, moment)
    newest = delivery.wish
    outdone = newest is not None and newest.face != wish.face and newest.main != wish.main
    return replace(
        delivery,
        ready=min(delivery.ready, moment.seconds) if outdone else delivery.ready,
        pushed=wish.face,
        said=wish.says,
        main=wish.main or None,
        until=wish.until,
        pushed_at=moment.seconds,
        pushed_on=moment.now,
        tries=delivery.tries + 1 if again else 1,
        calls=None,
        drawn=moment.seconds,
        day=moment.today,
        refreshes=used if again else used + 1,
        fast=0 if whole else delivery.fast + 1,
        full_day=moment.today if whole else delivery.full_day,
    )


def _confirmed(delivery: Delivery, moment: Moment) -> Delivery:
    return replace(
        delivery, shown=delivery.pushed, shown_on=moment.now, drawn=moment.seconds, tries=0, calls=None, later=-inf
    )
