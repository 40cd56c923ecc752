"""Pages of rooms: which are shown, and what is told of a change."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.lobby import GROUPS, LobbyViewModel
from kiosk.viewmodels.lobby_view import LobbyRow, LobbyView


def rooms(count: int) -> tuple[LobbyRow, ...]:
    return tuple(LobbyRow(f"id {number}", f"Room {number}", "free", "Available") for number in range(count))


def model(lobby: LobbyViewModel) -> KeyedModel:
    rooms = lobby.findChild(KeyedModel)
    assert isinstance(rooms, KeyedModel)
    return rooms


def pages(lobby: LobbyViewModel) -> tuple[int, int]:
    """This page's number, and how many there are."""
    return lobby.property("page"), lobby.property("pages")


def names(lobby: LobbyViewModel) -> list[str]:
    rooms = model(lobby)
    role = next(role for role, name in rooms.roleNames().items() if bytes(name.data()) == b"name")
    return [rooms.data(rooms.index(row, 0), role) for row in range(rooms.rowCount())]


@pytest.fixture
def lobby(qtbot: QtBot) -> LobbyViewModel:  # noqa: ARG001 - the application must exist
    return LobbyViewModel()


def test_every_room_is_on_exactly_one_page_and_the_first_page_follows_the_last(lobby: LobbyViewModel) -> None:
    lobby.show(LobbyView(rooms=rooms(7)))
    lobby.fit(3)
    seen = []
    for _ in range(4):
        seen.append(names(lobby))
        lobby.turn()

    assert pages(lobby)[1] == 3
    assert seen == [
        ["Room 0", "Room 1", "Room 2"], ["Room 3", "Room 4", "Room 5"], ["Room 6"], ["Room 0", "Room 1", "Room 2"],
    ]  # fmt: skip


def test_where_all_fit_no_page_is_turned(lobby: LobbyViewModel) -> None:
    lobby.show(LobbyView(rooms=rooms(3)))
    lobby.fit(3)
    turned = QSignalSpy(lobby.pageChanged)
    changed = QSignalSpy(model(lobby).dataChanged)
    lobby.turn()

    assert (pages(lobby), turned.count(), changed.count()) == ((0, 1), 0, 0)


def test_another_size_of_the_screen_keeps_the_room_in_sight(lobby: LobbyViewModel) -> None:
    lobby.show(LobbyView(rooms=rooms(12)))
    lobby.fit(4)
    lobby.turn()
    lobby.fit(2)

    assert (pages(lobby), names(lobby)) == ((2, 6), ["Room 4", "Room 5"])
    assert lobby.property("pageText") == "3 / 6"


def test_a_page_that_is_no_more_becomes_the_last_one(lobby: LobbyViewModel) -> None:
    lobby.show(LobbyView(rooms=rooms(9)))
    lobby.fit(3)
    lobby.turn()
    lobby.turn()
    turned = QSignalSpy(lobby.pageChanged)
    lobby.show(LobbyView(rooms=rooms(4)))

    assert (pages(lobby), names(lobby)) == ((1, 2), ["Room 3"])
    assert turned.count() == 1
    lobby.show(LobbyView())
    assert (pages(lobby), names(lobby)) == ((0, 1), [])


def test_the_number_of_pages_is_told_when_only_it_changes(lobby: LobbyViewModel) -> None:
    lobby.show(LobbyView(rooms=rooms(3)))
    turned = QSignalSpy(lobby.pageChanged)
    lobby.fit(3)

    assert (pages(lobby), turned.count()) == ((0, 1), 1)


def test_a_count_that_is_none_is_no_count(lobby: LobbyViewModel) -> None:
    lobby.show(LobbyView(rooms=rooms(3)))
    lobby.fit(2)
    lobby.fit(0)
    lobby.fit(-1)

    assert names(lobby) == ["Room 0", "Room 1"]


def test_a_passing_minute_touches_the_clock_and_nothing_else(lobby: LobbyViewModel) -> None:
    view = LobbyView(title="House", clock="14:12", rooms=rooms(5))
    lobby.show(view)
    lobby.fit(5)
    spies = {name: QSignalSpy(getattr(lobby, name)) for name in (*GROUPS, "countChanged", "pageChanged")}
    changed = QSignalSpy(model(lobby).dataChanged)
    lobby.show(replace(view, clock="14:13"))
    lobby.show(replace(view, clock="14:13"))

    assert {name: spy.count() for name, spy in spies.items() if spy.count()} == {"clockChanged": 1}
    assert changed.count() == 0


def test_a_page_is_turned_in_the_slots_that_there_are(lobby: LobbyViewModel) -> None:
    QAbstractItemModelTester(model(lobby), QAbstractItemModelTester.FailureReportingMode.Warning)
    lobby.show(LobbyView(rooms=rooms(6)))
    lobby.fit(3)
    inserted, removed = QSignalSpy(model(lobby).rowsInserted), QSignalSpy(model(lobby).rowsRemoved)
    lobby.turn()

    assert (names(lobby)[0], inserted.count(), removed.count()) == ("Room 3", 0, 0)


def test_every_field_of_the_view_has_a_signal() -> None:
    told = {name for names in GROUPS.values() for name in names} | {"rooms"}

    assert told == set(LobbyView.__dataclass_fields__)
