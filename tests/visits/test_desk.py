"""The desk: what a code comes to, that nothing is said before it is on the disk, and that nobody can enumerate."""

import logging
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.backends.base import Capabilities
from kiosk.backends.errors import NotAllowed
from kiosk.domain.connection import Trouble
from kiosk.domain.visit import BadgeState, Host
from kiosk.domain.visiting import Act, Form, Found, Outcome, Unanswered
from kiosk.sync.outbox_file import OutboxError
from kiosk.visits.book import BOOK
from kiosk.visits.desk import MISS_SECONDS
from tests.visits.house import HOUR, NOW, DeskClock, House, desk, unreachable, visit

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


async def test_offline_a_visit_that_was_looked_up_before_is_judged_by_its_copy(tmp_path: Path) -> None:
    one = desk(tmp_path)
    await one.desk.look_up("FJUEIW")
    one.house.down = unreachable()

    found = await one.desk.look_up("FJUEIW")
    assert isinstance(found, Found)
    assert (found.outcome, found.certain) == (Outcome.FOUND, False)
    assert found.visit is not None
    assert found.visit.email is None, "a copy holds no more than is needed"
    receipt = await one.desk.check_in(found.visit, certain=False)
    assert receipt.outcome is Outcome.OFFLINE_RECORDED


@pytest.mark.parametrize("failure", [unreachable(), NotAllowed("The token is wrong.")])
async def test_offline_a_code_that_nobody_knows_here_is_taken_down_and_delivered_later(
    tmp_path: Path, failure: Exception
) -> None:
    one = desk(tmp_path)
    one.house.down = failure  # type: ignore[assignment] # one of the two
    finding = await one.desk.look_up("FJUEIW")
    assert isinstance(finding, Unanswered)
    assert finding.trouble in {Trouble.UNREACHABLE, Trouble.NOT_ALLOWED}

    receipt = await one.desk.take_down(finding.code, Act.ARRIVE)
    again = await one.desk.take_down(finding.code, Act.ARRIVE)
    assert receipt.key == again.key
    assert not (await one.desk.fate(again, 0)).delivered
    assert [here.visit.visitor for here in await one.desk.present()] == [None]

    one.house.down, one.clock.at = None, NOW + timedelta(minutes=20)
    await desk(tmp_path, one.house, one.clock).delivery.flush(5)
    assert [(act, who, at) for act, who, at, _ in one.house.told] == [(Act.ARRIVE, "7", NOW)]
    assert [here.visit.visitor for here in await one.desk.present()] == ["Ada Lovelace"]
    assert (await one.desk.check_in(ADA)).outcome is Outcome.ALREADY_IN


async def test_a_host_hears_of_a_code_that_was_taken_down_once_it_is_known_whose_it_is(tmp_path: Path) -> None:
    one = desk(tmp_path)
    await one.desk.take_down("FJUEIW", Act.ARRIVE)
    await one.delivery.flush(5)
    await one.delivery.flush(5)

    assert len(one.rung) == 1


