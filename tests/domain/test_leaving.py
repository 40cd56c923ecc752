"""Leaving stays leaving: also where the code was none, where nobody came in, and where the badge is lost."""

from dataclasses import replace

import pytest

from kiosk.domain.connection import Trouble
from kiosk.domain.reception_events import (
    Back,
    CodeWanted,
    Confirmed,
    KeyPressed,
    LookUp,
    NameWanted,
    Record,
    Scanned,
    Submitted,
    TextChanged,
    Tick,
    WalkInWanted,
)
from kiosk.domain.reception_steps import EnteringCode, Greeting, Habits, Idle, Locked, Naming, Recording, Refused
from kiosk.domain.visiting import Act, Found, Outcome, Unanswered
from tests.domain.test_reception import ADA, HABITS, IN, Desk, keys


def leaving(outcome: Outcome, *, known: bool = True) -> Desk:
    """Somebody typed a code to leave, and this came of it."""
    visit = ADA if known else None
    return Desk().play(CodeWanted(Act.LEAVE), *keys("fjueiw")).answered(Found(outcome, visit))


def named(name: str = "Ada") -> Desk:
    """Somebody without a badge typed a name."""
    return Desk().play(CodeWanted(Act.LEAVE), NameWanted(), TextChanged(name), Submitted())


def test_after_a_code_that_was_none_the_next_one_is_typed_to_leave_too() -> None:
    desk = leaving(Outcome.NOT_FOUND, known=False)
    assert desk.talk.step == Refused(Outcome.NOT_FOUND, None, desk.at, Act.LEAVE)
    assert desk.play(Back()).talk.step == EnteringCode(Act.LEAVE)
    desk.play(*keys("fjueiw"))
    assert desk.effects[-1] == LookUp(2, Act.LEAVE, "FJUEIW")


def test_after_a_code_that_was_none_a_scan_is_to_leave_too() -> None:
    desk = leaving(Outcome.NOT_FOUND, known=False).play(Scanned("uid-7"))
    assert desk.effects[-1] == LookUp(2, Act.LEAVE, "uid-7")


def test_who_never_came_in_is_told_so_and_may_still_come_in() -> None:
    desk = leaving(Outcome.FOUND)
    greeting = Greeting(Act.ARRIVE, ADA, "FJUEIW")
    assert desk.talk.step == Refused(Outcome.FOUND, ADA, desk.at, Act.LEAVE, instead=greeting)
    assert not [one for one in desk.effects if isinstance(one, Record)]
    assert desk.play(Confirmed()).talk.step == greeting
    assert isinstance(desk.play(Confirmed()).talk.step, Recording)


@pytest.mark.parametrize("outcome", [one for one in Outcome if one not in {Outcome.ALREADY_IN, Outcome.LOCKED}])
def test_nothing_that_can_come_of_it_greets_somebody_who_leaves_as_one_who_comes(outcome: Outcome) -> None:
    step = leaving(outcome).talk.step
    assert isinstance(step, Refused)
    assert step.act is Act.LEAVE


def test_what_is_refused_to_somebody_who_leaves_goes_away_by_itself() -> None:
    desk = leaving(Outcome.FOUND)
    desk.at += HABITS.reset
    assert desk.play(Tick()).talk.step == Idle()


def test_while_nobody_can_be_asked_it_is_written_down_that_somebody_left() -> None:
    desk = Desk().play(CodeWanted(Act.LEAVE), *keys("fjueiw")).answered(Unanswered("FJUEIW", Trouble.UNREACHABLE))
    assert desk.effects[-1] == Record(2, Act.LEAVE, code="FJUEIW")


def test_somebody_without_a_badge_types_name_and_code() -> None:
    desk = named("  Ada   Lovelace ")
    assert desk.talk.step == EnteringCode(Act.LEAVE, name="Ada Lovelace")
    desk.play(*keys("fjueiw"))
    assert desk.effects == [LookUp(1, Act.LEAVE, "FJUEIW", "Ada Lovelace")]
    assert desk.answered(Found(Outcome.ALREADY_IN, IN)).talk.step == Greeting(Act.LEAVE, IN, "FJUEIW")


def test_a_code_of_unknown_length_goes_with_the_name_as_well() -> None:
    desk = Desk(Habits(code_length=None))
    desk.play(CodeWanted(Act.LEAVE), NameWanted(), TextChanged("Ada"), Submitted(), *keys("abc1"), Submitted())
    assert desk.effects == [LookUp(1, Act.LEAVE, "ABC1", "Ada")]


def test_a_scan_after_the_name_goes_with_it_and_one_before_it_does_without() -> None:
    assert named().play(Scanned("uid-7")).effects == [LookUp(1, Act.LEAVE, "uid-7", "Ada")]
    desk = Desk().play(CodeWanted(Act.LEAVE), NameWanted(), Scanned("uid-7"))
    assert desk.effects == [LookUp(1, Act.LEAVE, "uid-7")]


def test_a_name_and_a_code_that_are_none_together_are_both_typed_again() -> None:
    desk = named().play(*keys("fjueiw")).answered(Found(Outcome.NOT_FOUND))
    assert desk.talk.step == Refused(Outcome.NOT_FOUND, None, desk.at, Act.LEAVE, "Ada")
    assert desk.play(Back()).talk.step == Naming("Ada")


def test_the_way_back_leads_from_the_code_to_the_name_and_from_there_to_the_code_alone() -> None:
    desk = named().play(Back())
    assert desk.talk.step == Naming("Ada")
    assert desk.play(Back()).talk.step == EnteringCode(Act.LEAVE)
    assert desk.play(Back()).talk.step == Idle()


def test_after_a_code_that_was_none_the_name_may_be_typed() -> None:
    assert leaving(Outcome.NOT_FOUND, known=False).play(NameWanted()).talk.step == Naming()


def test_a_name_of_nothing_leads_nowhere() -> None:
    assert Desk().play(CodeWanted(Act.LEAVE), NameWanted(), TextChanged("  \n"), Submitted()).talk.step == Naming("  ")


def test_nobody_arrives_by_name_and_nobody_leaves_by_name_where_nobody_leaves() -> None:
    assert Desk().play(CodeWanted(), NameWanted()).talk.step == EnteringCode(Act.ARRIVE)
    assert Desk(Habits(check_out=False)).play(NameWanted()).talk.step == Idle()


def test_too_many_guesses_lock_whoever_leaves_as_well() -> None:
    desk = named().play(*keys("fjueiw"))
    until = desk.at + HABITS.idle
    assert desk.answered(Found(Outcome.LOCKED, until=until)).talk.step == Locked(until)


def test_half_a_minute_without_a_touch_wipes_the_name() -> None:
    for desk in (named(), Desk().play(CodeWanted(Act.LEAVE), NameWanted(), TextChanged("Ada")), leaving(Outcome.FOUND)):
        desk.at += HABITS.idle
        assert desk.play(Tick()).talk.step == Idle()
        assert "Ada" not in repr(desk.talk)


def test_an_arriving_visitor_who_is_in_already_may_still_leave() -> None:
    desk = Desk().play(CodeWanted(), *keys("fjueiw")).answered(Found(Outcome.ALREADY_IN, IN))
    assert desk.talk.step == Greeting(Act.LEAVE, IN, "FJUEIW")
    assert desk.play(WalkInWanted(), KeyPressed("x")).talk == replace(desk.talk, touched=desk.at)
