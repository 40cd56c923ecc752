"""How bright a door is at any instant, on days on which the clocks change too, and where its picture stands."""

from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.night import (
    FARTHEST,
    STEP,
    WAKE,
    Company,
    DisplayRules,
    Glow,
    NightHours,
    brightness,
    changes_in,
    glow,
    is_busy,
    shift,
    veil,
)
from kiosk.domain.state import Status
from tests.domain.builders import TICK, agenda, meeting, state, utc, waiting
from tests.domain.strategies import instants, zones

BERLIN = ZoneInfo("Europe/Berlin")
NOBODY = Company(timedelta(days=9), timedelta(days=9))
times = st.times(max_value=time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0))
nights = st.builds(NightHours, times, times).filter(lambda one: one.begins != one.ends)
spans = st.integers(0, 7200).map(lambda seconds: timedelta(seconds=seconds))
companies = st.builds(lambda near, shorter: Company(near, max(timedelta(), near - shorter)), spans, spans)
shares = st.floats(0.05, 1.0)
rules = st.builds(DisplayRules, shares, shares, st.none() | nights, st.none() | spans.filter(bool), st.booleans())


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "begins", "ends"), [("20:00-06:00", time(20), time(6)), (" 0:30 - 5:15 ", time(0, 30), time(5, 15))]
)
def test_hours_are_read(text: str, begins: time, ends: time) -> None:
    assert NightHours.parse(text) == NightHours(begins, ends)


@pytest.mark.parametrize("text", ["", "20-6", "20:00", "24:00-06:00", "20:60-06:00", "20:00-20:00", "mon 20:00-06:00"])
def test_what_is_no_night_is_quoted(text: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}' is not like '20:00-06:00'"):
        NightHours.parse(text)


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2026-03-02T19:59:59.999999", False),
        ("2026-03-02T20:00", True),
        ("2026-03-03T00:00", True),
        ("2026-03-03T05:59:59.999999", True),
        ("2026-03-03T06:00", False),
        ("2026-03-29T05:59:59", True),
        ("2026-03-29T06:00", False),
        ("2026-10-25T06:00", False),
    ],
)
def test_a_night_over_midnight_begins_and_ends_at_its_very_instant(instant: str, *, expected: bool) -> None:
    assert NightHours.parse("20:00-06:00").covers(local(instant), BERLIN) is expected


def test_a_night_is_an_hour_shorter_or_longer_where_the_clocks_change() -> None:
    hours = NightHours.parse("20:00-06:00")
    for day, length in (("2026-03-28", 9), ("2026-03-29", 10), ("2026-10-24", 11)):
        begin = hours.next_change(local(f"{day}T12:00"), BERLIN)
        assert hours.next_change(begin, BERLIN) - begin == timedelta(hours=length)


def test_a_night_that_the_clocks_skip_is_none() -> None:
    hours = NightHours.parse("02:30-03:00")
    spring = utc("2026-03-29 00:00")
    assert not any(hours.covers(spring + minute * timedelta(minutes=1), BERLIN) for minute in range(240))
    assert hours.next_change(spring, BERLIN) == utc("2026-03-30 00:30")


