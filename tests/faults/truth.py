"""What a door should have shown, told independently of the program; and whether it did, at every instant."""

from collections.abc import Sequence
from itertools import pairwise

from kiosk.domain.freshness import Level
from kiosk.domain.state import Status
from tests.backends.houses import NOW
from tests.faults.door import MEETINGS, POLICY, Shown

CLOCKS = 1.6  # seconds: as exactly as two clocks agree by whole ones
FLIP = 0.1
SOON, OLD, TOO_OLD = 600.0, 90.0, 900.0


def check(shown: Sequence[Shown], good: Sequence[float], until: float) -> None:
    """All that was shown, until a second; `good` are the seconds at which the server was heard."""
    ends = [after.at for _, after in pairwise(shown)] + [until]
    for one, end in zip(shown, ends, strict=True):
        as_of = (one.state.freshness.as_of - NOW).total_seconds() if one.state.freshness.as_of else None
        if as_of is not None:
            _check_age(one, as_of, good)
        for at in (one.at + FLIP, end - FLIP):
            if one.at < at < end:
                expected = right(at, as_of)
                assert one.state.status in expected, f"{one.state.status} at {at}, expected {expected}"
        _check_words(one)


def right(at: float, as_of: float | None) -> set[Status]:
    """What may be said at a second of what was true at another; two things where the clocks leave it open."""
    if as_of is None:
        return {Status.UNKNOWN}
    return {_right(moment, as_of) for moment in (at - FLIP, at, at + FLIP)}


def _right(at: float, as_of: float) -> Status:
    if at - as_of > TOO_OLD:
        return Status.UNKNOWN
    if any(60 * begin <= at < 60 * end for begin, end in MEETINGS):
        return Status.OCCUPIED
    soon = any(0 < 60 * begin - at <= SOON for begin, _ in MEETINGS)
    return Status.STARTING_SOON if soon else Status.FREE


def _check_age(one: Shown, as_of: float, good: Sequence[float]) -> None:
    heard = [second for second in good if second <= one.at + 0.001]
    assert heard, "it claims to know, and nobody told it"
    taken = [second for second in heard if second < one.at - 10.0] or heard  # the last may be on its way still
    assert taken[-1] - CLOCKS <= as_of <= heard[-1] + CLOCKS, "not as old as it says"
    age = one.state.freshness.age
    assert age is not None
    assert abs(one.at - as_of - age.total_seconds()) <= CLOCKS, "the age is not the true one"


def _check_words(one: Shown) -> None:
    view, level = one.view, one.state.freshness.level
    assert (view.note == "") is (level is Level.FRESH)
    assert view.faded is (one.state.status is Status.UNKNOWN)
    assert view.word
    if level is not Level.FRESH and one.state.freshness.as_of is not None:
        assert view.note.startswith("Last contact 12:0"), "the age is on the screen"
        assert view.connection != "online"


def check_policy() -> None:
    """The figures of this file are the program's."""
    found = (POLICY.soon, POLICY.stale_after, POLICY.unknown_after)
    assert [one.total_seconds() for one in found] == [SOON, OLD, TOO_OLD]
