from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.wording import Words
from kiosk.wording_times import minutes_left
from tests.wording.states import at

EN, DE, EN12 = Words("en"), Words("de"), Words("en", hour12=True)
UTC_ZONE, BERLIN = ZoneInfo("UTC"), ZoneInfo("Europe/Berlin")


def test_times_are_those_of_the_room_and_cut_off_their_seconds() -> None:
    assert EN.time(at("14:30:59"), UTC_ZONE) == "14:30"
    assert EN.time(at("14:30"), BERLIN) == "15:30"
    assert EN.time(at("14:30"), ZoneInfo("Asia/Kathmandu")) == "20:15"


@pytest.mark.parametrize(("time", "text"), [("00:05", "12:05 am"), ("12:00", "12:00 pm"), ("14:30", "2:30 pm")])
def test_twelve_hours_are_counted_from_twelve(time: str, text: str) -> None:
    assert EN12.time(at(time), UTC_ZONE) == text


def test_dates_name_weekday_day_and_month() -> None:
    assert EN.date_long(date(2026, 11, 20)) == "Friday 20 November"
    assert DE.date_long(date(2026, 11, 20)) == "Freitag, 20. November"


@pytest.mark.parametrize(
    ("instant", "english", "german"),
    [
        ("14:30", "14:30", "14:30"),
        ("2026-11-23T08:00", "Mon 08:00", "Mo., 08:00"),
        ("2026-11-26T08:00", "Thu 08:00", "Do., 08:00"),
        ("2026-11-27T08:00", "27 Nov, 08:00", "27. Nov., 08:00"),
        ("2026-11-19T08:00", "Thu 08:00", "Do., 08:00"),
    ],
)
def test_another_local_day_is_named(instant: str, english: str, german: str) -> None:
    assert EN.moment(at(instant), at("12:00"), UTC_ZONE) == english
    assert DE.moment(at(instant), at("12:00"), UTC_ZONE) == german


def test_the_day_is_that_of_the_room() -> None:
    assert EN.moment(at("23:30"), at("22:30"), BERLIN) == "Sat 00:30"
    assert EN.moment(at("23:30"), at("23:10"), BERLIN) == "00:30"


@pytest.mark.parametrize(
    ("minutes", "english", "german"),
    [
        (0, "0\u00a0min", "0\u00a0Min."),
        (1, "1\u00a0min", "1\u00a0Min."),
        (18, "18\u00a0min", "18\u00a0Min."),
        (60, "1\u00a0h", "1\u00a0Std."),
        (105, "1\u00a0h\u00a045\u00a0min", "1\u00a0Std.\u00a045\u00a0Min."),
        (1440, "1\u00a0day", "1\u00a0Tg."),
        (3000, "2\u00a0days\u00a02\u00a0h", "2\u00a0Tg.\u00a02\u00a0Std."),
        (-5, "0\u00a0min", "0\u00a0Min."),
    ],
)
def test_durations_are_written_in_whole_minutes(minutes: int, english: str, german: str) -> None:
    assert EN.duration(timedelta(minutes=minutes, seconds=59 if minutes >= 0 else 0)) == english
    assert DE.duration(timedelta(minutes=minutes)) == german


def test_a_span_over_midnight_names_the_day_of_its_end() -> None:
    assert EN.span(at("14:30"), at("15:15"), at("12:00"), UTC_ZONE) == "14:30 – 15:15"
    assert EN.span(at("23:30"), at("2026-11-21T00:30"), at("12:00"), UTC_ZONE) == "23:30 – Sat 00:30"
    assert EN.span(at("2026-11-21T08:00"), at("2026-11-21T09:00"), at("12:00"), UTC_ZONE) == "Sat 08:00 – 09:00"


@pytest.mark.parametrize(
    ("now", "until", "minutes"),
    [("14:12:00", "14:30", 18), ("14:12:59", "14:30", 18), ("14:29:59", "14:30", 1), ("14:12:59", "14:30:01", 19)],
)
def test_minutes_left_count_down_with_a_clock_without_seconds(now: str, until: str, minutes: int) -> None:
    assert minutes_left(at(until), at(now)) == timedelta(minutes=minutes)


def test_the_ends_of_the_calendar_can_be_said() -> None:
    last, first = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)

    assert EN.time(last, ZoneInfo("Asia/Tokyo")) == "23:59"
    assert EN.time(first, ZoneInfo("America/New_York")) == "00:00"
    assert EN.moment(last, at("12:00"), ZoneInfo("Asia/Tokyo")) == "31 Dec, 23:59"