@given(nights, instants, zones)
def test_between_two_changes_it_is_either_night_or_not(hours: NightHours, now: datetime, zone: str) -> None:
    there = ZoneInfo(zone)
    change = hours.next_change(now, there)
    assert now < change <= now + timedelta(hours=50)
    before = hours.covers(now, there)
    for part in range(8):
        assert hours.covers(now + (change - now) // 8 * part, there) is before
    assert hours.covers(change - TICK, there) is before
    assert hours.covers(change, there) is not before


@given(nights, instants, zones)
def test_it_is_night_where_the_wall_clock_says_so_unless_the_clocks_have_just_changed(
    hours: NightHours, now: datetime, zone: str
) -> None:
    there = ZoneInfo(zone)
    here = now.astimezone(there)
    offsets = {(here + timedelta(hours=step)).utcoffset() for step in range(-26, 27)}
    if len(offsets) == 1:
        wall, over = here.time(), hours.begins > hours.ends
        expected = (wall >= hours.begins or wall < hours.ends) if over else hours.begins <= wall < hours.ends
        assert hours.covers(now, there) is expected


@given(chosen=rules, company=companies, night=st.booleans(), busy=st.booleans())
def test_every_company_has_a_brightness_and_it_only_changes_when_foretold(
    *, chosen: DisplayRules, company: Company, night: bool, busy: bool
) -> None:
    shown = glow(chosen, company, night=night, busy=busy)
    assert 0.0 <= brightness(chosen, shown) <= chosen.day
    assert (brightness(chosen, shown) == 0.0) is (shown is Glow.DARK)
    wait = changes_in(chosen, company)
    for passed in (timedelta(), (wait or WAKE) / 2, (wait or WAKE) - TICK):
        later = Company(company.near + passed, company.quiet + passed)
        assert glow(chosen, later, night=night, busy=busy) is shown


@pytest.mark.parametrize(
    ("near", "night", "busy", "expected"),
    [
        (0, True, False, Glow.BRIGHT),
        (29.999999, True, False, Glow.BRIGHT),
        (30, True, False, Glow.DARK),
        (30, True, True, Glow.DIM),
        (30, False, False, Glow.BRIGHT),
        (299.999999, False, False, Glow.BRIGHT),
        (300, False, False, Glow.DIM),
        (300, False, True, Glow.BRIGHT),
    ],
)
def test_a_touch_lasts_half_a_minute_at_night_and_as_long_as_the_config_says_by_day(
    near: float, *, night: bool, busy: bool, expected: Glow
) -> None:
    chosen = DisplayRules(hours=NightHours(time(20), time(6)), dim_after=timedelta(minutes=5), off_at_night=True)
    since = timedelta(seconds=near)
    assert glow(chosen, Company(since, since), night=night, busy=busy) is expected


def test_a_night_that_is_not_black_shows_the_picture_dimly() -> None:
    chosen = DisplayRules(day=0.8, night=0.2)
    assert glow(chosen, NOBODY, night=True, busy=False) is Glow.DIM
    assert [brightness(chosen, one) for one in Glow] == [0.8, 0.2, 0.0]
    assert brightness(DisplayRules(day=0.2, night=0.8), Glow.DIM) == 0.2


def test_only_rules_that_change_nothing_are_steady() -> None:
    assert DisplayRules(night=0.1, off_at_night=True).steady
    assert not DisplayRules(day=0.9).steady
    assert not DisplayRules(hours=NightHours(time(20), time(6))).steady
    assert not DisplayRules(dim_after=timedelta(minutes=1)).steady


def test_a_meeting_that_runs_comes_or_waits_keeps_a_door_awake() -> None:
    states = [
        state(agenda(), "10:00"),
        state(agenda(meeting("10:05", "11:00")), "10:00"),
        state(agenda(waiting("09:55", "11:00")), "10:00"),
        state(agenda(meeting("09:00", "11:00")), "10:00"),
    ]
    assert [(one.status, is_busy(one)) for one in states] == [
        (Status.FREE, False),
        (Status.STARTING_SOON, True),
        (Status.WAITING_CHECK_IN, True),
        (Status.OCCUPIED, True),
    ]


def test_a_veil_takes_as_much_light_as_a_backlight_would() -> None:
    assert [round(veil(share), 3) for share in (1.0, 0.5, 0.3, 0.05, 0.0)] == [0.0, 0.27, 0.421, 0.744, 1.0]


@given(instants)
def test_the_picture_never_jumps_and_stays_close(now: datetime) -> None:
    begin = now - (now - utc("2026-03-01 00:00")) % STEP
    assert shift(begin) == shift(now) == shift(begin + STEP - TICK)
    (x, y), (next_x, next_y) = shift(now), shift(now + STEP)
    assert max(abs(x), abs(y)) <= FARTHEST
    assert abs(next_x - x) + abs(next_y - y) == 1


def test_the_picture_comes_to_every_place_within_eight_hours() -> None:
    places = [shift(utc("2026-03-02 00:00") + step * STEP) for step in range(160)]
    assert len(set(places)) == (2 * FARTHEST + 1) ** 2
    assert all(one != other for one, other in pairwise(places))
    assert max(places.count(place) for place in places) == 2
