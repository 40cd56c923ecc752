"""Which actions the home screen offers: by state, by what is possible, by the connection; never more than three."""

from dataclasses import replace
from itertools import product

import pytest

from kiosk.domain.appointment import CheckIn
from kiosk.domain.connection import Connection, Trouble
from kiosk.domain.state import RoomState, Status
from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.home_actions import MORE, MOST, Offered, actions, actions_note, arranged, pressable, reachable
from kiosk.viewmodels.home_view import DayRow
from kiosk.wording import Words
from tests.wording.states import at, meeting, state

ALL = frozenset({"book", "later", "check_in", "check_in_tap", "extend", "end", "cancel", "find", "report", "settings"})
OFFISION = frozenset({"book", "later", "check_in", "extend"})
HELD = replace(meeting("14:00", "15:00"), booking_id="b")
FREE = state(now="14:12")
WAITING = state(replace(HELD, check_in=CheckIn.WAITING), now="14:12")
BUSY = state(HELD, now="14:12")
STRANGE = state(meeting("14:00", "15:00"), now="14:12")
PREPARED = state(replace(HELD, preparation=True, subject=None), now="14:12")
STALE = state(now="14:12", age=200)
UNKNOWN = state(now="14:12", age=3600)
ROW = DayRow("k", "gap", "15:00", "16:00", "Free", "", ongoing=False)


def offered(possible: frozenset[str]) -> Offered:
    return Offered(possible, SheetPhrases(Words("en")))


@pytest.mark.parametrize(
    ("room", "shown", "behind"),
    [
        (FREE, ("book", "find", MORE), ("report", "settings")),
        (WAITING, ("check_in", "find", MORE), ("cancel", "report", "settings")),
        (BUSY, ("extend", "end", MORE), ("find", "cancel", "report", "settings")),
        (STRANGE, ("find", MORE), ("report", "settings")),
        (PREPARED, ("find", MORE), ("report", "settings")),
        (UNKNOWN, ("find", MORE), ("report", "settings")),
    ],
)
def test_each_state_has_its_actions(room: RoomState, shown: tuple[str, ...], behind: tuple[str, ...]) -> None:
    assert arranged(room, ALL, online=True) == (shown, behind)


@pytest.mark.parametrize(
    ("room", "shown"), [(FREE, ("book",)), (WAITING, ("check_in",)), (BUSY, ("extend",)), (STRANGE, ())]
)
def test_what_the_backend_cannot_is_absent(room: RoomState, shown: tuple[str, ...]) -> None:
    assert arranged(room, OFFISION, online=True) == (shown, ())


def test_all_are_shown_where_there_is_room_for_all() -> None:
    assert arranged(BUSY, frozenset({"extend", "end", "report"}), online=True) == (("extend", "end", "report"), ())


def test_the_settings_are_never_on_the_home_screen_itself() -> None:
    assert arranged(FREE, frozenset({"book", "settings"}), online=True) == (("book", MORE), ("settings",))


def test_never_more_than_three_and_nothing_is_lost() -> None:
    rooms = (FREE, WAITING, BUSY, STRANGE, UNKNOWN)
    for room, online in product(rooms, (True, False)):
        for without in ALL:
            shown, behind = arranged(room, ALL - {without}, online=online)
            assert len(shown) <= MOST
            assert not set(shown) & set(behind)
            assert bool(behind) is (MORE in shown)


def test_without_a_connection_only_what_needs_none_is_left_and_the_reason_is_said() -> None:
    assert arranged(BUSY, ALL, online=False) == ((MORE,), ("report", "settings"))
    assert actions_note(BUSY, offered(ALL), online=False) == "No connection: booking is not possible just now."
    assert actions_note(BUSY, offered(ALL), online=True) == ""
    assert actions_note(STRANGE, offered(OFFISION), online=False) == ""


def test_the_best_is_the_strongest_but_more_is_not() -> None:
    kinds = [choice.kind for choice in actions(FREE, offered(ALL), online=True)]
    assert kinds == ["primary", "plain", "plain"]
    assert [choice.kind for choice in actions(BUSY, offered(ALL), online=False)] == ["plain"]


@pytest.mark.parametrize(
    ("room", "trouble", "online"),
    [
        (FREE, None, True),
        (FREE, Trouble.THROTTLED, True),
        (FREE, Trouble.UNREACHABLE, False),
        (FREE, Trouble.TIMED_OUT, False),
        (STALE, None, False),
        (UNKNOWN, None, False),
    ],
)
def test_what_is_old_or_out_of_reach_is_not_acted_on(room: RoomState, trouble: Trouble | None, *, online: bool) -> None:
    assert reachable(room, Connection(at("14:12"), trouble)) is online


@pytest.mark.parametrize(
    ("kind", "possible", "online", "opens"),
    [
        ("gap", ALL, True, True),
        ("gap", ALL, False, False),
        ("gap", frozenset({"find"}), True, False),
        ("meeting", ALL, True, True),
        ("meeting", OFFISION, True, False),
        ("private", ALL, True, False),
        ("preparation", ALL, True, False),
    ],
)
def test_which_lines_of_the_day_open_a_sheet(kind: str, possible: frozenset[str], *, online: bool, opens: bool) -> None:
    assert pressable(replace(ROW, kind=kind), possible, online=online) is opens


def test_a_closed_room_offers_another_one() -> None:
    closed = replace(FREE, status=Status.CLOSED)
    assert arranged(closed, ALL, online=True).shown == ("find", MORE)
