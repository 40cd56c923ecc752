"""The demo building: believable, the same for the same seed, and in every state at any moment."""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from kiosk.clock import FixedClock
from kiosk.domain.agenda import Agenda, agenda_of
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.domain.state import Status, derive
from kiosk.server.demo_building import PEOPLE, ROOMS, DemoRoom, Rhythm, demo_time_zones
from kiosk.server.demo_day import Meeting, demo_day
from kiosk.server.numbers import CANCELLED, DECLINED, NO_SHOW, WAITING
from kiosk.server.run import EmbeddedServer
from tests.server.conftest import FRIDAY, TOKEN, Start, SteppedClock
from tests.server.office_file import APPOINTMENTS, book

SEED = "spreehaus"
DAYS = [
    date(2026, 3, 29),  # Berlin's clocks go forward
    date(2026, 10, 25),  # and back
    date(2026, 11, 20),
    date(2026, 11, 21),
    date(2027, 1, 1),
]


def around(day: date, seed: str = SEED) -> list[Meeting]:
    return [one for shift in (-1, 0, 1) for one in demo_day(seed, day + timedelta(days=shift))]


def state_at(meeting: Meeting, now: datetime) -> int:
    turned = meeting.at is not None and meeting.at <= now
    return meeting.becomes if turned and meeting.becomes is not None else meeting.state


def agenda(room: DemoRoom, meetings: list[Meeting], now: datetime) -> Agenda:
    appointments = [
        Appointment(
            str(number),
            one.start,
            one.end,
            all_day=one.all_day,
            check_in=CheckIn.WAITING if state_at(one, now) == WAITING else CheckIn.NOT_NEEDED,
        )
        for number, one in enumerate(meetings)
        if one.room == room and state_at(one, now) not in {CANCELLED, DECLINED, NO_SHOW}
    ]
    return agenda_of(
        Room(str(room.id), room.name, room.time_zone, gone=room.rhythm is Rhythm.SHUT),
        appointments,
        as_of=now,
        known_until=now + timedelta(days=1),
        unreadable=room.rhythm is Rhythm.DAMAGED,
    )


def every_five_minutes(day: date) -> Iterator[datetime]:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    yield from (start + timedelta(minutes=5 * step) for step in range(288))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_state_is_there_at_any_moment(day: date) -> None:
    meetings = around(day)
    near = {room: [one for one in meetings if one.room == room] for room in ROOMS}
    for now in every_five_minutes(day):
        states = {derive(agenda(room, near[room], now), now, Policy()).status for room in ROOMS}
        assert states == set(Status), now


def test_the_same_seed_gives_the_same_days_and_another_seed_others() -> None:
    assert [demo_day(SEED, day) for day in DAYS] == [demo_day(SEED, day) for day in DAYS]
    assert demo_day(SEED, DAYS[2]) != demo_day("another", DAYS[2])


def test_two_servers_answer_the_same_whatever_was_asked_before(start: Start) -> None:
    first, second = start(), start()
    second.get(APPOINTMENTS, params={"from": "2026-12-01T00:00:00Z"})
    params = {"from": "2026-11-20T00:00:00Z", "to": "2026-11-21T00:00:00Z", "row": "1000"}

    assert first.get(APPOINTMENTS, params=params).json() == second.get(APPOINTMENTS, params=params).json()


def test_a_restart_on_the_same_file_keeps_the_days_and_what_people_booked(tmp_path: Path) -> None:
    listed = []
    for run in range(2):
        server = EmbeddedServer(tmp_path / "demo.sqlite", TOKEN, demo=True, clock=FixedClock(FRIDAY))
        with httpx.Client(base_url=server.start(), headers={"Authorization": TOKEN}, trust_env=False) as client:
            if run == 0:
                book(client, "18:00", "19:00")
            params = {"from": "2026-11-20T00:00:00Z", "to": "2026-11-21T00:00:00Z", "row": "1000"}
            listed.append(client.get(APPOINTMENTS, params=params).json())
        server.stop()

    assert listed[0] == listed[1]
    assert any(one["id"] == "1-1" for one in listed[0]["data"])


