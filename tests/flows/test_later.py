"""Booking later: a gap of the day, from when, how long."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from kiosk.acting.outcome import Act
from kiosk.flows.later import thinned
from tests.flows.doorstep import Doorstep
from tests.wording.states import at, meeting

FIRST, SECOND = meeting("14:30", "15:00"), meeting("17:00", "18:00")
GAP = f"gap {at('17:00').isoformat()}"


def start(text: str) -> str:
    return f"start {at(text).astimezone(UTC).isoformat()}"


def test_a_gap_offers_its_quarters_of_an_hour_and_each_what_fits() -> None:
    door = Doorstep(FIRST, SECOND)
    door.press(GAP)
    assert [choice.label for choice in door.view.choices] == [
        f"{hour}:{minute:02}" for hour in (15, 16) for minute in (0, 15, 30, 45)
    ]
    door.choose(start("16:30"))
    assert [choice.detail for choice in door.view.choices] == ["until 16:45", "until 17:00"]
    door.choose("minutes 30")
    door.finish()
    assert door.desk.asked == [(Act.BOOK, "1", at("16:30"), at("17:00"), None)]


def test_one_step_back_is_the_choice_of_the_start() -> None:
    door = Doorstep(FIRST, SECOND)
    door.press(GAP)
    door.choose(start("16:30"))
    assert door.view.back
    door.back()
    assert door.view.name == "later"


def test_the_gap_of_now_also_leads_to_booking_now() -> None:
    door = Doorstep(FIRST, now="13:12")
    door.press(f"gap {at('14:30').isoformat()}")
    assert door.keys[0] == "book"
    door.choose("book")
    assert door.view.name == "book"


def test_a_gap_that_is_taken_meanwhile_ends_the_sheet_truly() -> None:
    door = Doorstep(FIRST, SECOND)
    door.press(GAP)
    door.choose(start("16:30"))
    door.know(FIRST, meeting("15:00", "17:00"), SECOND)
    assert door.view.title == "That time is not free any more"
    door.choose("minutes 30")
    assert not door.works


def test_a_long_gap_is_shown_in_larger_steps_whose_quarters_come_with_the_length() -> None:
    door = Doorstep(now="08:00")
    door.press(f"gap {at('2026-11-21T00:00').isoformat()}")
    assert len(door.view.choices) <= 13
    whole = [key for key in door.keys if key.startswith("start")]
    door.choose(whole[3])
    quarters = [chip for chip in door.view.chips if chip.key.startswith("start")]
    assert len(quarters) > 1
    assert [chip.chosen for chip in quarters] == [True, *[False] * (len(quarters) - 1)]
    door.choose(quarters[1].key)
    again = [chip for chip in door.view.chips if chip.key.startswith("start")]
    assert [chip.key for chip in again] == [chip.key for chip in quarters]
    assert again[1].chosen


def test_steps_follow_the_local_clock() -> None:
    zone = ZoneInfo("Asia/Kathmandu")
    quarters = tuple(at("03:15") + timedelta(minutes=15 * number) for number in range(48))
    step, shown = thinned(quarters, zone)
    assert step == timedelta(hours=1)
    assert {one.astimezone(zone).minute for one in shown} == {0}


def test_a_key_of_no_gap_opens_what_is_true() -> None:
    door = Doorstep(FIRST, SECOND)
    door.press("gap nonsense")
    assert door.view.title == "That time is not free any more"
