"""Opening hours: how they are written, and what they mean on days on which the clocks change."""

import pytest

from kiosk.domain.hours import Opening, OpeningHours
from kiosk.domain.state import Status, Why
from tests.domain.builders import TICK, agenda, make_room, state, utc


def week(text: str) -> dict[int, list[tuple[str, str]]]:
    days: dict[int, list[tuple[str, str]]] = {}
    for one in OpeningHours.parse(text).openings:
        days.setdefault(one.weekday, []).append((f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"))
    return days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon 08:00-18:00", [0]),
        ("mon-fri 08:00-18:00", [0, 1, 2, 3, 4]),
        ("Sat-Sun 08:00-18:00", [5, 6]),
        ("fri-mon 08:00-18:00", [0, 4, 5, 6]),
        ("sun-sat 08:00-18:00", [0, 1, 2, 3, 4, 5, 6]),
        ("08:00-18:00", [0, 1, 2, 3, 4, 5, 6]),
        ("tue   8:00 - 18:00", [1]),
    ],
)
def test_an_entry_names_days_and_a_period(text: str, days: list[int]) -> None:
    assert week(text) == {day: [("08:00", "18:00")] for day in days}


def test_several_entries_add_up() -> None:
    assert week("mon-tue 08:00-12:00, tue 13:00-17:00 ,sat 09:00-10:00") == {
        0: [("08:00", "12:00")],
        1: [("08:00", "12:00"), ("13:00", "17:00")],
        5: [("09:00", "10:00")],
    }


def test_the_last_hour_and_the_last_minute_are_times_of_day() -> None:
    assert week("mon 22:59-23:00, tue 23:00-23:59") == {0: [("22:59", "23:00")], 1: [("23:00", "23:59")]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "''"),
        ("always", "'always'"),
        ("mon-fri", "'mon-fri'"),
        ("mon-fri 08:00-18:00,", "''"),
        ("mon 08:00-18:00 tue 08:00-18:00", "'mon 08:00-18:00 tue 08:00-18:00'"),
        ("mon 8-18", "'mon 8-18'"),
        ("mon-fri 08:00-18:00, mit 09:00-10:00", "'mit' in 'mit 09:00-10:00' is no day"),
        ("mon-don 08:00-18:00", "'don' in"),
        ("mon 08:00-25:00", "'25:00' in 'mon 08:00-25:00' is no time of day"),
        ("mon 08:60-09:00", "'08:60' in"),
        ("mon 08:00-24:01", "'24:01' in"),
        ("mon 18:00-08:00", "'mon 18:00-08:00' closes before it opens"),
        ("mon 08:00-08:00", "'mon 08:00-08:00' closes before it opens"),
        ("mon 24:00-24:00", "'mon 24:00-24:00' closes before it opens"),
    ],
)
def test_an_entry_that_is_not_understood_is_quoted(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"\S+ \S+") as told:
        OpeningHours.parse(text)
    assert said in str(told.value)


@pytest.mark.parametrize("text", ["mon 08:00-12:00, mon 13:00-18:00", "mon 13:00-18:00, mon 08:00-12:00"])
def test_a_break_at_noon_is_closed_in_whatever_order_the_halves_are_given(text: str) -> None:
    known = agenda(room=make_room(hours=text))
    seen = [state(known, now).status for now in ("07:59", "08:00", "11:59", "12:00", "13:00", "17:59", "18:00")]
    shut, free = Status.CLOSED, Status.FREE
    assert seen == [shut, free, free, shut, free, free, shut]
    assert (state(known, "12:30").until, state(known, "09:00").until) == (utc("13:00"), utc("12:00"))


@pytest.mark.parametrize(
    "text", ["mon 08:00-14:00, mon 12:00-18:00", "mon 12:00-18:00, mon 08:00-14:00, mon 13:00-14:00"]
)
def test_periods_that_overlap_are_one(text: str) -> None:
    known = agenda(room=make_room(hours=text))
    assert (state(known, "08:30").until, state(known, "13:59").until) == (utc("18:00"), utc("18:00"))


@pytest.mark.parametrize("text", ["00:00-24:00", "00:00-12:00, 12:00-24:00"])
def test_a_room_that_is_always_open_never_closes(text: str) -> None:
    room = make_room("Europe/Berlin", hours=text)
    known = agenda(room=room, known_until="2026-12-31 00:00")
    for now in ("2026-03-28 23:00", "2026-03-29 01:00", "2026-03-29 22:00", "2026-10-25 00:30", "2026-10-25 23:00"):
        assert (state(known, now).status, state(known, now).until) == (Status.FREE, None)
        assert room.hours is not None
        assert room.hours.next_change(utc(now), room.zone) is None


