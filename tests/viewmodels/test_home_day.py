from dataclasses import replace

import pytest

from kiosk.domain.agenda import Agenda, Closure
from kiosk.domain.hours import OpeningHours
from kiosk.domain.state import derive
from kiosk.viewmodels.home_day import day_rows
from kiosk.viewmodels.home_view import DayRow
from kiosk.wording import Words
from tests.wording.states import POLICY, ROOM, agenda, at, meeting

WORDS = Words("en")


def rows(known: Agenda, now: str) -> tuple[DayRow, ...]:
    return day_rows(derive(known, at(now), POLICY), known, WORDS)


def short(known: Agenda, now: str) -> list[tuple[str, str, str, str, bool]]:
    return [(row.begin, row.finish, row.title, row.detail, row.ongoing) for row in rows(known, now)]


def test_the_rest_of_the_day_with_its_gaps() -> None:
    known = agenda(meeting("13:30", "14:30"), meeting("15:15", "17:00", "Retro", None), now="14:12")

    assert short(known, "14:12") == [
        ("13:30", "14:30", "Design review", "Grace Hopper", True),
        ("14:30", "15:15", "Free", "45\u00a0min", False),
        ("15:15", "17:00", "Retro", "", False),
        ("17:00", "", "Free", "rest of the day", False),
    ]


def test_a_meeting_that_is_not_confirmed_says_so_before_who_called_it() -> None:
    one, other = meeting("15:00", "16:00"), meeting("16:00", "17:00", "Retro", None)
    known = agenda(replace(one, pending=True), replace(other, pending=True), now="14:12")

    details = [row.detail for row in rows(known, "14:12") if row.kind == "meeting"]
    assert details == ["not confirmed yet · \u2068Grace Hopper\u2069", "not confirmed yet"]


def test_the_gap_that_holds_now_begins_now() -> None:
    known = agenda(meeting("15:57", "17:00"), now="14:12")

    assert short(known, "14:12")[0] == ("14:12", "15:57", "Free", "1\u00a0h\u00a045\u00a0min", True)


def test_a_gap_keeps_its_key_while_time_passes_and_a_meeting_while_it_moves() -> None:
    known = agenda(meeting("15:57", "17:00", name="a"), now="14:12")
    later = agenda(meeting("15:57", "18:00", name="a"), now="14:13")

    assert [row.key for row in rows(known, "14:12")][:2] == [row.key for row in rows(later, "14:13")][:2]


def test_keys_differ_also_where_ids_do_not() -> None:
    known = agenda(*(meeting("15:00", "16:00", name="7") for _ in range(3)), now="14:12")

    assert len({row.key for row in rows(known, "14:12")}) == 5


def test_a_meeting_that_ended_within_this_minute_is_gone_at_its_second() -> None:
    known = agenda(meeting("13:30", "14:12:30"), now="14:12")

    assert [row.title for row in rows(known, "14:12:29")] == ["Design review", "Free"]
    assert [row.title for row in rows(known, "14:12:30")] == ["Free"]


@pytest.mark.parametrize("second", ["14:25:00", "14:25:01", "14:25:59"])
def test_a_short_gap_neither_comes_nor_goes_within_a_minute(second: str) -> None:
    known = agenda(meeting("14:30", "15:00"), now="14:25")

    assert rows(known, second) == rows(known, "14:25:00")


def test_an_unknown_room_is_not_called_free_now() -> None:
    known = agenda(meeting("15:00", "16:00"), now="14:12", age=3600)

    assert [row.title for row in rows(known, "14:12")] == ["Design review", "Free"]
    assert [row.ongoing for row in rows(known, "14:12")] == [False, False]


@pytest.mark.parametrize("flaw", ["unreadable", "open_ended", "gone"])
def test_a_room_in_doubt_has_no_gaps(flaw: str) -> None:
    sound = agenda(meeting("15:00", "16:00"), now="14:12")
    doubtful = {
        "unreadable": replace(sound, unreadable=True),
        "open_ended": replace(sound, open_ended=meeting("14:00", "14:00")),
        "gone": replace(sound, room=replace(ROOM, gone=True)),
    }

    assert [row.title for row in rows(doubtful[flaw], "14:12")] == ["Design review"]


def test_nothing_is_free_out_of_hours_or_while_closed() -> None:
    office = replace(ROOM, hours=OpeningHours.parse("08:00-18:00"))
    closure = Closure(at("16:00"), at("17:00"), "Fire drill")
    known = agenda(now="14:12", room=office, closure=closure)

    assert [(begin, finish) for begin, finish, *_ in short(known, "14:12")] == [("14:12", "16:00"), ("17:00", "18:00")]


def test_a_meeting_from_yesterday_into_tomorrow_fills_the_day() -> None:
    known = agenda(meeting("2026-11-19T22:00", "2026-11-21T02:00"), now="14:12")

    assert short(known, "14:12") == [("00:00", "", "Design review", "Grace Hopper", True)]


def test_ten_thousand_meetings_make_a_hundred_lines() -> None:
    many = [meeting("15:00", "16:00", "x" * 10_000, name=str(number)) for number in range(10_000)]

    assert len(rows(agenda(*many, now="14:12"), "14:12")) == 100
