import zlib
from dataclasses import replace

import pytest

from kiosk.domain.agenda import Agenda
from kiosk.domain.room import Room
from kiosk.sync.records import _checksum, agenda_of_row, fact_of_row, put_agenda, put_fact, same_but_age
from tests.sync.scripted import agenda, meeting, minutes

ME = "a-backend"


def row_of(known: Agenda, identity: str = ME) -> tuple[object, ...]:
    """The row as `SELECT_AGENDAS` gives it back."""
    return put_agenda(identity, known)[1][1:]


def test_an_agenda_comes_back_as_it_was() -> None:
    known = agenda(meeting(0, 60), meeting(60, 90, "b"))
    assert agenda_of_row(ME, row_of(known)) == known


def test_a_row_from_before_bookings_could_be_pending_is_read() -> None:
    known = agenda(meeting(0, 60))
    identity, room, as_of, known_until, version, body, _ = put_agenda(ME, known)[1]
    assert isinstance(body, bytes)
    older = body.replace(b',"pending":false', b"")
    assert older != body
    checksum = _checksum(identity, room, as_of, known_until, older)  # type: ignore[arg-type] # columns of a row
    assert agenda_of_row(ME, (room, as_of, known_until, version, older, checksum)) == known


def test_a_pending_booking_comes_back_as_one() -> None:
    known = agenda(replace(meeting(0, 60), pending=True))
    assert agenda_of_row(ME, row_of(known)) == known


def test_a_row_of_another_backend_is_not_taken_for_ours() -> None:
    assert agenda_of_row(ME, row_of(agenda(), "another")) is None


@pytest.mark.parametrize("column", range(6))
def test_a_row_with_one_altered_column_is_no_row(column: int) -> None:
    row = list(row_of(agenda(meeting(0, 60))))
    row[column] = {int: 7, str: "2026-03-02T09:00:01+00:00", bytes: b"{}"}[type(row[column])]
    assert agenda_of_row(ME, tuple(row)) is None


def test_a_row_of_a_wrong_shape_is_no_row() -> None:
    assert agenda_of_row(ME, (1, 2, 3)) is None
    assert fact_of_row(ME, "keys", (1,), int) is None


def test_a_room_of_an_unknown_zone_is_no_row() -> None:
    known = replace(agenda(), room=Room("1", "Room 1", "Atlantis/Harbour"))
    assert agenda_of_row(ME, row_of(known)) is None


def test_a_fact_of_another_kind_is_no_fact() -> None:
    body, checksum = put_fact(ME, "numbers", {"a": 1})[1][2:]
    assert fact_of_row(ME, "numbers", (body, checksum), dict[str, int]) == {"a": 1}
    assert fact_of_row(ME, "numbers", (body, checksum), dict[str, bool]) is None
    assert fact_of_row(ME, "other", (body, checksum), dict[str, int]) is None


def test_parts_are_told_apart_by_the_checksum() -> None:
    one, other = put_fact("ab", "c", 1)[1][-1], put_fact("a", "bc", 1)[1][-1]
    assert one != other
    assert one != zlib.crc32(b"abc1")


def test_only_the_instants_of_looking_may_differ() -> None:
    known = agenda(meeting(0, 60))
    later = agenda(meeting(0, 60), as_of=known.as_of + minutes(3)) if known.as_of else known
    assert later != known
    assert same_but_age(known, later)
    assert not same_but_age(known, agenda(meeting(0, 61)))
