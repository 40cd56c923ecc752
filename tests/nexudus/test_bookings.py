"""Bookings that a panel makes: never sent twice blindly, and read back."""

import json
from typing import Any

import pytest

from kiosk.backends.errors import BackendError, Conflict, Rejected, ServerTrouble, Throttled, Unreachable
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.open import Ways
from tests.nexudus.conftest import Open, at
from tests.nexudus.fake import FakeNexudus, resource
from tests.nexudus.fake_bookings import text
from tests.nexudus.hasty import NOW
from tests.wire.scripted_server import Raw, Reply, Request, json_reply

LIST = "/api/spaces/bookings"
STATUSES = [200, 400, 409, 422, 500]


def writes(fake: FakeNexudus, path: str = LIST) -> list[Request]:
    return [one for _, one in fake.seen if one.method in {"POST", "PUT"} and one.path == path]


async def test_a_booking_is_made_as_a_single_one_that_charges_nobody(
    backend: NexudusBackend, fake: FakeNexudus
) -> None:
    made = await backend.book("1", at(0), at(1), "Stand-up")
    record = fake.bookings.records[int(made.id)]
    assert (record["FromTime"], record["ToTime"], record["Notes"]) == (text(at(0)), text(at(1)), "Stand-up")
    (sent,) = (json.loads(one.body) for one in writes(fake))
    always = {"RepeatBooking": False, "Repeats": 2, "WhichBookingsToUpdate": 1, "ChargeNow": False, "InvoiceNow": False}
    assert always.items() <= sent.items()
    assert sent["InternalNotes"] == "room-kiosk n1"
    assert "CoworkerId" not in sent


async def test_a_booking_can_be_a_members(opened: Open, fake: FakeNexudus) -> None:
    made = await opened(ways=Ways(coworker_id=77)).book("1", at(0), at(1))
    assert fake.bookings.records[int(made.id)]["CoworkerId"] == 77


@pytest.mark.parametrize("status", STATUSES)
async def test_a_time_that_is_taken_is_a_conflict_whatever_it_comes_with(
    backend: NexudusBackend, fake: FakeNexudus, status: int
) -> None:
    fake.refusal_status = status
    fake.bookings.put_in(1, at(0.5), at(2))
    with pytest.raises(Conflict) as caught:
        await backend.book("1", at(0), at(1))
    assert "Grace" not in str(caught.value) + caught.value.hint
    assert len(fake.bookings.records) == 1


@pytest.mark.parametrize("status", STATUSES)
async def test_any_other_no_names_the_property_and_nobody(
    backend: NexudusBackend, fake: FakeNexudus, status: int
) -> None:
    fake.refusal_status = status
    fake.resources[3] = resource(3, "Forbidden")
    with pytest.raises(Rejected, match="refused the booking because of CoworkerId") as caught:
        await backend.book("3", at(0), at(1))
    assert "Ada" not in str(caught.value) + caught.value.hint


