"""The day as a list: each line that the home screen lets one press, and the way that it leads."""

from dataclasses import replace

from kiosk.acting.outcome import Act
from kiosk.flows.room_flow import RoomFlow
from tests.flows.doorstep import ALL, Doorstep, booked
from tests.wording.states import at

DAY = (booked("14:00", "15:00"), booked("17:00", "17:30", "b2"))
CAN = ALL | {"day"}


def rows(door: Doorstep) -> list[tuple[str, str]]:
    return [(one.title, one.trailing.replace("\u2009", "")) for one in door.view.rows]


def nobody() -> RoomFlow:
    raise LookupError("nothing opens this here")


def test_it_is_behind_more_and_lists_what_may_be_pressed() -> None:
    door = Doorstep(*DAY, can=CAN - {"cancel"}, more={"report": nobody})
    door.press("more")
    assert "day" in door.keys
    door.choose("day")
    assert rows(door) == [("Free", "15:00–17:00"), ("Free", "17:30")]


def test_meetings_are_in_it_where_they_may_be_cancelled() -> None:
    door = Doorstep(*DAY, can=CAN)
    door.press("day")
    assert [one.key.partition(" ")[0] for one in door.view.rows] == ["meeting", "gap", "meeting", "gap"]
    door.choose(door.view.rows[2].key)
    assert door.view.name == "meeting"


def test_a_gap_of_it_is_booked() -> None:
    door = Doorstep(*DAY, can=CAN)
    door.press("day")
    door.choose(next(one.key for one in door.view.rows if one.key.startswith("gap ")))
    assert door.view.name == "later"
    door.choose(f"start {at('15:30').isoformat()}")
    door.choose("minutes 30")
    door.finish()
    assert door.desk.asked == [(Act.BOOK, "1", at("15:30"), at("16:00"), None)]


def test_what_happens_meanwhile_is_seen_and_a_line_that_is_gone_leads_nowhere() -> None:
    door = Doorstep(*DAY, can=CAN - {"cancel"})
    door.press("day")
    gone = door.view.rows[0].key
    door.know(booked("14:00", "17:00"), DAY[1])
    assert rows(door) == [("Free", "17:30")]
    door.choose(gone)
    assert door.view.name == "day"


def test_a_day_without_a_gap_says_so() -> None:
    whole = replace(booked("14:00", "15:00"), end=at("23:30") + (at("15:00") - at("14:00")))
    door = Doorstep(whole, can=CAN - {"cancel"})
    door.press("day")
    assert (door.view.rows, door.view.rows_empty) == ((), "Nothing more is free today.")
