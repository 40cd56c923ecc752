"""A visitor who lost the badge leaves by name and code: both must be right, and neither tells of the other."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.visit import BadgeState, Visit
from kiosk.domain.visiting import Act, Form, Found, Outcome
from kiosk.visits.desk import MISS_SECONDS
from tests.visits.house import House, desk, unreachable, visit


def inside(*visits: Visit) -> House:
    return House({one.id: replace(one, state=BadgeState.IN) for one in visits})


async def test_name_and_code_find_who_is_in(tmp_path: Path) -> None:
    at = desk(tmp_path, inside(visit()))
    found = await at.desk.look_up("fjueiw", Act.LEAVE, "lovelace")
    assert isinstance(found, Found)
    assert (found.outcome, found.visit and found.visit.id) == (Outcome.ALREADY_IN, "7")


@pytest.mark.parametrize(("code", "name"), [("FJUEIW", "Grace"), ("WRONGX", "Ada Lovelace"), ("WRONGX", "Grace")])
async def test_whichever_is_wrong_the_answer_and_its_time_are_the_same_and_it_counts(
    tmp_path: Path, code: str, name: str
) -> None:
    at = desk(tmp_path, inside(visit()))
    for _ in range(5):
        waited, begun = at.clock.waited, at.clock.monotonic()
        assert await at.desk.look_up(code, Act.LEAVE, name) == Found(Outcome.NOT_FOUND)
        assert at.clock.monotonic() - begun >= MISS_SECONDS, "what the look itself took counts"
        assert at.clock.waited - waited <= MISS_SECONDS
    found = await at.desk.look_up("FJUEIW", Act.LEAVE, "Ada")
    assert isinstance(found, Found)
    assert found.outcome is Outcome.LOCKED


async def test_of_two_people_with_one_code_the_name_tells_which(tmp_path: Path) -> None:
    at = desk(tmp_path, inside(visit(7), visit(8, name="Charles Babbage")))
    for name, number in (("Ada", "7"), ("Babbage", "8")):
        found = await at.desk.look_up("FJUEIW", Act.LEAVE, name)
        assert isinstance(found, Found)
        assert found.visit is not None
        assert found.visit.id == number


async def test_without_a_connection_who_came_in_here_leaves_by_name_all_the_same(tmp_path: Path) -> None:
    at = desk(tmp_path)
    await at.desk.look_up("FJUEIW")
    await at.desk.check_in(visit())
    at.house.down = unreachable()

    found = await at.desk.look_up("FJUEIW", Act.LEAVE, "Lovelace, Ada")
    assert isinstance(found, Found)
    assert (found.outcome, found.certain) == (Outcome.ALREADY_IN, False)
    assert await at.desk.look_up("FJUEIW", Act.LEAVE, "Grace") == Found(Outcome.NOT_FOUND, certain=False)


async def test_somebody_without_an_appointment_is_given_a_code_and_leaves_by_it(tmp_path: Path) -> None:
    at = desk(tmp_path)
    receipt = await at.desk.walk_in(Form("Ada Lovelace"))
    assert receipt.code

    found = await at.desk.look_up(receipt.code.lower(), Act.LEAVE, "Ada")
    assert isinstance(found, Found)
    assert found.visit is not None
    assert (await at.desk.check_out(found.visit)).outcome is Outcome.CHECKED_OUT
    assert await at.desk.present() == ()