async def test_a_code_that_was_taken_down_and_is_none_is_set_aside_for_staff(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    one = desk(tmp_path)
    await one.desk.take_down("ZZZZZZ", Act.ARRIVE)
    await one.delivery.flush(5)

    (item,) = await one.desk.book.outbox.items()
    assert (item.state, "not found" in item.reason) == ("refused", True)
    assert "ZZZZZZ" not in caplog.text + item.reason
    assert await one.desk.present() == ()
    second = await one.desk.take_down("ZZZZZZ", Act.ARRIVE)
    assert not (await one.desk.fate(second, 0)).delivered, "it is a new try, and on the disk"


async def test_what_staff_send_again_is_delivered_and_noted_as_if_nothing_had_been(tmp_path: Path) -> None:
    one = desk(tmp_path, House({}))
    await one.desk.take_down("FJUEIW", Act.ARRIVE)
    await one.delivery.flush(5)
    one.house.visits["7"] = ADA
    await one.desk.book.outbox.send_again((one.desk.lane.kind,))
    for _ in range(2):
        await one.delivery.flush(5)

    assert [who for _, who, _, _ in one.house.told] == ["7"]
    assert [here.visit.visitor for here in await one.desk.present()] == ["Ada Lovelace"]
    assert len(one.rung) == 1


async def test_a_code_taken_down_to_arrive_and_to_leave_does_both_in_order(tmp_path: Path) -> None:
    one = desk(tmp_path)
    for act in Act:
        await one.desk.take_down("FJUEIW", act)
    await one.delivery.flush(5)

    assert [act for act, _, _, _ in one.house.told] == [Act.ARRIVE, Act.LEAVE]
    assert await one.desk.present() == ()


async def test_an_answer_that_came_too_late_counts_once(tmp_path: Path) -> None:
    one = desk(tmp_path)
    one.house.deaf = 2
    receipt = await one.desk.check_in(ADA)
    for _ in range(4):
        await one.delivery.flush(5)

    assert len(one.house.told) == 1
    assert (await one.desk.fate(receipt, 1)).delivered


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


async def test_somebody_without_an_appointment_is_in_and_goes_by_the_backends_id_later(tmp_path: Path) -> None:
    one = desk(tmp_path)
    one.house.down = unreachable()
    receipt = await one.desk.walk_in(Form("Hedy Lamarr", "Ford", Host("Grace Hopper", "3"), "hedy@example.com"))
    assert receipt.visit is not None
    assert receipt.outcome is Outcome.CHECKED_IN
    here = await one.desk.look_up(receipt.visit.code)
    assert isinstance(here, Found)
    assert here.outcome is Outcome.ALREADY_IN
    left = await one.desk.check_out(receipt.visit)
    assert left.outcome is Outcome.CHECKED_OUT

    one.house.down = None
    await one.delivery.flush(5)
    assert [kept.visitor for kept in one.house.walked_in.values()] == ["Hedy Lamarr"]
    assert [(act, who) for act, who, _, _ in one.house.told] == [(Act.LEAVE, "9000")]
    assert await one.desk.present() == ()


async def test_a_walk_in_that_only_this_desk_knows_can_leave_by_its_code(tmp_path: Path) -> None:
    one = desk(tmp_path, House({}, Capabilities(visits=True)))
    receipt = await one.desk.walk_in(Form("Hedy Lamarr"))
    assert receipt.delivered
    assert receipt.visit is not None
    found = await one.desk.look_up(receipt.visit.code)
    assert isinstance(found, Found)
    assert found.outcome is Outcome.ALREADY_IN
    assert found.visit is not None
    assert (await one.desk.check_out(found.visit)).outcome is Outcome.CHECKED_OUT


async def test_five_misses_lock_the_desk_also_after_a_restart_and_ask_nobody(tmp_path: Path) -> None:
    one = desk(tmp_path)
    for number in range(5):
        found = await one.desk.look_up(f"WRONG{'ABCDE'[number]}")
        assert isinstance(found, Found)
        assert found.outcome is Outcome.NOT_FOUND
    asked = len(one.house.asked)
    again = desk(tmp_path, one.house, one.clock)
    locked = await again.desk.look_up("FJUEIW")

    assert locked == Found(Outcome.LOCKED, until=NOW + timedelta(seconds=30))
    assert len(one.house.asked) == asked
    one.clock.at += timedelta(seconds=30)
    found = await again.desk.look_up("FJUEIW")
    assert isinstance(found, Found)
    assert found.outcome is Outcome.FOUND
    await again.desk.look_up("WRONGF")
    assert await again.desk.look_up("FJUEIW") == Found(Outcome.LOCKED, until=one.clock.at + timedelta(seconds=60))


async def test_every_miss_takes_the_same_time_and_says_the_same(tmp_path: Path) -> None:
    one = desk(tmp_path)
    one.house.visits["8"] = replace(ADA, id="8", code="LONGAG", start=NOW - 99 * HOUR, end=NOW - 98 * HOUR)
    waited, found = [], []
    for code in ("NEVERX", "LONGAG"):
        before = one.clock.monotonic()
        found.append(await one.desk.look_up(code))
        waited.append(one.clock.monotonic() - before)

    assert found[0] == found[1] == Found(Outcome.NOT_FOUND)
    assert all(abs(seconds - MISS_SECONDS) < 0.2 for seconds in waited)


@pytest.mark.parametrize("text", ["x" * 9_000_000, "\x00\x01", "", "https://evil.example/?q='", "FJU'EIW"])
async def test_what_is_no_code_is_refused_without_asking_anybody_and_locks_nobody(tmp_path: Path, text: str) -> None:
    one = desk(tmp_path)
    for _ in range(6):
        assert await one.desk.look_up(text) == Found(Outcome.NOT_FOUND)
    assert one.house.asked == []


async def test_an_address_in_a_qr_code_is_read_and_never_opened(tmp_path: Path) -> None:
    one = desk(tmp_path)
    found = await one.desk.look_up("https://evil.example/badge/uid-7-FJUEIW?next=1")

    assert isinstance(found, Found)
    assert found.visit == ADA
    assert "uid-7-FJUEIW" in one.house.asked
    assert not [one for one in one.house.asked if "evil" in one]


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
