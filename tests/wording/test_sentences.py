from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.agenda import Agenda, Closure
from kiosk.domain.appointment import CheckIn
from kiosk.domain.connection import Trouble
from kiosk.domain.hours import OpeningHours
from kiosk.domain.state import RoomState, Why, derive
from kiosk.wording import Words
from tests.wording.states import POLICY, ROOM, agenda, at, meeting, state

EN, DE = Words("en"), Words("de")
WAITING = CheckIn.WAITING
OFFICE = replace(ROOM, hours=OpeningHours.parse("mon-fri 08:00-18:00"))
NIGHT = replace(ROOM, hours=OpeningHours.parse("08:00-22:00"))

CASES: list[tuple[str, RoomState, str, str]] = [
    ("free", state(meeting("14:30", "15:15"), now="14:12"), "Available until 14:30", "until 14:30"),
    ("free, nothing ahead", state(now="14:12"), "Available for the rest of the day", "for the rest of the day"),
    (
        "free until tomorrow noon",
        state(meeting("2026-11-21T12:00", "2026-11-21T13:00"), now="14:12"),
        "Available for the rest of the day",
        "for the rest of the day",
    ),
    (
        "free until just after midnight",
        state(meeting("2026-11-21T00:30", "2026-11-21T01:00"), now="23:12"),
        "Available until Sat 00:30",
        "until Sat 00:30",
    ),
    ("free until it closes", state(now="14:12", room=OFFICE), "Available until 18:00", "until 18:00"),
    (
        "soon",
        state(meeting("14:30", "15:15"), now="14:22:30"),
        "Next meeting at 14:30",
        "next meeting at 14:30 · in\u00a08\u00a0min",
    ),
    (
        "soon prepared",
        state(meeting("14:30", "15:00", preparation=True), meeting("15:00", "16:00"), now="14:22"),
        "Available until 14:30",
        "free until 14:30 · 8\u00a0min left",
    ),
    (
        "to be checked in",
        state(meeting("14:00", "15:15", check_in=WAITING, deadline="14:10"), now="14:04"),
        "Check in by 14:10",
        "by 14:10, or the room is released",
    ),
    (
        "to be checked in, deadline over",
        state(meeting("14:00", "15:15", check_in=WAITING, deadline="14:10"), now="14:10"),
        "Check in now",
        "now, to keep the room",
    ),
    (
        "to be checked in, no deadline",
        state(meeting("14:00", "15:15", check_in=WAITING), now="14:04"),
        "Check in now",
        "now, to keep the room",
    ),
    (
        "occupied",
        state(meeting("13:30", "14:30"), now="14:12:59"),
        "Occupied until 14:30",
        "until 14:30 · 18\u00a0min left",
    ),
    (
        "occupied over midnight",
        state(meeting("23:30", "2026-11-21T00:30"), now="23:40"),
        "Occupied until Sat 00:30",
        "until Sat 00:30 · 50\u00a0min left",
    ),
    (
        "occupied for days",
        state(meeting("09:00", "2026-11-23T08:00"), now="14:12"),
        "Occupied until Mon 08:00",
        "until Mon 08:00",
    ),
    (
        "occupied all day",
        state(meeting("00:00", "2026-11-21T00:00", all_day=True), now="14:12"),
        "Occupied for the rest of the day",
        "for the rest of the day",
    ),
    (
        "prepared",
        state(meeting("14:00", "14:30", preparation=True), now="14:12"),
        "Being prepared until 14:30",
        "until 14:30 · 18\u00a0min left",
    ),
    ("closed overnight", state(now="23:00", room=NIGHT), "Closed until Sat 08:00", "until Sat 08:00"),
    ("closed in the morning", state(now="06:00", room=NIGHT), "Closed until 08:00", "until 08:00"),
    (
        "closed for a reason",
        state(now="12:00", closure=Closure(at("08:00"), at("2026-11-30T08:00"), "Renovation")),
        "Closed until 30 Nov, 08:00",
        "until 30 Nov, 08:00",
    ),
    (
        "gone",
        state(now="12:00", room=replace(ROOM, gone=True)),
        "Closed: no longer in use",
        "this room is no longer in use",
    ),
    ("unknown", state(now="14:12", age=31 * 60), "Unknown since 13:41", "no contact since 13:41"),
    (
        "unknown since the day before",
        state(now="14:12", age=86400),
        "Unknown since Thu 14:12",
        "no contact since Thu 14:12",
    ),
    ("nothing known", derive(Agenda(ROOM, None), at("14:12"), POLICY), "Nothing known yet", "nothing known yet"),
    (
        "known from the future",
        state(now="14:12", age=-3600),
        "Unknown: the clocks do not agree",
        "the clocks do not agree",
    ),
    (
        "unreadable",
        derive(replace(agenda(now="14:12"), unreadable=True), at("14:12"), POLICY),
        "Unknown: the calendar could not be read",
        "the calendar could not be read",
    ),
    (
        "beyond what is known",
        derive(replace(agenda(now="14:12"), known_until=at("14:12")), at("14:12"), POLICY),
        "Nothing known yet",
        "nothing known yet",
    ),
    (
        "without an end",
        derive(replace(agenda(now="14:12"), open_ended=meeting("14:00", "14:00")), at("14:12"), POLICY),
        "Occupied until further notice",
        "until further notice",
    ),
]