def test_hours_up_to_midnight_and_from_midnight_join() -> None:
    known = agenda(room=make_room(hours="mon 20:00-24:00, tue 00:00-02:00"))
    assert state(known, utc("2026-03-03 00:00") - TICK).until == utc("2026-03-03 02:00")
    assert state(known, "2026-03-03 00:00").status is Status.FREE
    assert state(known, "2026-03-03 02:00").status is Status.CLOSED


# zone, its hours, and what they are on that day in UTC: opening and closing.
CLOCK_CHANGES = [
    ("Europe/Berlin", "08:00-18:00", "2026-03-28 07:00", "2026-03-28 17:00"),
    ("Europe/Berlin", "08:00-18:00", "2026-03-29 06:00", "2026-03-29 16:00"),
    ("Europe/Berlin", "01:00-04:00", "2026-03-29 00:00", "2026-03-29 02:00"),
    ("Europe/Berlin", "01:00-04:00", "2026-10-24 23:00", "2026-10-25 03:00"),
    ("Australia/Sydney", "08:00-18:00", "2026-04-04 22:00", "2026-04-05 08:00"),
    ("Australia/Lord_Howe", "08:00-18:00", "2026-04-04 21:30", "2026-04-05 07:30"),
    ("Australia/Lord_Howe", "01:00-03:00", "2026-10-03 14:30", "2026-10-03 16:00"),
    ("America/Sao_Paulo", "00:00-06:00", "2018-11-04 03:00", "2018-11-04 08:00"),
    ("America/Sao_Paulo", "20:00-24:00", "2018-02-17 22:00", "2018-02-18 03:00"),
    ("Asia/Kathmandu", "08:00-18:00", "2026-03-02 02:15", "2026-03-02 12:15"),
    ("Asia/Kathmandu", "00:00-06:00", "1985-12-31 18:30", "1986-01-01 00:15"),
]


@pytest.mark.parametrize(("time_zone", "hours", "opens", "closes"), CLOCK_CHANGES)
def test_hours_are_read_on_the_wall_clock_of_the_room(time_zone: str, hours: str, opens: str, closes: str) -> None:
    known = agenda(room=make_room(time_zone, hours=hours), known_until="2030-01-01 00:00")
    before = state(known, utc(opens) - TICK)
    assert (before.status, before.why, before.until) == (Status.CLOSED, Why.OUT_OF_HOURS, utc(opens))
    assert (state(known, opens).status, state(known, opens).until) == (Status.FREE, utc(closes))
    assert state(known, utc(closes) - TICK).status is Status.FREE
    assert state(known, closes).status is Status.CLOSED


def test_an_hour_that_the_clocks_skip_never_opens_the_room() -> None:
    known = agenda(room=make_room("Europe/Berlin", hours="sun 02:00-03:00"), known_until="2026-12-31 00:00")
    for now in ("2026-03-22 02:00", "2026-03-28 12:00", "2026-03-29 01:00", "2026-04-04 23:59:59.999999"):
        at = state(known, now)
        assert (at.status, at.until) == (Status.CLOSED, utc("2026-04-05 00:00"))
        assert known.room.hours is not None
        assert known.room.hours.next_change(utc(now), known.room.zone) == at.until


def test_next_change_and_closed_at_speak_of_the_same_edges() -> None:
    hours, zone = OpeningHours.parse("mon-fri 08:00-18:00"), make_room().zone
    friday = utc("2026-03-06 17:00")
    assert hours.closed_at(friday, zone) is None
    assert hours.next_change(friday, zone) == utc("2026-03-06 18:00")
    weekend = (utc("2026-03-06 18:00"), utc("2026-03-09 08:00"))
    assert hours.closed_at(utc("2026-03-06 18:00"), zone) == weekend
    assert hours.closed_at(utc("2026-03-09 08:00") - TICK, zone) == weekend
    assert hours.next_change(utc("2026-03-07 00:00"), zone) == weekend[1]


def test_a_week_with_one_opening_reaches_to_the_next_week() -> None:
    hours, zone = OpeningHours.parse("mon 08:00-09:00"), make_room().zone
    assert hours.next_change(utc("2026-03-02 09:00"), zone) == utc("2026-03-09 08:00")
    assert hours.openings == (Opening(0, utc("08:00").time(), utc("09:00").time()),)
