"""What holds for every agenda, at every instant, under every policy."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.domain.agenda import Agenda, Closure, agenda_of
from kiosk.domain.appointment import Appointment
from kiosk.domain.day import Busy, Gap, day_lines
from kiosk.domain.freshness import Level
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.domain.state import RoomState, Status, derive, next_boundary
from tests.domain import strategies as some
from tests.domain.builders import TICK

FREE = {Status.FREE, Status.STARTING_SOON}
STEPS = 60


def word(state: RoomState) -> RoomState:
    """The answer without what changes at every instant: when it was given, and the age to the second."""
    level = replace(state.freshness, age=None)
    return replace(state, at=some.ORIGIN, freshness=level)


@given(some.agendas, some.instants, some.policies)
def test_every_instant_has_one_state_that_agrees_with_itself(known: Agenda, now: datetime, policy: Policy) -> None:
    at = derive(known, now, policy)
    covering = [one for one in known.appointments if one.start <= now < one.end]
    match at.status:
        case Status.FREE | Status.STARTING_SOON:
            assert (covering, at.current, at.free_from, at.why) == ([], None, None, None)
            assert at.until is None or now < at.until < now + timedelta(hours=24)
        case Status.OCCUPIED:
            assert at.current in covering or (at.current == known.open_ended and not covering)
        case Status.WAITING_CHECK_IN:
            assert at.current in known.appointments
            assert at.current not in at.upcoming
        case Status.CLOSED:
            assert at.why is not None
            assert at.until is None or at.until > now
        case Status.UNKNOWN:
            assert (at.why is not None, at.until, at.free_from) == (True, None, None)
    assert at.next == (at.upcoming[0] if at.upcoming else None)
    assert all(one.start > now and not one.preparation for one in at.upcoming)


@given(some.agendas, some.instants, some.policies, st.data())
def test_nothing_changes_between_two_boundaries(
    known: Agenda, now: datetime, policy: Policy, data: st.DataObject
) -> None:
    for _ in range(STEPS):
        edge = next_boundary(known, now, policy)
        end = now + timedelta(days=3) if edge is None else edge
        assert end > now
        within = data.draw(st.timedeltas(timedelta(0), end - now - TICK))
        for instant in (now + within, end - TICK):
            assert word(derive(known, instant, policy)) == word(derive(known, now, policy))
        if edge is None:
            return
        now = edge


@given(
    some.timed_appointments,
    some.closures,
    some.instants,
    some.policies,
    st.timedeltas(timedelta(days=-4000), timedelta(days=4000)),
)
def test_shifting_everything_shifts_the_answer(
    listed: list[Appointment], closures: tuple[Closure, ...], now: datetime, policy: Policy, by: timedelta
) -> None:
    room, later = Room("r1", "Room 101", "Europe/Berlin"), Shift(by)
    known = agenda_of(room, listed, as_of=now, known_until=now + timedelta(days=2), closures=closures)
    moved = agenda_of(
        room,
        [later.appointment(one) for one in listed],
        as_of=now + by,
        known_until=now + by + timedelta(days=2),
        closures=tuple(Closure(one.start + by, one.end + by, one.reason) for one in closures),
    )
    here, there = derive(known, now, policy), derive(moved, now + by, policy)
    assert there == later.state(here)
    edge = next_boundary(known, now, policy)
    assert next_boundary(moved, now + by, policy) == later.instant(edge)


class Shift:
    """The same, but `by` later."""

    def __init__(self, by: timedelta) -> None:
        self.by = by

    def instant(self, instant: datetime | None) -> datetime | None:
        return None if instant is None else instant + self.by

    def appointment(self, one: Appointment) -> Appointment:
        deadline = self.instant(one.check_in_deadline)
        return replace(one, start=one.start + self.by, end=one.end + self.by, check_in_deadline=deadline)

    def state(self, state: RoomState) -> RoomState:
        moved = [None if one is None else self.appointment(one) for one in (state.current, state.next)]
        return replace(
            state,
            at=state.at + self.by,
            until=self.instant(state.until),
            free_from=self.instant(state.free_from),
            current=moved[0],
            next=moved[1],
            upcoming=tuple(self.appointment(one) for one in state.upcoming),
            freshness=replace(state.freshness, as_of=self.instant(state.freshness.as_of)),
        )


@given(some.agendas, some.instants, some.policies)
def test_what_is_not_known_is_never_called_free(known: Agenda, now: datetime, policy: Policy) -> None:
    at = derive(known, now, policy)
    distrusted = known.unreadable or known.open_ended is not None or at.freshness.level is Level.EXPIRED
    beyond = known.known_until is not None and now >= known.known_until
    if distrusted or beyond:
        assert at.status not in FREE


@given(some.any_rooms, some.appointments, some.instants, some.policies)
def test_making_data_less_known_never_makes_a_room_free(
    room: Room, listed: list[Appointment], now: datetime, policy: Policy
) -> None:
    known = agenda_of(room, listed, as_of=now, known_until=now + timedelta(days=2))
    old = now - policy.unknown_after - TICK
    broken = Appointment("broken", now, now)
    for worse in (
        replace(known, unreadable=True),
        replace(known, as_of=old),
        replace(known, as_of=None),
        replace(known, open_ended=broken),
        replace(known, known_until=now),
    ):
        assert derive(worse, now, policy).status not in FREE


@given(some.appointments, some.instants, some.policies, st.randoms())
def test_the_order_in_which_appointments_come_does_not_matter(
    listed: list[Appointment], now: datetime, policy: Policy, rng: Random
) -> None:
    room, shuffled = Room("r1", "Room 101", "America/Sao_Paulo"), list(listed)
    rng.shuffle(shuffled)
    one, other = (
        agenda_of(room, these, as_of=now, known_until=now + timedelta(days=2)) for these in (listed, shuffled)
    )
    assert one == other
    assert derive(one, now, policy) == derive(other, now, policy)


@given(some.trusted_agendas, some.closures, some.instants, some.policies)
def test_the_order_of_closures_does_not_matter(
    known: Agenda, closures: tuple[Closure, ...], now: datetime, policy: Policy
) -> None:
    answers = {word(derive(replace(known, closures=one), now, policy)) for one in permutations(closures)}
    assert len(answers) == 1


@given(some.trusted_agendas, some.instants, some.policies, st.timedeltas(timedelta(0), timedelta(days=2)), some.lengths)
def test_one_more_meeting_that_covers_now_never_makes_a_room_freer(
    known: Agenda, now: datetime, policy: Policy, before: timedelta, length: timedelta
) -> None:
    assume(length > timedelta(0))
    more = Appointment("more", now - before, now + length)
    fuller = agenda_of(
        known.room,
        [*known.appointments, more],
        as_of=known.as_of or now,
        known_until=known.known_until or now,
        closures=known.closures,
    )
    was, became = derive(known, now, policy), derive(fuller, now, policy)
    assert became.status not in FREE
    if was.status in {Status.CLOSED, Status.UNKNOWN} and became.status is not Status.OCCUPIED:
        assert (became.status, became.until) == (was.status, was.until)
    if was.status is Status.OCCUPIED and was.until is not None:
        assert became.until is not None
        assert became.until >= was.until
        assert became.free_from is None or became.free_from >= (was.free_from or became.free_from)


@given(some.agendas, some.agendas, some.instants, some.policies)
def test_a_room_s_answer_is_about_that_room_only(one: Agenda, other: Agenda, now: datetime, policy: Policy) -> None:
    alone = derive(one, now, policy)
    derive(other, now, policy)
    assert derive(one, now, policy) == alone
    assert alone.room == one.room
    known = {*one.appointments, one.open_ended, None}
    assert {alone.current, alone.next, *alone.upcoming} <= known


@given(some.agendas, some.instants)
def test_the_lines_of_a_day_follow_each_other_and_gaps_cover_nothing(known: Agenda, now: datetime) -> None:
    lines = day_lines(known, now)
    assert [one.appointment.start for one in lines if isinstance(one, Busy)] == sorted(
        one.appointment.start for one in lines if isinstance(one, Busy)
    )
    edge = now
    for gap in (one for one in lines if isinstance(one, Gap)):
        assert edge <= gap.start <= gap.end - timedelta(minutes=5)
        assert not any(one.start < gap.end and gap.start < one.end for one in known.appointments)
        edge = gap.end


@given(some.agendas, some.instants, st.integers(0, 100))
def test_a_gap_is_where_the_door_would_say_free(known: Agenda, now: datetime, part: int) -> None:
    patient = Policy(soon=timedelta(0), check_in_opens=timedelta(0), unknown_after=timedelta(days=900))
    for gap in (one for one in day_lines(known, now) if isinstance(one, Gap)):
        within = gap.start + (gap.end - gap.start) * part / 101
        assert derive(known, within, patient).status is Status.FREE
