"""What the lobby says of rooms: true, short, and nothing private."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment
from kiosk.domain.connection import Connection, Trouble
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.domain.state import Status, derive
from kiosk.domain.visitors import VisitorCount
from kiosk.phrases.lobby import LobbyPhrases
from kiosk.viewmodels.lobby_text import LobbyOptions, lobby_view
from kiosk.viewmodels.lobby_view import LobbyRow, LobbyView
from kiosk.wording import Words
from tests.domain import strategies as some
from tests.domain.builders import agenda, meeting, utc, waiting

NOW = utc("10:00")
BERLIN = "Europe/Berlin"
GOOD = Connection(last_contact=NOW)
OPTIONS = LobbyOptions(ZoneInfo(BERLIN))
PHRASES = LobbyPhrases(Words("en"))
_ISOLATES = str.maketrans("", "", "\u2068\u2069")


def room(name: str = "Victoria", floor: str | None = "3", building: str | None = "Spreehaus") -> Room:
    return Room(name, name, BERLIN, building, floor, 8)


def day(*appointments: Appointment, one: Room | None = None) -> Agenda:
    return agenda(*appointments, room=one or room(), as_of=NOW)


def screen(
    *agendas: Agenda,
    at: str = "10:00",
    connection: Connection = GOOD,
    options: LobbyOptions = OPTIONS,
    visitors: VisitorCount | None = None,
    language: str = "en",
) -> LobbyView:
    now = utc(at)
    states = [derive(one, now, Policy()) for one in agendas]
    view = lobby_view(states, now, connection, LobbyPhrases(Words(language)), options, visitors)
    return replace(view, title=plain(view.title), rooms=tuple(_plain_row(one) for one in view.rooms))


def row(*appointments: Appointment, at: str = "10:00") -> LobbyRow:
    return screen(day(*appointments), at=at).rooms[0]


def plain(text: str) -> str:
    return text.translate(_ISOLATES)


def _plain_row(one: LobbyRow) -> LobbyRow:
    return replace(one, meeting=plain(one.meeting), place=plain(one.place), accessible=plain(one.accessible))


def talk(start: str, end: str) -> Appointment:
    return replace(meeting(start, end, "Talk"), organizer="Ada")


@pytest.mark.parametrize(
    ("appointments", "said"),
    [
        ((), ("free", "Available", "rest of the day", "")),
        ((talk("11:00", "12:00"),), ("free", "Available", "until 12:00", "12:00 · Talk · Ada")),
        ((talk("10:05", "12:00"),), ("starting_soon", "In use soon", "from 11:05", "11:05 · Talk · Ada")),
        ((talk("09:00", "10:30"),), ("occupied", "In use", "until 11:30", "Talk · Ada")),
        ((waiting("09:55", "10:30", "Talk"),), ("waiting_check_in", "Expected", "until 11:30", "Talk")),
        ((talk("2026-03-03 09:00", "2026-03-03 10:00"),), ("free", "Available", "rest of the day", "")),
    ],
)
def test_a_room_says_its_state_until_when_and_for_what(
    appointments: tuple[Appointment, ...], said: tuple[str, str, str, str]
) -> None:
    shown = row(*appointments)

    assert (shown.status, shown.word, shown.until, shown.meeting) == said
    assert shown.accessible.startswith("Victoria, 8 seats, ")


def test_who_comes_minutes_before_a_meeting_sees_that_one_and_not_the_one_that_ends() -> None:
    now_and_next = talk("09:00", "10:10"), meeting("10:10", "11:00", "Next")

    assert row(*now_and_next, at="09:59").meeting == "Talk · Ada"
    assert row(*now_and_next, at="10:00").meeting == "11:10 · Next"


def test_a_private_meeting_is_reserved_and_a_preparation_is_one() -> None:
    private = replace(talk("09:00", "10:30"), private=True, subject=None)
    preparing = meeting("09:00", "10:30", preparation=True)

    assert row(private).meeting == "Reserved"
    assert row(preparing).meeting == "Being prepared"


def test_what_is_not_known_is_unknown_and_says_since_when() -> None:
    old = replace(day(talk("09:00", "10:30")), as_of=utc("09:30"))
    shown = screen(old, connection=Connection(utc("09:30"), Trouble.UNREACHABLE))

    assert (shown.rooms[0].status, shown.rooms[0].until, shown.rooms[0].meeting) == ("unknown", "since 10:30", "")
    assert (shown.note, shown.connection) == ("Last contact 10:30 · trying again", "offline")
    never = screen(Agenda(room(), None), connection=Connection())
    assert (never.rooms[0].status, never.rooms[0].until, never.connection) == ("unknown", "", "offline")


@given(some.agendas, some.instants, some.policies)
def test_no_room_is_called_free_that_is_not_and_two_looks_in_a_minute_are_one(
    known: Agenda, now: datetime, policy: Policy
) -> None:
    begun = now.replace(second=0, microsecond=0)
    state = derive(known, begun, policy)
    view = lobby_view([state], begun, GOOD, PHRASES, OPTIONS)
    assert len(view.rooms) == (not known.room.gone)
    for shown in view.rooms:
        assert (shown.status == "free") is (state.status is Status.FREE)
        assert shown.word == PHRASES.word(state.status)
    later = derive(known, begun + timedelta(seconds=20), policy)
    same = replace(later, at=state.at, freshness=state.freshness) == state
    again = lobby_view([later], begun + timedelta(seconds=20), GOOD, PHRASES, OPTIONS)
    assert not same or replace(again, note=view.note, connection=view.connection) == view


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_the_server_calls_a_room_is_one_line(name: str, floor: str) -> None:
    view = screen(day(one=Room("1", name, BERLIN, name, floor)), day(one=room("Other", "9", "Elsewhere")))

    for shown in view.rooms:
        assert shown.name
        assert "\n" not in shown.name + shown.place + view.title


def test_rooms_are_in_the_order_of_a_walk_and_those_that_are_gone_are_not_there() -> None:
    rooms = [room("B", "10"), room("A", "10"), room("Z", "2"), replace(room("X", "2"), gone=True)]

    assert [one.name for one in screen(*(day(one=one) for one in rooms)).rooms] == ["Z", "A", "B"]


def test_what_all_rooms_share_is_in_the_title_and_the_rest_beside_each() -> None:
    one_floor = screen(day(one=room("A")), day(one=room("B")))
    two_floors = screen(day(one=room("A", "2")), day(one=room("B", "Garden")))
    two_houses = screen(day(one=room("A")), day(one=room("B", None, "Annex")))

    assert (one_floor.title, [one.place for one in one_floor.rooms]) == ("Spreehaus · Floor 3", ["8 seats", "8 seats"])
    assert (two_floors.title, [one.place for one in two_floors.rooms]) == (
        "Spreehaus", ["Floor 2 · 8 seats", "Garden · 8 seats"],
    )  # fmt: skip
    assert (two_houses.title, [one.place for one in two_houses.rooms]) == (
        "Meeting rooms", ["Annex · 8 seats", "Spreehaus · Floor 3 · 8 seats"],
    )  # fmt: skip


def test_the_config_s_title_and_its_ways_are_shown() -> None:
    options = replace(OPTIONS, title="Welcome", directions={"Victoria": "left, past the stairs"})
    shown = screen(day(), options=options)

    assert (shown.title, shown.rooms[0].place) == ("Welcome", "left, past the stairs · 8 seats")


def test_a_room_in_another_zone_says_what_time_it_is_there() -> None:
    away = replace(room("玉山", "12", "Xinyi"), time_zone="Asia/Taipei")
    shown = screen(day(one=room()), day(one=away))

    assert (shown.clock, shown.date) == ("11:00", "Monday 2 March")
    assert [one.place for one in shown.rooms] == [
        "Spreehaus · Floor 3 · 8 seats",
        "Xinyi · Floor 12 · 8 seats · 18:00 there",
    ]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        ((9, 0, 0), "9 visitors today"),
        ((5, 2, 1), "8 visitors today · 2 here now"),
        ((0, 0, 0), ""),
        ((1, 0, 0), "1 visitor today"),
    ],
)
def test_today_s_visitors_are_counted(count: tuple[int, int, int], said: str) -> None:
    today = NOW.astimezone(ZoneInfo(BERLIN)).date()

    assert screen(day(), visitors=VisitorCount(today, NOW, *count)).visitors == said
    assert screen(day(), visitors=VisitorCount(today - timedelta(days=1), NOW, *count)).visitors == ""


def test_a_screen_without_rooms_says_why_and_has_a_clock() -> None:
    def empty(connection: Connection, *, listed: bool) -> LobbyView:
        return lobby_view([], NOW, connection, PHRASES, OPTIONS, listed=listed)

    assert empty(GOOD, listed=True).empty == "No rooms here"
    assert empty(Connection(), listed=False).empty == "Nothing known yet"
    assert empty(Connection(trouble=Trouble.UNREACHABLE), listed=False).empty == "The server cannot be reached"
    assert (empty(GOOD, listed=True).clock, empty(GOOD, listed=True).title) == ("11:00", "Meeting rooms")


def test_german_is_german() -> None:
    shown = screen(day(talk("11:00", "12:00")), language="de")

    assert (shown.rooms[0].until, shown.rooms[0].place, shown.title) == ("bis 12:00", "8 Plätze", "Spreehaus · Etage 3")
