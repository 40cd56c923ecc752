"""What becomes of a visit at an instant, to the letter, in every zone and across every change of the clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.visit import BadgeState, Visit
from kiosk.domain.visiting import MISSES, Act, Opening, Outcome, judge, judged, short_name, with_record

START = datetime(2026, 11, 20, 13, tzinfo=UTC)
HOUR = timedelta(hours=1)
VISIT = Visit("7", "FJUEIW", START, START + HOUR, "Europe/Berlin", visitor="Ada Lovelace", building_id="1")
HERE = Opening("1", timedelta(minutes=120))
STATES = st.sampled_from(BadgeState)
OFFSETS = st.timedeltas(timedelta(days=-4), timedelta(days=4))


@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        (timedelta(days=-1), Outcome.TOO_EARLY),
        (timedelta(hours=-2, seconds=-1), Outcome.TOO_EARLY),
        (timedelta(hours=-2), Outcome.FOUND),
        (timedelta(), Outcome.FOUND),
        (timedelta(minutes=59, seconds=59), Outcome.FOUND),
        (HOUR, Outcome.OVER),
        (HOUR + timedelta(days=1), Outcome.OVER),
        (HOUR + timedelta(days=1, seconds=1), Outcome.NOT_FOUND),
    ],
)
def test_who_is_expected_comes_in_from_two_hours_before_until_the_end(after: timedelta, outcome: Outcome) -> None:
    assert judge(VISIT, START + after, HERE) is outcome


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (BadgeState.EXPECTED, Outcome.FOUND),
        (BadgeState.UNKNOWN, Outcome.FOUND),
        (BadgeState.IN, Outcome.ALREADY_IN),
        (BadgeState.OUT, Outcome.ALREADY_OUT),
        (BadgeState.NO_SHOW, Outcome.OVER),
        (BadgeState.CANCELLED, Outcome.CANCELLED),
    ],
)
def test_a_badges_state_goes_before_the_clock(state: BadgeState, outcome: Outcome) -> None:
    assert judge(replace(VISIT, state=state), START, HERE) is outcome
    assert judge(replace(VISIT, state=state), START + timedelta(days=3), HERE) is Outcome.NOT_FOUND


def test_who_stays_longer_is_still_in() -> None:
    assert judge(replace(VISIT, state=BadgeState.IN), START + 3 * HOUR, HERE) is Outcome.ALREADY_IN


def test_another_building_tells_where_and_nothing_of_the_person() -> None:
    visit = replace(VISIT, building_id="2", building="Xinyi Tower", host=None)
    found = judged([visit], START, HERE)

    assert found.outcome is Outcome.OTHER_BUILDING
    assert found.visit is not None
    assert found.visit.building == "Xinyi Tower"
    assert not {"Ada", "FJUEIW", "7"} & {str(found.visit.visitor), found.visit.code, found.visit.id}
    assert judged([visit], START, Opening()).outcome is Outcome.FOUND


def test_a_code_that_was_long_over_answers_as_one_that_never_was() -> None:
    assert judged([VISIT], START + timedelta(days=9), HERE) == judged([], START, HERE)
    assert judged([replace(VISIT, building_id="2")], START + timedelta(days=9), HERE) == judged([], START, HERE)


def test_of_several_visits_with_one_code_the_one_that_fits_now_is_meant() -> None:
    tomorrow = replace(VISIT, id="8", start=START + timedelta(days=1), end=START + timedelta(days=1, hours=1))
    yesterday = replace(VISIT, id="6", start=START - timedelta(days=1), end=START - timedelta(hours=23))
    elsewhere = replace(VISIT, id="5", building_id="2")
    found = judged([tomorrow, elsewhere, yesterday, VISIT], START, HERE)
    assert found.visit is not None
    assert found.visit.id == "7"

    out = replace(VISIT, state=BadgeState.OUT)
    assert judged([tomorrow, out], START, HERE).outcome is Outcome.ALREADY_OUT
    assert judged([elsewhere, tomorrow], START, HERE).outcome is Outcome.TOO_EARLY


def test_of_two_people_with_one_code_the_one_who_is_in_can_leave() -> None:
    inside = replace(VISIT, id="8", state=BadgeState.IN)

    assert judged([VISIT, inside], START, HERE).outcome is Outcome.FOUND
    assert judged([VISIT, inside], START, HERE, Act.LEAVE).visit == inside


@pytest.mark.parametrize("day", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_a_period_across_a_change_of_the_clock_is_as_long_as_it_is(day: datetime) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start, end = (datetime(day.year, day.month, day.day, hour, tzinfo=berlin).astimezone(UTC) for hour in (1, 4))
    visit = replace(VISIT, start=start, end=end)

    assert judge(visit, end - timedelta(seconds=1), HERE) is Outcome.FOUND
    assert judge(visit, end, HERE) is Outcome.OVER
    assert judge(visit, (start - 2 * HOUR).astimezone(berlin), HERE) is Outcome.FOUND


@given(STATES, OFFSETS, st.sampled_from(["Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "UTC"]))
def test_where_somebody_asks_from_changes_nothing(state: BadgeState, after: timedelta, zone: str) -> None:
    visit, at = replace(VISIT, state=state), START + after

    assert judge(visit, at.astimezone(ZoneInfo(zone)), HERE) is judge(visit, at, HERE)


@given(st.lists(st.tuples(STATES, OFFSETS, st.sampled_from(["1", "2"])), max_size=4), OFFSETS)
def test_a_miss_names_nobody_and_a_hit_always_somebody(
    visits: list[tuple[BadgeState, timedelta, str]], after: timedelta
) -> None:
    made = [
        replace(VISIT, id=str(number), state=state, start=START + shift, end=START + shift + HOUR, building_id=place)
        for number, (state, shift, place) in enumerate(visits)
    ]
    found = judged(made, START + after, HERE)

    assert "Ada" not in repr(found) or found.outcome not in MISSES
    assert found.outcome in MISSES or found.visit in made


def test_what_was_written_down_here_goes_before_what_the_backend_knows_less_of() -> None:
    came = with_record(VISIT, START, None)
    assert (came.state, came.arrived) == (BadgeState.IN, START)

    gone = with_record(VISIT, START, START + HOUR)
    assert (gone.state, gone.left) == (BadgeState.OUT, START + HOUR)
    assert with_record(replace(VISIT, state=BadgeState.OUT), START, None).state is BadgeState.OUT
    assert with_record(VISIT, None, None) == VISIT


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ada Lovelace", "Ada L."),
        ("  Grace   Brewster Murray Hopper ", "Grace H."),
        ("Madonna", "Madonna"),
        ("王小明", "王小明"),
        ("Nguyễn Thị Mai", "Nguyễn M."),
        ("عادة لوفليس", "عادة ل."),
        ("", None),
        (None, None),
        ("\u0007\n", None),
        ("x" * 200, "x" * 59 + "…"),
    ],
)
def test_names_are_short(name: str | None, short: str | None) -> None:
    assert short_name(name) == short


@given(st.text(max_size=300))
def test_a_short_name_is_one_line_and_never_long(name: str) -> None:
    short = short_name(name)
    assert short is None or (short.isprintable() and 0 < len(short) <= 64)