async def test_a_bare_conflict_is_one(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.faults["POST", LIST] = lambda _: Reply(status=409)
    with pytest.raises(Conflict, match="Another booking"):
        await backend.book("1", at(0), at(1))
    assert len(writes(fake)) == 1


@pytest.mark.parametrize("status", [409, 429])
async def test_a_throttled_write_waits_and_was_not_carried_out(
    backend: NexudusBackend, fake: FakeNexudus, status: int
) -> None:
    fake.throttle_status, fake.throttling = status, ["2"]
    await backend.book("1", at(0), at(1))
    assert len(fake.bookings.records) == 1
    fake.throttling = ["60"]
    with pytest.raises(Throttled):
        await backend.book("1", at(2), at(3))
    assert len(fake.bookings.records) == 1


@pytest.mark.parametrize("answer", [Raw(), Reply(status=502), Reply(b"<html>")])
async def test_a_lost_answer_is_looked_for_and_not_asked_for_again(
    backend: NexudusBackend,
    fake: FakeNexudus,
    answer: Any,  # noqa: ANN401 - any answer
) -> None:
    def lost(request: Request) -> Any:  # noqa: ANN401 - any answer
        fake.bookings.create(json.loads(request.body))
        return answer

    fake.faults["POST", LIST] = lost
    made = await backend.book("1", at(0), at(1))
    assert [str(one) for one in fake.bookings.records] == [made.id]
    assert len(writes(fake)) == 1


async def test_somebody_elses_booking_is_not_taken_for_ours(backend: NexudusBackend, fake: FakeNexudus) -> None:
    def lost(_: Request) -> Raw:
        fake.bookings.put_in(1, at(0), at(1), InternalNotes="room-kiosk n9")
        return Raw()

    fake.faults["POST", LIST] = lost
    with pytest.raises(BackendError) as caught:
        await backend.book("1", at(0), at(1))
    assert isinstance(caught.value, Unreachable)
    assert len(writes(fake)) == 1


async def test_a_booking_whose_answer_was_lost_is_found_by_its_marker(
    backend: NexudusBackend, fake: FakeNexudus
) -> None:
    def lost(request: Request) -> Reply:
        fake.bookings.create(json.loads(request.body))
        return Reply(status=502)

    fake.faults["POST", LIST] = lost
    fake.faults["GET", LIST] = lambda _: Reply(status=502)
    asked = "1", at(0), at(1), "Stand-up"
    with pytest.raises(ServerTrouble) as caught:
        await backend.book(*asked, marker="tap-7")
    assert not caught.value.undone
    del fake.faults["GET", LIST]
    found = await backend.find_own(*asked, marker="tap-7")
    assert found is not None
    assert [str(one) for one in fake.bookings.records] == [found.id]
    assert await backend.find_own(*asked, marker="tap-8") is None
    assert len(writes(fake)) == 1


async def test_of_two_that_the_server_let_have_one_time_the_earlier_stays(
    backend: NexudusBackend, fake: FakeNexudus
) -> None:
    fake.bookings.checks_overlap = False
    first = await backend.book("1", at(0), at(1))
    with pytest.raises(Conflict):
        await backend.book("1", at(0.5), at(1.5))
    assert [str(one) for one in fake.bookings.records] == [first.id]


async def test_one_that_cannot_be_deleted_is_cancelled(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.bookings.checks_overlap = False
    first = await backend.book("1", at(0), at(1))
    fake.faults["DELETE", f"{LIST}/{int(first.id) + 1}"] = lambda _: Reply(status=403)
    with pytest.raises(Conflict):
        await backend.book("1", at(0), at(1))
    assert [str(one) for one in fake.bookings.records] == [first.id]


async def test_a_room_of_several_places_is_given_to_as_many(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.bookings.checks_overlap = False
    fake.resources[1] |= {"AllowMultipleBookings": True, "Allocation": 2}
    await backend.agendas(["1"], NOW)
    await backend.book("1", at(0), at(1))
    await backend.book("1", at(1), at(2))
    await backend.book("1", at(0), at(2))
    with pytest.raises(Conflict):
        await backend.book("1", at(0), at(2))
    assert len(fake.bookings.records) == 3


async def test_an_extension_gives_way_to_whoever_has_the_time(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.bookings.checks_overlap = False
    held = await backend.book("1", at(0), at(1))
    fake.bookings.put_in(1, at(1.5), at(2))
    with pytest.raises(Conflict):
        await backend.extend(held, at(2))
    assert fake.bookings.records[int(held.id)]["ToTime"] == text(at(1))
    assert (await backend.extend(held, at(1.5))).end == at(1.5)


@pytest.mark.parametrize("value", [{"Id": 900001, "Notes": "whole"}, {"Id": 900001}, 900001, None, {}])
async def test_the_id_is_found_in_whatever_the_answer_holds(
    backend: NexudusBackend, fake: FakeNexudus, value: object
) -> None:
    def answer(request: Request) -> Reply:
        fake.bookings.create(json.loads(request.body))
        return json_reply({"WasSuccessful": True, "Value": value})

    fake.faults["POST", LIST] = answer
    assert (await backend.book("1", at(0), at(1))).id == "900001"


async def test_other_times_than_asked_for_are_no_success(backend: NexudusBackend, fake: FakeNexudus) -> None:
    def shifted(request: Request) -> Reply:
        body = json.loads(request.body)
        made = fake.bookings.create({**body, "FromTime": text(at(2)), "ToTime": text(at(3))})
        return json_reply({"WasSuccessful": True, "Value": {"Id": made}})

    fake.faults["POST", LIST] = shifted
    with pytest.raises(Rejected, match="another FromTime, ToTime than asked for"):
        await backend.book("1", at(0), at(1))


@pytest.mark.parametrize("more", [{"Archived": True}, {"Visible": False}])
async def test_a_room_that_is_not_offered_is_not_booked(
    backend: NexudusBackend, fake: FakeNexudus, more: dict[str, Any]
) -> None:
    fake.resources[1].update(more)
    await backend.agendas(["1"], NOW)
    with pytest.raises(Rejected, match="not offered"):
        await backend.book("1", at(0), at(1))
