"""The reception's machine: whatever happens in whatever order, it stands at a step that makes sense, and forgets."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.connection import Trouble
from kiosk.domain.reception import advance, beginning
from kiosk.domain.reception_events import (
    Back,
    Closed,
    CodeWanted,
    Confirmed,
    Effect,
    Event,
    HostChosen,
    HostsFound,
    KeyPressed,
    LanguageChosen,
    LookedUp,
    LookUp,
    NotRecorded,
    PrintBadge,
    Record,
    Recorded,
    Scanned,
    SearchHosts,
    Submitted,
    TextChanged,
    Tick,
    Touched,
    WalkInWanted,
)
from kiosk.domain.reception_steps import (
    Done,
    EnteringCode,
    Greeting,
    Habits,
    HouseRules,
    Idle,
    Locked,
    LookingUp,
    NotKept,
    Recording,
    Refused,
    WalkIn,
)
from kiosk.domain.visit import BadgeState, Host, Visit
from kiosk.domain.visiting import Act, Found, Outcome, Receipt, Unanswered

NOW = datetime(2026, 11, 20, 13, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HABITS = Habits()
RULES = Habits(house_rules=True)
ADA = Visit("7", "FJUEIW", NOW, NOW + timedelta(hours=1), "UTC", visitor="Ada Lovelace", host=Host("Grace Hopper"))
IN = replace(ADA, state=BadgeState.IN)


class Desk:
    """Plays events, one second each, and keeps what was to be done."""

    def __init__(self, habits: Habits = HABITS) -> None:
        self.habits = habits
        self.at = NOW
        self.talk = beginning(NOW)
        self.effects: list[Effect] = []

    def play(self, *events: Event) -> "Desk":
        for event in events:
            self.at += SECOND
            self.talk, effects = advance(self.talk, event, self.at, self.habits)
            self.effects += effects
        return self

    def answered(self, found: object) -> "Desk":
        return self.play(LookedUp(self.talk.tickets, found))  # type: ignore[arg-type] # any finding

    def recorded(self, outcome: Outcome = Outcome.CHECKED_IN, act: Act = Act.ARRIVE) -> "Desk":
        return self.play(Recorded(self.talk.tickets, Receipt(act, outcome, self.at, "key", ADA)))


def keys(text: str) -> list[Event]:
    return [KeyPressed(one) for one in text]


def greeted(habits: Habits = HABITS) -> Desk:
    return Desk(habits).play(CodeWanted(), *keys("fjueiw")).answered(Found(Outcome.FOUND, ADA))


def test_a_visitor_types_a_code_and_is_checked_in() -> None:
    desk = Desk().play(CodeWanted(), *keys("fjuei"))
    assert desk.talk.step == EnteringCode(Act.ARRIVE, "FJUEI")

    desk.play(KeyPressed("w"))
    assert desk.effects == [LookUp(1, Act.ARRIVE, "FJUEIW")]
    assert desk.answered(Found(Outcome.FOUND, ADA)).talk.step == Greeting(Act.ARRIVE, ADA, "FJUEIW")

    desk.play(Confirmed())
    assert desk.effects[1:] == [Record(2, Act.ARRIVE, ADA)]
    assert isinstance(desk.talk.step, Recording)

    desk.recorded()
    assert isinstance(desk.talk.step, Done)
    assert desk.effects[2:] == [PrintBadge(ADA)]


def test_house_rules_are_accepted_before_anything_is_written_down() -> None:
    desk = greeted(RULES).play(Confirmed())
    assert desk.talk.step == HouseRules(ADA)
    assert not [one for one in desk.effects if isinstance(one, Record)]
    assert isinstance(desk.play(Confirmed()).talk.step, Recording)


def test_the_same_code_checks_out_and_prints_nothing() -> None:
    desk = Desk().play(Scanned("FJUEIW")).answered(Found(Outcome.ALREADY_IN, IN))
    assert desk.talk.step == Greeting(Act.LEAVE, IN, "FJUEIW")

    desk.play(Confirmed()).recorded(Outcome.CHECKED_OUT, Act.LEAVE)
    assert isinstance(desk.talk.step, Done)
    assert not [one for one in desk.effects if isinstance(one, PrintBadge)]


def test_where_nobody_checks_out_who_is_in_is_told_so() -> None:
    desk = Desk(Habits(check_out=False)).play(CodeWanted(Act.LEAVE))
    assert desk.talk.step == Idle()
    assert desk.play(Scanned("FJUEIW")).answered(Found(Outcome.ALREADY_IN, IN)).talk.step == Refused(
        Outcome.ALREADY_IN, IN, desk.at
    )


@pytest.mark.parametrize("outcome", [Outcome.OVER, Outcome.CANCELLED, Outcome.TOO_EARLY, Outcome.NOT_FOUND])
def test_a_refusal_is_shown_and_goes_away_by_itself(outcome: Outcome) -> None:
    desk = Desk().play(Scanned("FJUEIW")).answered(Found(outcome))
    assert desk.talk.step == Refused(outcome, None, desk.at)

    desk.at += HABITS.reset
    assert desk.play(Tick()).talk.step == Idle()


def test_a_lock_ends_by_itself() -> None:
    desk = Desk().play(Scanned("FJUEIW"))
    until = desk.at + timedelta(seconds=10)
    assert desk.answered(Found(Outcome.LOCKED, until=until)).talk.step == Locked(until)
    desk.at = until
    assert desk.play(Tick()).talk.step == Idle()


def test_while_nobody_can_be_asked_the_code_itself_is_written_down() -> None:
    desk = Desk().play(Scanned("FJUEIW")).answered(Unanswered("FJUEIW", Trouble.UNREACHABLE))
    assert desk.effects[1:] == [Record(2, Act.ARRIVE, code="FJUEIW")]
    assert isinstance(desk.recorded(Outcome.OFFLINE_RECORDED).talk.step, Done)


def test_what_the_disk_did_not_take_is_said_and_can_be_tried_again() -> None:
    desk = greeted().play(Confirmed())
    desk.play(NotRecorded(desk.talk.tickets))
    assert isinstance(desk.talk.step, NotKept)
    desk.play(Confirmed())
    assert isinstance(desk.talk.step, Recording)
    assert isinstance(desk.recorded().talk.step, Done)


def test_an_answer_for_somebody_who_has_gone_is_not_shown_to_the_next() -> None:
    desk = Desk().play(Scanned("FJUEIW"))
    old = desk.talk.tickets
    desk.play(Closed(), Scanned("OTHERX"), LookedUp(old, Found(Outcome.FOUND, ADA)))
    assert isinstance(desk.talk.step, LookingUp)
    assert "Ada" not in repr(desk.talk)


def test_two_scanners_at_once_ask_about_the_first() -> None:
    desk = Desk().play(Scanned("FJUEIW"), Scanned("OTHERX"))
    assert desk.effects == [LookUp(1, Act.ARRIVE, "FJUEIW")]


def test_a_badge_that_is_scanned_twice_is_greeted_once() -> None:
    desk = Desk().play(Scanned("FJUEIW")).answered(Found(Outcome.FOUND, ADA)).play(Scanned("FJUEIW"))
    assert isinstance(desk.talk.step, Greeting)


def test_half_a_minute_without_a_touch_wipes_every_step() -> None:
    form = Desk().play(WalkInWanted(), TextChanged("Ada Lovelace"), Submitted())
    for desk in (greeted(), greeted(RULES).play(Confirmed()), form, Desk().play(CodeWanted(), *keys("FJU"))):
        desk.play(LanguageChosen("de"))
        desk.at += HABITS.idle - 2 * SECOND
        assert desk.play(Tick()).talk.step != Idle()
        desk.play(Touched())
        desk.at += HABITS.idle - SECOND
        assert desk.play(Tick()).talk == replace(beginning(desk.talk.touched), tickets=desk.talk.tickets)


def test_a_clock_that_goes_back_does_not_keep_a_name_on_the_screen() -> None:
    desk = greeted()
    desk.at -= timedelta(hours=3)
    desk.play(Tick())
    desk.at += HABITS.idle
    assert desk.play(Tick()).talk.step == Idle()


def test_the_language_is_the_next_visitors_own_choice() -> None:
    desk = Desk().play(LanguageChosen("de"), CodeWanted())
    assert desk.talk.language == "de"
    assert desk.play(Back()).talk.language == "de"
    assert desk.play(Closed()).talk.language is None


def test_somebody_without_an_appointment_says_who_they_are() -> None:
    grace = Host("Grace Hopper", "3")
    desk = Desk(RULES).play(WalkInWanted(), Submitted())
    assert isinstance(desk.talk.step, WalkIn), "a name is needed"
    desk.play(TextChanged("  Ada   Lovelace\n"), Submitted(), Submitted(), TextChanged("gr"))
    assert desk.effects == [SearchHosts(1, "gr")]
    desk.play(HostsFound(1, (grace,)), HostChosen(grace), TextChanged("ada at home"), Submitted())
    assert isinstance(desk.talk.step, WalkIn), "that is no address"
    desk.play(TextChanged("ada@example.com"), Submitted())
    assert isinstance(desk.talk.step, HouseRules)
    desk.play(Confirmed())
    (record,) = [one for one in desk.effects if isinstance(one, Record)]
    assert record.form is not None
    assert (record.form.name, record.form.host, record.form.email) == ("Ada Lovelace", grace, "ada@example.com")


def test_a_host_is_one_of_those_who_were_found() -> None:
    desk = Desk().play(WalkInWanted(), TextChanged("Ada"), Submitted(), Submitted(), TextChanged("x"))
    assert desk.effects == [], "one letter would be a list of everybody"
    desk.play(HostChosen(Host("Somebody")), Submitted())
    assert isinstance(desk.talk.step, WalkIn)
    assert desk.talk.step.form.host is None


def test_walk_ins_can_be_switched_off() -> None:
    assert Desk(Habits(walk_ins=False)).play(WalkInWanted()).talk.step == Idle()
