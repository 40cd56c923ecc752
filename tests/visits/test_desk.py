"""The desk: what a code comes to, that nothing is said before it is on the disk, and that nobody can enumerate."""

import logging
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.backends.base import Capabilities
from kiosk.domain.visit import BadgeState
from kiosk.domain.visiting import Act, Form, Found, Outcome
from kiosk.sync.outbox_file import OutboxError
from kiosk.visits.book import BOOK
from tests.visits.house import NOW, DeskClock, House, desk, visit

ADA = visit()


def everything(folder: Path) -> bytes:
    """Every byte of the book and of what lies beside it."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.name.startswith(BOOK))


async def test_who_is_expected_is_found_and_checked_in_and_out(tmp_path: Path) -> None:
    one = desk(tmp_path)
    assert await one.desk.look_up("fjueiw") == Found(Outcome.FOUND, ADA)

    receipt = await one.desk.check_in(ADA)
    assert (receipt.outcome, receipt.at, receipt.delivered) == (Outcome.CHECKED_IN, NOW, False)
    assert one.house.told == []
    await one.delivery.flush(5)
    assert [(act, who) for act, who, _, _ in one.house.told] == [(Act.ARRIVE, "7")]
    assert (await one.desk.fate(receipt, 1)).delivered
    assert len(one.rung) == 1

    found = await one.desk.look_up("FJUEIW")
    assert isinstance(found, Found)
    assert found.outcome is Outcome.ALREADY_IN
    assert (await one.desk.check_out(ADA)).outcome is Outcome.CHECKED_OUT
    await one.delivery.flush(5)
    assert [act for act, _, _, _ in one.house.told] == [Act.ARRIVE, Act.LEAVE]
    assert len(one.rung) == 1, "of a departure the host hears nothing"


async def test_a_second_time_nothing_happens(tmp_path: Path) -> None:
    one = desk(tmp_path)
    first = await one.desk.check_in(ADA)
    again = await one.desk.check_in(ADA)

    assert (again.outcome, again.key) == (Outcome.ALREADY_IN, first.key)
    await one.delivery.flush(5)
    assert len(one.house.told) == 1


async def test_the_book_knows_who_is_in_where_the_backend_is_never_told(tmp_path: Path) -> None:
    house = House({"7": ADA}, Capabilities(visits=True))
    one = desk(tmp_path, house)
    receipt = await one.desk.check_in(ADA)
    assert receipt.delivered

    again = desk(tmp_path, house)
    found = await again.desk.look_up("FJUEIW")
    assert isinstance(found, Found)
    assert found.outcome is Outcome.ALREADY_IN
    assert [(here.visit.visitor, here.since) for here in await again.desk.present()] == [("Ada Lovelace", NOW)]


async def test_a_badge_that_the_server_shows_as_visited_is_out_whatever_the_book_says(tmp_path: Path) -> None:
    one = desk(tmp_path)
    await one.desk.check_in(ADA)
    one.house.visits["7"] = replace(ADA, state=BadgeState.OUT)

    found = await one.desk.look_up("FJUEIW")
    assert isinstance(found, Found)
    assert found.outcome is Outcome.ALREADY_OUT


async def test_one_code_at_two_desks_at_once_is_one_arrival(tmp_path: Path) -> None:
    house, clock = House({"7": ADA}), DeskClock()
    one, other = desk(tmp_path / "a", house, clock), desk(tmp_path / "b", house, clock)
    for each in (one, other):
        assert isinstance(await each.desk.look_up("FJUEIW"), Found)
    first, second = await one.desk.check_in(ADA), await other.desk.check_in(ADA)
    assert first.key == second.key
    await one.delivery.flush(5)
    await other.delivery.flush(5)

    assert len(house.told) == 1


@pytest.mark.parametrize(
    "name", [None, "x" * 200, "عادة " * 40, "王小明", "\u202egnp.exe", "Robert'); DROP TABLE note;--"]
)
async def test_a_visitor_of_any_name_or_none_is_kept_as_they_are(tmp_path: Path, name: str | None) -> None:
    one = desk(tmp_path, House({"7": replace(ADA, visitor=name)}))
    await one.desk.check_in(replace(ADA, visitor=name))

    assert [here.visit.visitor for here in await one.desk.present()] == [name]


async def test_what_the_disk_does_not_take_is_an_error_and_no_receipt(tmp_path: Path) -> None:
    one = desk(tmp_path)
    (tmp_path / BOOK).mkdir()
    with pytest.raises(OutboxError):
        await one.desk.check_in(ADA)
    found = await one.desk.look_up("FJUEIW")
    assert isinstance(found, Found)
    assert found.outcome is Outcome.FOUND, "who stands there is greeted all the same"


async def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    await desk(tmp_path).desk.check_in(ADA)
    assert (tmp_path / BOOK).stat().st_mode & 0o777 == 0o600


async def test_after_thirty_days_no_byte_of_a_visit_is_left(tmp_path: Path) -> None:
    one = desk(tmp_path)
    await one.desk.look_up("FJUEIW")
    await one.desk.check_in(ADA)
    await one.desk.walk_in(Form("Hedy Lamarr", email="hedy@example.com"))
    await one.desk.take_down("ZZZZZZ", Act.ARRIVE)
    await one.delivery.flush(5)
    assert b"Lovelace" in (tmp_path / BOOK).read_bytes()
    one.clock.at = NOW + timedelta(days=29)
    await one.desk.purge()
    assert len(await one.desk.present()) == 2

    one.clock.at = NOW + timedelta(days=32)
    assert await one.desk.purge() > 0
    found = everything(tmp_path)
    for word in (b"Lovelace", b"Lamarr", b"hedy@", b"Hopper", b"FJUEIW", b"ZZZZZZ"):
        assert word not in found
    assert await one.desk.present() == ()


async def test_nothing_of_a_person_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    one = desk(tmp_path)
    one.house.deaf = 1
    await one.desk.look_up("FJUEIW")
    await one.desk.check_in(ADA)
    await one.desk.walk_in(Form("Hedy Lamarr"))
    for _ in range(3):
        await one.delivery.flush(5)

    said = caplog.text
    assert not [word for word in ("Ada", "Lovelace", "Hedy", "Grace", "FJUEIW", "ada@") if word in said]


async def test_one_file_serves_several_houses_and_mixes_none(tmp_path: Path) -> None:
    one, other = desk(tmp_path, name="a"), desk(tmp_path, name="b")
    await one.desk.check_in(ADA)

    assert await other.desk.present() == ()
    assert (await other.desk.check_in(ADA)).outcome is Outcome.CHECKED_IN


async def test_a_damaged_file_is_moved_aside_and_the_next_visitor_is_received(tmp_path: Path) -> None:
    (tmp_path / BOOK).write_bytes(b"no database at all" * 400)
    one = desk(tmp_path)

    assert (await one.desk.check_in(ADA)).outcome is Outcome.CHECKED_IN
    assert one.desk.book.outbox.file.damaged()
    with sqlite3.connect(tmp_path / BOOK) as connection:
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (1,)
    connection.close()
