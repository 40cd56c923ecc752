"""The rest of a room's day as lines: what covers it, and the gaps between."""

import pytest

from kiosk.domain.agenda import Agenda, Closure
from kiosk.domain.day import Busy, Gap, day_lines
from tests.domain.builders import agenda, make_room, meeting, utc

A, B = meeting("10:00", "11:00", "a"), meeting("13:00", "14:00", "b")
MIDNIGHT = "2026-03-03 00:00"


def lines(known: Agenda, now: str) -> list[str | tuple[str, str] | tuple[str, str, bool]]:
    """Each line as a meeting's name, or a gap as its two times and whether it runs to the end of the day."""
    found: list[str | tuple[str, str] | tuple[str, str, bool]] = []
    for line in day_lines(known, utc(now)):
        match line:
            case Busy(appointment):
                found.append(appointment.id)
            case Gap(start, end, rest_of_day):
                found.append((f"{start:%d %H:%M}", f"{end:%d %H:%M}", rest_of_day))
    return found


def test_the_day_is_its_meetings_and_the_gaps_around_them() -> None:
    assert lines(agenda(B, A), "09:00") == [
        ("02 09:00", "02 10:00", False), "a", ("02 11:00", "02 13:00", False), "b", ("02 14:00", "03 00:00", True),
    ]  # fmt: skip


def test_what_is_over_is_left_out_and_the_gap_that_holds_now_starts_now() -> None:
    assert lines(agenda(A, B), "11:30") == [("02 11:30", "02 13:00", False), "b", ("02 14:00", "03 00:00", True)]


def test_what_covers_now_comes_first_and_leaves_at_its_end() -> None:
    assert lines(agenda(A), "10:30") == ["a", ("02 11:00", "03 00:00", True)]
    assert lines(agenda(A), "11:00") == [("02 11:00", "03 00:00", True)]


def test_an_empty_day_is_one_gap() -> None:
    assert lines(agenda(), "09:00") == [("02 09:00", "03 00:00", True)]


@pytest.mark.parametrize(("end", "gap"), [("12:55", True), ("12:55:00.000001", False), ("13:00", False)])
def test_a_gap_of_less_than_five_minutes_is_none(end: str, gap: bool) -> None:  # noqa: FBT001
    shown = lines(agenda(meeting("12:00", end, "a"), B), "12:00")
    assert shown[:-1] == (["a", ("02 12:55", "02 13:00", False), "b"] if gap else ["a", "b"])


def test_overlapping_meetings_leave_no_gap_inside_the_longer() -> None:
    known = agenda(
        meeting("10:00", "12:00", "long"), meeting("10:15", "10:30", "short"), meeting("12:00", "13:00", "c")
    )
    assert lines(known, "10:20") == ["long", "short", "c", ("02 13:00", "03 00:00", True)]


def test_a_meeting_over_midnight_ends_the_day() -> None:
    known = agenda(
        meeting("23:00", "2026-03-03 01:00", "late"), meeting("2026-03-03 00:30", "2026-03-03 02:00", "next")
    )
    assert lines(known, "22:00") == [("02 22:00", "02 23:00", False), "late"]
    assert lines(known, "2026-03-03 00:10")[:2] == ["late", "next"]


def test_what_starts_at_midnight_belongs_to_the_next_day() -> None:
    known = agenda(meeting(MIDNIGHT, "2026-03-03 01:00", "next"))
    assert lines(known, "22:00") == [("02 22:00", "03 00:00", True)]


def test_preparations_are_lines_too() -> None:
    assert lines(agenda(meeting("10:00", "10:30", "p", preparation=True)), "10:00")[0] == "p"


@pytest.mark.parametrize(
    ("time_zone", "now", "midnight"),
    [
        ("Europe/Berlin", "2026-03-29 00:30", "29 22:00"),
        ("Europe/Berlin", "2026-10-25 00:30", "25 23:00"),
        ("Australia/Sydney", "2026-04-04 14:00", "05 14:00"),
        ("Australia/Lord_Howe", "2026-04-04 14:00", "05 13:30"),
        ("America/Sao_Paulo", "2018-11-03 12:00", "04 03:00"),
        ("America/Sao_Paulo", "2018-02-18 01:30", "18 03:00"),
        ("America/Sao_Paulo", "2018-02-18 02:30", "18 03:00"),
        ("Asia/Kathmandu", "1985-12-31 18:00", "31 18:30"),
    ],
)
def test_the_day_ends_at_the_room_s_own_midnight(time_zone: str, now: str, midnight: str) -> None:
    known = agenda(room=make_room(time_zone), known_until="2030-01-01 00:00")
    assert lines(known, now) == [(f"{utc(now):%d %H:%M}", midnight, True)]


def test_gaps_end_where_the_knowledge_ends() -> None:
    known = agenda(A, B, known_until="2026-03-02 12:00")
    assert lines(known, "10:00") == ["a", ("02 11:00", "02 12:00", False), "b"]
    assert lines(agenda(known_until="2026-03-02 12:00"), "12:00") == []


@pytest.mark.parametrize(
    "known",
    [
        agenda(A, B, unreadable=True),
        agenda(A, B, open_ended=meeting("09:00", "09:00")),
        agenda(A, B, room=make_room(gone=True)),
        Agenda(make_room(), None, utc(MIDNIGHT), (A, B)),
    ],
)
def test_a_room_of_which_not_all_is_known_has_no_gaps(known: Agenda) -> None:
    assert lines(known, "09:00") == ["a", "b"]


def test_gaps_leave_out_closures() -> None:
    known = agenda(
        A,
        closures=(
            Closure(utc("10:30"), utc("12:00")),
            Closure(utc("15:00"), utc("14:00")),
            Closure(utc("16:00"), utc("16:00")),
        ),
    )
    assert lines(known, "09:00") == [("02 09:00", "02 10:00", False), "a", ("02 12:00", "03 00:00", True)]
    assert lines(known, "11:30") == [("02 12:00", "03 00:00", True)]


def test_gaps_leave_out_the_hours_in_which_the_room_is_shut() -> None:
    known = agenda(A, room=make_room(hours="mon 08:00-12:00, mon 13:00-18:00"))
    assert lines(known, "07:00") == [
        ("02 08:00", "02 10:00", False), "a", ("02 11:00", "02 12:00", False), ("02 13:00", "02 18:00", False),
    ]  # fmt: skip
    assert lines(known, "18:00") == []


def test_a_room_open_until_midnight_is_free_for_the_rest_of_the_day() -> None:
    known = agenda(room=make_room(hours="mon 08:00-24:00"))
    assert lines(known, "09:00") == [("02 09:00", "03 00:00", True)]


def test_hours_and_closures_both_cut() -> None:
    known = agenda(room=make_room(hours="mon 08:00-18:00"), closures=(Closure(utc("16:00"), utc("20:00")),))
    assert lines(known, "09:00") == [("02 09:00", "02 16:00", False)]