@pytest.mark.parametrize(("room", "sentence", "line"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_room_in_words(room: RoomState, sentence: str, line: str) -> None:
    assert EN.sentence(room) == sentence
    assert EN.line(room) == line


@pytest.mark.parametrize("room", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_german_says_every_state_in_its_own_words(room: RoomState) -> None:
    assert DE.sentence(room) != EN.sentence(room)
    assert DE.line(room) != EN.line(room)


@pytest.mark.parametrize("room", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_no_text_changes_while_only_seconds_pass(room: RoomState) -> None:
    minute = room.at.replace(second=0)
    for second in (0, 1, 29, 59):
        later = replace(room, at=minute + timedelta(seconds=second))
        assert EN.sentence(later) == EN.sentence(replace(room, at=minute))
        assert EN.line(later) == EN.line(replace(room, at=minute))


def test_times_of_a_room_elsewhere_are_its_own() -> None:
    tokyo = state(meeting("14:30", "15:15"), now="14:12", room=replace(ROOM, time_zone="Asia/Tokyo"))

    assert EN.sentence(tokyo) == "Available until 23:30"


def test_a_closed_room_without_an_opening_in_sight_says_so() -> None:
    shut = replace(state(now="12:00", room=NIGHT), status=state(now="23:00", room=NIGHT).status, until=None)

    assert EN.sentence(replace(shut, why=Why.OUT_OF_HOURS)) == "Closed until further notice"


def test_a_meeting_for_ever_can_be_said() -> None:
    for_ever = replace(meeting("09:00", "10:00"), end=datetime.max.replace(tzinfo=UTC))

    assert EN.sentence(state(for_ever, now="14:12")) == "Occupied until 31 Dec, 23:59"


@pytest.mark.parametrize("language", ["en", "de", "qps-long", "qps-rtl"])
@pytest.mark.parametrize("trouble", list(Trouble))
def test_each_trouble_has_a_sentence_of_its_own(language: str, trouble: Trouble) -> None:
    words = Words(language)

    assert [words.trouble(one) for one in Trouble].count(words.trouble(trouble)) == 1


def test_the_note_says_when_and_what_now() -> None:
    zone = ROOM.zone

    assert EN.note(at("13:41"), at("14:12"), zone) == "Last contact 13:41 · trying again"
    assert EN.note(None, at("14:12"), zone) == "No contact yet · trying again"
    assert EN.note(at("13:41"), at("14:12"), zone, Trouble.NOT_ALLOWED) == (
        "Last contact 13:41 · The server does not accept this panel"
    )


def test_seats_are_counted() -> None:
    assert (EN.seats(1), EN.seats(8)) == ("1 seat", "8 seats")
    assert (DE.seats(1), DE.seats(8)) == ("1 Platz", "8 Plätze")


def test_a_floor_with_a_name_keeps_it() -> None:
    assert (EN.floor("3"), EN.floor("-1"), EN.floor("Mezzanine")) == ("Floor 3", "Floor -1", "Mezzanine")
