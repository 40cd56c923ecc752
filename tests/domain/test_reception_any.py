"""Any events at the reception, in any order: nobody is named before the match, and nothing outlives the end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.connection import Trouble
from kiosk.domain.reception import advance, beginning
from kiosk.domain.reception_events import (
    Back,
    Closed,
    CodeWanted,
    Confirmed,
    Erased,
    Event,
    HostChosen,
    HostsFound,
    KeyPressed,
    LanguageChosen,
    LookedUp,
    NameWanted,
    NotRecorded,
    PrintBadge,
    Recorded,
    Scanned,
    Submitted,
    TextChanged,
    Tick,
    Touched,
    WalkInWanted,
)
from kiosk.domain.reception_steps import (
    Conversation,
    EnteringCode,
    Habits,
    Idle,
    Locked,
    LookingUp,
    Naming,
    WalkIn,
)
from kiosk.domain.visit import Host, Visit
from kiosk.domain.visiting import Act, Found, Outcome, Receipt, Unanswered

NOW = datetime(2026, 11, 20, 13, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ADA = Visit("7", "FJUEIW", NOW, NOW + timedelta(hours=1), "UTC", visitor="Ada Lovelace", host=Host("Grace Hopper"))

FINDINGS = st.sampled_from(
    [*(Found(one, ADA if one is not Outcome.NOT_FOUND else None, NOW) for one in Outcome), Unanswered("X", Trouble.TLS)]
)
TICKETS = st.integers(0, 12)
RECEIPTS = st.builds(Receipt, st.sampled_from(Act), st.sampled_from(Outcome), st.just(NOW), st.just("k"), st.just(ADA))
EVENTS = st.one_of(
    st.sampled_from(
        [Touched(), Tick(), CodeWanted(), CodeWanted(Act.LEAVE), WalkInWanted(), Submitted(), Confirmed(), Back()]
    ),
    st.sampled_from(
        [Closed(), Erased(), Erased(all=True), LanguageChosen("de"), HostChosen(Host("Grace")), NameWanted()]
    ),
    st.builds(KeyPressed, st.text(max_size=2)),
    st.builds(TextChanged, st.text(max_size=300)),
    st.builds(Scanned, st.text(max_size=10)),
    st.builds(LookedUp, TICKETS, FINDINGS),
    st.builds(HostsFound, TICKETS, st.just((Host("Grace"),))),
    st.builds(Recorded, TICKETS, RECEIPTS),
    st.builds(NotRecorded, TICKETS),
)
ALL_HABITS = st.builds(
    Habits, house_rules=st.booleans(), walk_ins=st.booleans(), check_out=st.booleans(), find_hosts=st.booleans()
)


def named(talk: Conversation) -> bool:
    return "Lovelace" in repr(talk)


@settings(max_examples=300)
@given(st.lists(st.tuples(EVENTS, st.integers(-5, 40)), max_size=60), ALL_HABITS)
def test_in_any_order_of_events_nobody_is_named_before_the_match_and_nothing_outlives_the_end(
    events: list[tuple[Event, int]], habits: Habits
) -> None:
    talk, at, asked = beginning(NOW), NOW, set[int]()
    for event, seconds in events:
        at += seconds * SECOND
        before = talk
        talk, effects = advance(talk, event, at, habits)
        for effect in effects:
            if not isinstance(effect, PrintBadge):
                assert effect.ticket not in asked, "every question has a ticket of its own"
                asked.add(effect.ticket)
        assert talk.tickets >= before.tickets
        if named(talk) and not named(before):
            assert isinstance(event, (LookedUp, Recorded))
        if isinstance(talk.step, (Idle, EnteringCode, Naming, LookingUp, Locked, WalkIn)):
            assert not named(talk)
        if isinstance(talk.step, Idle) and not isinstance(before.step, Idle):
            assert replace(talk, language=None) == replace(beginning(talk.touched), tickets=talk.tickets)
    end, _ = advance(talk, Closed(), at, habits)
    assert end == beginning(at, talk.tickets)


@given(st.lists(EVENTS, max_size=40), ALL_HABITS)
def test_whatever_happened_a_minute_without_a_touch_ends_at_the_first_screen(
    events: list[Event], habits: Habits
) -> None:
    talk = beginning(NOW)
    for event in events:
        talk, _ = advance(talk, event, NOW, habits)
    for step in range(4):
        talk, _ = advance(talk, Tick(), NOW + timedelta(minutes=step), habits)
    assert talk.step == Idle()
    assert talk.language is None
