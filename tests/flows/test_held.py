"""Acts on a meeting that there is: extend, end, cancel, check in, and what is true when it changes under the finger."""

from dataclasses import replace

import pytest

from kiosk.acting.outcome import Act, Ending
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.connection import Trouble
from tests.flows.doorstep import ALL, Doorstep, booked
from tests.wording.states import ROOM, at, meeting

NOW = booked("14:00", "14:30")
AFTER = meeting("15:00", "16:00")
WAITING = replace(booked("14:10", "15:00"), check_in=CheckIn.WAITING)


def test_a_meeting_is_extended_only_by_what_is_free() -> None:
    door = Doorstep(NOW, AFTER)
    door.press("extend")
    assert [(choice.key, choice.detail) for choice in door.view.choices] == [
        ("minutes 15", "until 14:45"),
        ("minutes 30", "until 15:00"),
    ]
    door.choose("minutes 30")
    door.finish()
    assert door.desk.asked == [(Act.EXTEND, "1", "b1", at("15:00"))]
    assert door.view.tone == "good"


def test_where_nothing_is_free_after_it_the_sheet_says_so() -> None:
    door = Doorstep(NOW, meeting("14:30", "15:00"))
    door.press("extend")
    assert door.view.title == "No time is left"
    assert door.keys == ()


@pytest.mark.parametrize(("key", "act"), [("end", Act.END), ("cancel", Act.CANCEL)])
def test_giving_a_room_back_asks_once(key: str, act: Act) -> None:
    door = Doorstep(NOW)
    door.press(key)
    assert door.desk.asked == []
    assert door.choice("yes").kind == "danger"
    door.choose("yes")
    door.choose("yes")
    door.finish()
    assert door.desk.asked == [(act, "1", "b1")]


@pytest.mark.parametrize("key", ["end", "cancel"])
def test_no_leaves_everything_as_it_was(key: str) -> None:
    door = Doorstep(NOW)
    door.press(key)
    door.choose("no")
    assert door.view.name == ""
    assert door.desk.asked == []


def test_check_in_is_one_tap_where_the_backend_takes_it() -> None:
    door = Doorstep(WAITING)
    door.press("check_in")
    assert door.view.tone == "waiting"
    door.finish()
    assert door.desk.asked == [(Act.CHECK_IN, "1", "b1")]
    assert door.view.title == "Checked in"


def test_check_in_shows_the_code_large_where_only_a_phone_can() -> None:
    door = Doorstep(WAITING, can=frozenset({"book", "check_in"}))
    door.press("check_in")
    assert door.view.qr_modules > 20
    assert not door.works
    door.know(WAITING, keys=False)
    assert door.view.qr_modules == 0
    assert door.view.title == "Check in with your phone"


def test_a_check_in_without_an_answer_may_be_tried_again() -> None:
    door = Doorstep(WAITING)
    door.desk.ending = Ending.OFFLINE
    door.press("check_in")
    door.finish()
    door.choose("again")
    door.choose("check_in")
    door.finish()
    assert len(door.desk.asked) == 2


def test_check_in_by_a_phone_meanwhile_ends_the_sheet_where_the_meeting_is_over() -> None:
    door = Doorstep(WAITING, can=frozenset({"check_in"}))
    door.press("check_in")
    door.know()
    assert door.view.title == "This meeting has changed"


@pytest.mark.parametrize("key", ["extend", "end", "cancel"])
@pytest.mark.parametrize(
    "then",
    [(), (booked("14:10", "15:00", "other"),), (replace(NOW, end=at("14:11")),)],
    ids=["gone", "another", "over"],
)
def test_a_meeting_that_is_not_there_any_more_cannot_be_acted_on(key: str, then: tuple[Appointment, ...]) -> None:
    door = Doorstep(NOW)
    door.press(key)
    offered = door.keys
    door.know(*then)
    assert door.view.title == "This meeting has changed"
    for old in offered:
        door.choose(old)
    assert door.desk.asked == []
    assert not door.works


def test_a_meeting_that_is_moved_changes_its_sheet() -> None:
    door = Doorstep(NOW)
    door.press("extend")
    door.know(replace(NOW, end=at("14:50")))
    assert "14:50" in door.view.line
    assert door.view.choices[0].detail == "until 15:05"
    door.choose("minutes 15")
    door.finish()
    assert door.desk.asked == [(Act.EXTEND, "1", "b1", at("15:05"))]


@pytest.mark.parametrize("key", ["extend", "end", "cancel", "check_in"])
def test_without_a_connection_no_act_is_begun(key: str) -> None:
    door = Doorstep(WAITING if key == "check_in" else NOW)
    door.know(WAITING if key == "check_in" else NOW, trouble=Trouble.TIMED_OUT)
    door.press(key)
    door.choose("yes")
    door.choose("minutes 15")
    assert door.view.title == "No connection just now"
    assert not door.works


@pytest.mark.parametrize("key", ["extend", "end", "cancel", "check_in"])
def test_a_room_that_is_gone_ends_every_sheet(key: str) -> None:
    door = Doorstep(WAITING if key == "check_in" else NOW, can=ALL - {"check_in_tap"})
    door.press(key)
    door.know(NOW, room=replace(ROOM, gone=True))
    assert door.view.title == "This room is not in use any more"


def test_a_meeting_of_the_day_can_be_looked_at_and_cancelled() -> None:
    door = Doorstep(NOW, booked("16:00", "17:00", "b2", "Retro"))
    door.press("meeting b2")
    assert (door.view.title, door.keys) == ("Retro", ("cancel",))
    door.choose("cancel")
    assert "Retro" in door.view.line
    door.choose("yes")
    door.finish()
    assert door.desk.asked == [(Act.CANCEL, "1", "b2")]


def test_a_private_meeting_shows_neither_subject_nor_organizer() -> None:
    private = replace(booked("16:00", "17:00", "b2", None), private=True, organizer=None)
    door = Doorstep(private)
    door.press("meeting b2")
    assert door.view.title == "Reserved"
    assert door.view.line == "16:00 – 17:00"


def test_a_meeting_that_disappears_while_it_is_looked_at_says_so() -> None:
    door = Doorstep(NOW, booked("16:00", "17:00", "b2"))
    door.press("meeting b2")
    door.know(NOW)
    assert door.view.title == "This meeting has changed"
