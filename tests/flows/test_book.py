"""Booking at the door: what is offered really fits, one tap books once, and every end is said."""

from dataclasses import replace

import pytest

from kiosk.acting.outcome import Act, Ending
from kiosk.domain.connection import Trouble
from tests.flows.doorstep import ALL, Doorstep, booked
from tests.wording.states import ROOM, at, meeting

NEXT = meeting("15:00", "16:00")


def test_what_is_offered_ends_before_the_next_meeting() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    labels = [(choice.key, choice.label, choice.detail) for choice in door.view.choices]
    assert labels == [
        ("minutes 15", "15\u00a0min", "until 14:27"),
        ("minutes 30", "30\u00a0min", "until 14:42"),
        ("minutes 45", "45\u00a0min", "until 14:57"),
        ("next", "Until 15:00", "48\u00a0min"),
        ("time", "Choose a time", ""),
    ]
    assert door.view.title == "Book \u2068Victoria\u2069"
    assert door.view.line == "From now on · available until 15:00"


def test_a_tap_says_at_once_that_it_is_on_its_way_and_then_how_it_ended() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    door.choose("minutes 30")
    assert (door.view.tone, door.view.seconds, door.view.choices) == ("waiting", 0, ())
    door.finish()
    assert door.desk.asked == [(Act.BOOK, "1", at("14:12"), at("14:42"), None)]
    assert (door.view.tone, door.view.title) == ("good", "The room is yours")


def test_a_second_tap_on_the_same_button_books_nothing_more() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    door.choose("minutes 30")
    door.choose("minutes 30")
    door.choose("minutes 15")
    door.finish()
    door.choose("minutes 30")
    assert len(door.desk.asked) == 1
    assert not door.works


def test_the_second_of_two_quick_taps_on_the_home_screen_is_not_meant_for_the_sheet() -> None:
    door = Doorstep(NEXT)
    door.doorway.press("book")
    door.doorway.press("book")
    door.doorway.host.chosen("minutes 15")
    assert not door.works
    assert door.view.name == "book"


def test_a_key_that_is_not_offered_any_more_books_nothing() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    door.know(meeting("14:30", "16:00"))
    door.choose("minutes 45")
    assert not door.works
    assert "minutes 45" not in door.keys


def test_the_offers_move_with_the_minutes_and_keep_their_places() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    before = door.keys
    door.clock.pass_by(60)
    door.know(NEXT)
    assert door.keys == before
    assert door.choice("minutes 15").detail == "until 14:28"


def test_a_time_of_ones_choice_is_a_quarter_of_an_hour_that_fits() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    door.choose("time")
    assert [choice.label for choice in door.view.choices] == ["14:30", "14:45", "15:00"]
    door.back()
    assert door.view.name == "book"
    door.choose("time")
    door.choose(f"end {at('14:45').isoformat()}")
    door.finish()
    assert door.desk.asked == [(Act.BOOK, "1", at("14:12"), at("14:45"), None)]


def test_a_name_is_typed_only_where_somebody_wants_one() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    assert door.view.entry is None
    door.choose("name")
    assert door.view.entry is not None
    door.type("R", "Retro ")
    assert door.choice("name").chosen
    door.choose("minutes 15")
    door.finish()
    assert door.desk.asked[0][-1] == "Retro"


def test_a_name_that_is_given_up_or_empty_is_none() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    door.choose("name")
    door.doorway.host.typed("secret")
    door.back()
    assert not door.choice("name").chosen
    door.choose("name")
    door.clock.seconds += 1
    door.doorway.host.typed("   ")
    door.choose("keep")
    door.choose("minutes 15")
    door.finish()
    assert door.desk.asked[0][-1] is None


def test_who_lost_is_told_and_sees_what_else_there_is() -> None:
    door = Doorstep(NEXT)
    door.desk.ending = Ending.TAKEN
    door.desk.outcome = lambda one: replace(one, holder=meeting("14:12", "15:00"), free_from=at("16:00"))
    door.press("book")
    door.choose("minutes 30")
    door.finish()
    assert (door.view.tone, door.view.title) == ("bad", "Not booked")
    assert "16:00" in door.view.line
    assert list(door.keys) == ["again"]
    door.know(meeting("14:42", "16:00"))
    door.choose("again")
    assert [choice.key for choice in door.view.choices] == ["minutes 15", "minutes 30"]


def test_a_private_meeting_that_took_the_time_is_not_named() -> None:
    door = Doorstep(NEXT)
    door.desk.ending = Ending.TAKEN
    private = meeting("14:12", "15:00", None, None, private=True)
    door.desk.outcome = lambda one: replace(one, holder=private, free_from=at("15:00"))
    door.press("book")
    door.choose("minutes 15")
    door.finish()
    assert "None" not in door.view.line
    assert "Grace" not in door.view.line


def test_a_room_that_was_taken_while_one_looked_is_not_offered() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    door.know(booked("14:00", "15:00"))
    assert door.view.title == "It is not free any more"
    assert door.view.line == "Occupied until 15:00."
    assert door.keys == ()


def test_without_a_connection_nothing_is_booked_and_the_reason_stands_there() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    door.know(NEXT, trouble=Trouble.UNREACHABLE)
    assert door.view.title == "No connection just now"
    door.choose("minutes 15")
    assert not door.works
    door.know(NEXT)
    assert door.view.name == "book"


def test_a_room_that_is_gone_ends_the_sheet_truly() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    door.know(NEXT, room=replace(ROOM, gone=True))
    assert door.view.title == "This room is not in use any more"
    door.choose("minutes 15")
    assert not door.works


def test_what_happens_while_it_is_booked_does_not_disturb_the_sheet() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    door.choose("minutes 15")
    door.know(booked("14:12", "14:27"), NEXT)
    before = door.view.tone
    door.finish()
    door.know(booked("14:12", "14:27"), NEXT)
    assert (before, door.view.tone) == ("waiting", "good")


def test_an_act_goes_on_when_its_sheet_is_closed_and_shows_nothing_then() -> None:
    door = Doorstep(NEXT)
    door.press("book")
    door.choose("minutes 15")
    door.doorway.host.dismiss()
    door.finish()
    assert len(door.desk.asked) == 1
    assert door.view.name == ""


@pytest.mark.parametrize("ending", list(Ending))
def test_every_way_to_end_is_a_sentence_and_a_way_out(ending: Ending) -> None:
    door = Doorstep(NEXT, can=ALL)
    door.desk.ending = ending
    door.press("book")
    door.choose("minutes 15")
    door.finish()
    assert door.view.title
    assert door.view.line.endswith(".")
    assert door.view.close
    assert (door.view.tone == "good") is (ending in {Ending.DONE, Ending.ALREADY})
    assert (door.view.tone == "unsure") is (ending in {Ending.UNSURE, Ending.CONTRADICTED})
