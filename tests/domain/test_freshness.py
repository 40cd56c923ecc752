"""Old data show their age, and too old ones are never called free."""

from datetime import datetime, timedelta

import pytest

from kiosk.domain.agenda import Agenda, agenda_of
from kiosk.domain.freshness import Level, freshness
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, Why
from tests.domain.builders import POLICY, TICK, agenda, make_room, meeting, state, utc, waiting

NOON = utc("12:00")


@pytest.mark.parametrize(
    ("age", "level"),
    [
        (timedelta(0), Level.FRESH),
        (timedelta(seconds=90), Level.FRESH),
        (timedelta(seconds=90) + TICK, Level.STALE),
        (timedelta(seconds=900), Level.STALE),
        (timedelta(seconds=900) + TICK, Level.EXPIRED),
        (timedelta(days=400), Level.EXPIRED),
    ],
)
def test_data_go_from_fresh_to_stale_to_expired(age: timedelta, level: Level) -> None:
    old, early = freshness(NOON, NOON + age, POLICY), freshness(NOON, NOON - age, POLICY)
    assert (old.as_of, old.age, old.level) == (NOON, age, level)
    assert (early.as_of, early.age, early.level) == (NOON, timedelta(0), level)


def test_the_limits_are_the_policy_s() -> None:
    policy = Policy(stale_after=timedelta(seconds=5), unknown_after=timedelta(seconds=7))
    levels = [freshness(NOON, NOON + timedelta(seconds=age), policy).level for age in (5, 6, 7, 8)]
    assert levels == [Level.FRESH, Level.STALE, Level.STALE, Level.EXPIRED]


def test_no_data_have_no_age_and_are_not_to_be_trusted() -> None:
    nothing = freshness(None, NOON, POLICY)
    assert (nothing.as_of, nothing.age, nothing.level) == (None, None, Level.EXPIRED)


def test_a_room_of_which_nothing_was_learned_is_unknown() -> None:
    at = state(Agenda(make_room(), None), NOON, POLICY)
    assert (at.status, at.why, at.until, at.free_from) == (Status.UNKNOWN, Why.NO_DATA, None, None)


@pytest.mark.parametrize("now", [NOON + timedelta(seconds=900) + TICK, NOON - timedelta(seconds=900) - TICK])
def test_expired_data_make_a_free_room_unknown(now: datetime) -> None:
    at = state(agenda(), now, POLICY)
    assert (at.status, at.why) == (Status.UNKNOWN, Why.EXPIRED)


def test_stale_data_still_tell_the_state() -> None:
    at = state(agenda(), NOON + timedelta(seconds=900), POLICY)
    assert (at.status, at.freshness.level) == (Status.FREE, Level.STALE)


def test_expired_data_make_every_room_unknown_but_keep_the_remembered_agenda() -> None:
    known = agenda(meeting("12:00", "14:00", "a"), waiting("14:00", "15:00"))
    at = state(known, "13:00", POLICY)
    assert (at.status, at.until, at.free_from) == (Status.UNKNOWN, None, None)
    assert (at.current and at.current.id, at.next and at.next.id, len(at.upcoming)) == ("a", "w", 1)
    assert (at.freshness.as_of, at.freshness.age) == (NOON, timedelta(hours=1))


def test_expired_data_go_before_a_record_that_the_backend_called_current() -> None:
    known = agenda(open_ended=meeting("10:00", "10:00"))
    assert state(known, "13:00", POLICY).status is Status.UNKNOWN


def test_an_agenda_of_which_nothing_odd_is_said_is_trusted() -> None:
    bare = agenda_of(make_room(), [], as_of=NOON, known_until=utc("23:00"))
    for known in (Agenda(make_room(), NOON), bare):
        assert (state(known, NOON, POLICY).status, known.ignored) == (Status.FREE, 0)