def test_the_default_room_is_taken_and_free_in_turn_by_day_and_free_at_night() -> None:
    for day in (date(2026, 11, 16) + timedelta(days=shift) for shift in range(7)):
        meetings = [one for one in demo_day(SEED, day) if one.room.id == 1]
        assert 3 <= len(meetings) <= 6
        assert all(before.end <= after.start for before, after in pairwise(meetings))
        assert any(before.end < after.start for before, after in pairwise(meetings))
        assert all(one.start.hour >= 7 and one.end.hour < 18 for one in meetings)
        assert any(one.private for one in meetings) or day.weekday() == 1


def test_the_building_has_everything_a_building_has() -> None:
    week = [one for shift in range(7) for one in demo_day(SEED, DAYS[2] + timedelta(days=shift))]

    for wish in ("private", "all_day", "prepare", "guests"):
        assert any(getattr(one, wish) for one in week), wish
    assert {CANCELLED, DECLINED} <= {one.state for one in week}
    assert NO_SHOW in {one.becomes for one in week}
    assert any(a.room == b.room and a.end == b.start for a, b in pairwise(week))
    assert any(a.room == b.room and b.start < a.end and a.room.rhythm is Rhythm.HALL for a, b in pairwise(week))
    assert any(len(one.subject) > 80 for one in week)
    assert len(ROOMS) >= 12
    assert len(set(demo_time_zones().values())) == 2


def test_names_and_subjects_come_in_many_scripts() -> None:
    week = [one for shift in range(7) for one in demo_day(SEED, DAYS[2] + timedelta(days=shift))]
    for texts in ([room.name for room in ROOMS], [one.name for one in PEOPLE], [one.subject for one in week]):
        scripts = {unicodedata.name(letter).split()[0] for text in texts for letter in text if letter.isalpha()}
        assert {"LATIN", "GREEK", "ARABIC", "CJK", "HIRAGANA", "HANGUL"} <= scripts


def test_the_weekend_is_quieter() -> None:
    def count(day: date) -> int:
        return sum(one.room.rhythm is Rhythm.OFFICE for one in demo_day(SEED, day))

    weeks = [date(2026, 11, 16) + timedelta(days=7 * week) for week in range(4)]
    weekend = sum(count(day + timedelta(days=shift)) for day in weeks for shift in (5, 6))
    weekdays = sum(count(day + timedelta(days=shift)) for day in weeks for shift in (0, 1))
    assert weekend * 3 < weekdays


def test_waiting_turns_into_using_by_the_clock(start: Start, clock: SteppedClock) -> None:
    clock.at = FRIDAY.replace(minute=0)
    client = start(clock=clock)
    params = {"bookableResourceId": "9", "from": "2026-11-20T13:00:00Z", "to": "2026-11-20T13:01:00Z"}

    def state() -> tuple[int, int]:
        waiting, using = (
            len(client.get(APPOINTMENTS, params=params | {"bookingState": name}).json()["data"])
            for name in ("waitingCheckIn", "using")
        )
        return waiting, using

    assert state() == (1, 0)
    clock.step(minutes=15)
    assert state() == (0, 1)


def test_the_damaged_record_is_in_every_answer_about_its_room(demo: httpx.Client) -> None:
    params = {"bookableResourceId": "15", "from": "2027-05-01T00:00:00Z", "to": "2027-05-02T00:00:00Z"}
    (row,) = demo.get(APPOINTMENTS, params=params).json()["data"]

    assert row["period"] is None


def test_a_far_day_costs_no_more_than_a_near_one(demo: httpx.Client) -> None:
    params = {"from": "2026-11-01T00:00:00Z", "to": "2126-11-01T00:00:00Z", "row": "1"}

    assert demo.get(APPOINTMENTS, params=params).json()["metaData"]["total"] < 63 * 400
