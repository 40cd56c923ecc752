"""While nobody can be asked: copies are judged, codes taken down, walk-ins received all the same."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.backends.base import Capabilities
from kiosk.backends.errors import NotAllowed
from kiosk.domain.connection import Trouble
from kiosk.domain.visit import Host
from kiosk.domain.visiting import Act, Form, Found, Outcome, Unanswered
from tests.visits.house import NOW, House, desk, unreachable, visit

ADA = visit()


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
