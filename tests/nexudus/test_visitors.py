"""Visitors of an account: found by code, arrivals written back without clearing anything, and only once."""

from datetime import timedelta
from typing import Any

import pytest

from kiosk.backends.errors import NoAnswer, NotFound, Rejected
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.domain.visit import BadgeState, Host, Visit
from tests.nexudus.conftest import at
from tests.nexudus.fake import FakeNexudus
from tests.nexudus.fake_bookings import text
from tests.wire.scripted_server import Answer, Reply, Request


@pytest.fixture(autouse=True)
def _ada(fake: FakeNexudus) -> None:
    fake.visitors[5] = visitor(5, "ABC234")
    fake.coworkers[9] = {"Id": 9, "FullName": "Grace Hopper", "AccessPincode": "canary-pin"}


def visitor(number: int, code: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any property
    return {
        "Id": number, "FullName": "Ada Lovelace", "Email": "ada@example.com", "VisitorCode": code, "CoworkerId": 9,
        "ExpectedArrival": text(at(1)), "BusinessId": 1, "BusinessName": "Harbour House", "Notes": "Likes tea",
        "Arrived": False, "ArrivalDate": None, "DepartureDate": None, "UpdatedOn": "x", **more,
    }  # fmt: skip


async def found(backend: NexudusBackend, code: str = "ABC234") -> Visit:
    (visit,) = await backend.find_visits(code, at(1))
    return visit


async def test_a_visit_is_found_by_its_exact_code(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.visitors[6] = visitor(6, "ABC2345")
    visit = await found(backend)

    assert (visit.id, visit.visitor, visit.state) == ("5", "Ada Lovelace", BadgeState.EXPECTED)
    assert (visit.start, visit.building_id, visit.host) == (at(1), "1", Host("Grace Hopper", "9"))
    assert visit.end > visit.start
    assert await backend.find_visits("ABC23", at(1)) == ()
    assert [one.id for one in await backend.find_visits("abc234", at(1))] == ["5"]


async def test_nothing_of_a_host_but_the_name_is_kept(backend: NexudusBackend) -> None:
    assert "canary" not in repr(await found(backend))


async def test_a_host_that_cannot_be_asked_for_hinders_nobody(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.forbidden.add("/api/spaces/coworkers/9")

    assert (await found(backend)).host is None


async def test_who_was_expected_long_ago_costs_no_question_about_the_host(
    backend: NexudusBackend, fake: FakeNexudus
) -> None:
    await backend.find_visits("ABC234", at(1) + timedelta(days=9))

    assert "/api/spaces/coworkers/9" not in fake.paths()


async def test_an_arrival_and_a_departure_change_nothing_else(backend: NexudusBackend, fake: FakeNexudus) -> None:
    before = dict(fake.visitors[5])
    await backend.arrive(await found(backend), at(1), "k")
    visit = await found(backend)
    assert (visit.state, visit.arrived) == (BadgeState.IN, at(1))

    await backend.leave(visit, at(2), "k2")
    assert (await found(backend)).state is BadgeState.OUT
    changed = {name for name, value in fake.visitors[5].items() if before[name] != value}
    assert changed == {"Arrived", "ArrivalDate", "DepartureDate", "UpdatedOn"}


async def test_who_is_there_already_is_not_written_again(backend: NexudusBackend, fake: FakeNexudus) -> None:
    visit = await found(backend)
    await backend.arrive(visit, at(1), "k")
    await backend.arrive(visit, at(1.2), "other")

    assert fake.paths("PUT").count("/api/spaces/visitors") == 1
    assert (await found(backend)).arrived == at(1)


async def test_an_answer_that_is_lost_is_looked_for_before_it_is_written_again(
    backend: NexudusBackend, fake: FakeNexudus
) -> None:
    visit = await found(backend)

    def lost(request: Request) -> Answer:
        del fake.faults["PUT", "/api/spaces/visitors"]
        fake(request)
        return Reply(status=502)

    fake.faults["PUT", "/api/spaces/visitors"] = lost
    with pytest.raises(NoAnswer):
        await backend.arrive(visit, at(1), "k")
    await backend.arrive(visit, at(1), "k")

    assert (await found(backend)).arrived == at(1)


async def test_a_write_that_came_to_nothing_is_told(backend: NexudusBackend, fake: FakeNexudus) -> None:
    visit = await found(backend)
    done = b'{"WasSuccessful": true, "Value": {"Id": 5}}'
    fake.faults["PUT", "/api/spaces/visitors"] = lambda _: Reply(done)
    with pytest.raises(Rejected):
        await backend.arrive(visit, at(1), "k")


async def test_a_visit_that_is_gone_is_told(backend: NexudusBackend, fake: FakeNexudus) -> None:
    visit = await found(backend)
    fake.visitors.clear()
    with pytest.raises(NotFound):
        await backend.arrive(visit, at(1), "k")
