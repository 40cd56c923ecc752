"""From the feed to the lobby: the list's names and places, the visitors, and rooms that are not there."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from kiosk.config import Config, LobbyConfig
from kiosk.domain.agenda import Agenda
from kiosk.domain.connection import Connection
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.domain.state import derive
from kiosk.domain.visitors import VisitorCount
from kiosk.lobby.face import chosen_rooms
from kiosk.lobby.screen import LobbyScreen
from kiosk.settings import Settings
from kiosk.sync.model import FeedState
from kiosk.viewmodels.keyed_model import KeyedModel
from tests.domain.builders import agenda, utc

NOW = utc("10:00")
BERLIN = ZoneInfo("Europe/Berlin")
VICTORIA = Room("1", "Victoria", "Europe/Berlin", "Spreehaus", "3", 8)
ANNEX = Room("2", "Attic", "Europe/Berlin", "Annex", "1")


@pytest.fixture
def screen(qtbot: QtBot) -> LobbyScreen:  # noqa: ARG001 - the application must exist
    return LobbyScreen(Config(), BERLIN, lambda: NOW)


def shown(screen: LobbyScreen, *agendas: Agenda, unknown: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The names and places on the screen."""
    states = tuple(derive(one, NOW, Policy()) for one in agendas)
    screen.show(states, FeedState(agendas, connection=Connection(NOW), unknown_rooms=unknown))
    screen.lobby.fit(60)
    model = screen.lobby.findChild(KeyedModel)
    assert isinstance(model, KeyedModel)
    roles = {bytes(name.data()): role for role, name in model.roleNames().items()}
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return [(model.data(one, roles[b"name"]), plain(model.data(one, roles[b"place"]))) for one in rows]


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def known(room: Room) -> Agenda:
    return agenda(room=room, as_of=NOW)


def test_before_anything_is_known_there_is_a_clock_and_a_word(screen: LobbyScreen) -> None:
    screen.show((), FeedState())

    assert screen.lobby.property("clock") == "11:00"
    assert screen.lobby.property("empty") == "Nothing known yet"
    screen.listed(())
    screen.show((), FeedState(connection=Connection(NOW)))
    assert screen.lobby.property("empty") == "No rooms here"


def test_a_room_of_which_nothing_was_learned_has_the_list_s_name_and_place(screen: LobbyScreen) -> None:
    screen.listed((VICTORIA, ANNEX))
    nameless = Agenda(Room("1", "1", "Europe/Berlin"), None)

    assert shown(screen, nameless, known(ANNEX)) == [("Attic", "Annex · Floor 1"), ("Victoria", "Spreehaus · Floor 3")]


def test_a_room_that_the_backend_does_not_know_is_not_there(screen: LobbyScreen) -> None:
    assert shown(screen, known(VICTORIA), known(ANNEX), unknown=("2",)) == [("Victoria", "8 seats")]


def test_visitors_are_shown_as_soon_as_they_are_counted_and_go_with_the_day(screen: LobbyScreen) -> None:
    shown(screen, known(VICTORIA))
    screen.show_visitors(VisitorCount(NOW.astimezone(screen.zone).date(), NOW, 3, 1, 0))
    assert screen.lobby.property("visitors") == "4 visitors today · 1 here now"
    states = (derive(known(VICTORIA), NOW + timedelta(minutes=31), Policy()),)
    screen.show(states, FeedState())
    assert screen.lobby.property("visitors") == ""


def test_the_clock_is_that_of_the_rooms(screen: LobbyScreen) -> None:
    assert screen.zone == BERLIN
    shown(screen, known(replace(VICTORIA, time_zone="Asia/Taipei")))
    assert screen.zone == ZoneInfo("Asia/Taipei")
    assert screen.lobby.property("clock") == "18:00"


@pytest.mark.parametrize(
    ("demo", "building", "floor", "ids"),
    [
        (False, "", "", ["2", "1"]),
        (False, "spreehaus ", "", ["1"]),
        (False, "", "1", ["2"]),
        (False, "Nowhere", "", []),
        (True, "", "", ["2"]),
        (True, "Spreehaus", "", ["1"]),
        (True, "Nowhere", "", ["2"]),
        (True, "", "3", ["2", "1"]),
    ],
)
def test_rooms_are_chosen_by_building_and_floor(*, demo: bool, building: str, floor: str, ids: list[str]) -> None:
    config = Config(lobby=LobbyConfig(building=building, floor=floor))
    gone = replace(VICTORIA, id="3", gone=True)
    found = chosen_rooms((VICTORIA, ANNEX, gone), Settings(config, "", demo, {}))

    assert [one.id for one in found] == ids
