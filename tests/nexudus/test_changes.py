"""Bookings that are changed, checked in and cancelled: nothing is cleared, and everything is read back."""

import json
from copy import deepcopy
from itertools import pairwise
from typing import Any

import pytest

from kiosk.backends.abilities import Abilities, abilities_of
from kiosk.backends.errors import Conflict, NotFound, Rejected, Unreachable
from kiosk.backends.nexudus.backend import NexudusBackend
from tests.nexudus.conftest import at, held
from tests.nexudus.fake import FakeNexudus
from tests.nexudus.fake_bookings import text
from tests.nexudus.hasty import NOW
from tests.nexudus.test_bookings import LIST, STATUSES, writes
from tests.wire.scripted_server import Raw, Reply, Request, json_reply

OF_EVERY_CHANGE = {"UpdatedOn", "UpdatedBy"}


@pytest.mark.parametrize(("hours", "act"), [(2, "extend"), (0.5, "end")])
async def test_moving_the_end_clears_nothing(
    backend: NexudusBackend, fake: FakeNexudus, hours: float, act: str
) -> None:
    booking = fake.bookings.put_in(1, at(-1), at(1), RepeatSeriesUniqueId="series", Tentative=True, RepeatBooking=True)
    before = deepcopy(fake.bookings.records[booking])
    await getattr(backend, act)(held(booking), at(hours))
    after = fake.bookings.records[booking]
    changed = {name for name in before if before[name] != after[name]}
    assert changed - OF_EVERY_CHANGE == {"ToTime", "ToTimeLocal"}
    assert (after["ToTime"], fake.bookings.cleared) == (text(at(hours)), [])
    (sent,) = (json.loads(one.body) for one in writes(fake))
    assert (sent["WhichBookingsToUpdate"], sent["CustomFields"]) == (1, before["CustomFields"])
    assert [one for one in fake.paths("GET") if one != LIST] == [f"{LIST}/{booking}"] * 2


async def test_a_series_is_changed_in_this_one_booking(backend: NexudusBackend, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(-1), at(1), WhichBookingsToUpdate=7, ChargeNow=True)
    await backend.extend(held(booking), at(2))
    assert fake.bookings.records[booking]["WhichBookingsToUpdate"] == 1
    assert fake.bookings.records[booking]["ChargeNow"] is False


@pytest.mark.parametrize("status", STATUSES)
async def test_an_extension_into_another_booking_is_a_conflict(
    backend: NexudusBackend, fake: FakeNexudus, status: int
) -> None:
    fake.refusal_status = status
    booking = fake.bookings.put_in(1, at(-1), at(1))
    fake.bookings.put_in(1, at(1), at(2))
    with pytest.raises(Conflict):
        await backend.extend(held(booking), at(1.5))
    assert fake.bookings.records[booking]["ToTime"] == text(at(1))


@pytest.mark.parametrize("more", [{"CoworkerInvoiceId": 9}, {"CoworkerInvoiceNumber": "A-9"}, {"Invoiced": True}])
async def test_an_invoiced_booking_is_not_extended_but_may_end(
    backend: NexudusBackend, fake: FakeNexudus, more: dict[str, Any]
) -> None:
    booking = fake.bookings.put_in(1, at(-1), at(1), **more)
    with pytest.raises(Rejected, match="invoiced"):
        await backend.extend(held(booking), at(2))
    assert writes(fake) == []
    await backend.end(held(booking), at(0))
    assert fake.bookings.records[booking]["ToTime"] == text(at(0))


@pytest.mark.parametrize("name", ["DiscountCode", "CustomFields", "OverridePrice", "FromTime"])
async def test_what_else_a_change_did_is_told(backend: NexudusBackend, fake: FakeNexudus, name: str) -> None:
    booking = fake.bookings.put_in(1, at(-1), at(1))
    fake.faults["PUT", LIST] = lambda request: _spoiled(fake, request, name)
    with pytest.raises(Rejected, match=f"ToTime of booking {booking} was changed, but so was: {name}"):
        await backend.extend(held(booking), at(2))


def _spoiled(fake: FakeNexudus, request: Request, name: str) -> Reply:
    body = json.loads(request.body)
    fake.bookings.replace(body)
    fake.bookings.records[body["Id"]][name] = text(at(-2)) if name == "FromTime" else None
    return json_reply({"WasSuccessful": True, "Value": {"Id": body["Id"]}})


async def test_a_change_that_was_not_kept_is_no_success(backend: NexudusBackend, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(-1), at(1))
    fake.faults["PUT", LIST] = lambda _: json_reply({"WasSuccessful": True, "Value": {"Id": booking}})
    with pytest.raises(Rejected, match="another ToTime than asked for"):
        await backend.extend(held(booking), at(2))


async def test_a_change_whose_answer_was_lost_is_looked_at(backend: NexudusBackend, fake: FakeNexudus) -> None:
    booking = str(fake.bookings.put_in(1, at(-1), at(1)))

    def lost(request: Request) -> Raw:
        fake.bookings.replace(json.loads(request.body))
        return Raw()

    fake.faults["PUT", LIST] = lost
    await backend.extend(held(booking), at(2))
    fake.faults["PUT", LIST] = lambda _: Raw()
    with pytest.raises(Unreachable):
        await backend.extend(held(booking), at(3))


async def test_a_booking_whose_times_cannot_be_read_is_left_alone(backend: NexudusBackend, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(3))
    fake.bookings.records[booking]["FromTime"] = "soon"
    with pytest.raises(Rejected, match="cannot be read"):
        await backend.end(held(booking), at(1))
    assert writes(fake) == []


async def test_check_in_is_read_back(backend: NexudusBackend, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1), CancelIfNotCheckedIn=True)
    await backend.check_in(held(booking))
    assert fake.bookings.records[booking]["CheckedInAt"]
    (sent,) = (json.loads(one.body) for one in writes(fake, f"{LIST}/runcommand"))
    assert sent == {"Key": "X_START", "Ids": [booking], "Parameters": []}


async def test_a_check_in_that_did_nothing_is_no_success(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.commands_do_nothing = True
    booking = fake.bookings.put_in(1, at(0), at(1))
    with pytest.raises(Rejected, match="nothing changed"):
        await backend.check_in(held(booking))


async def test_without_a_command_there_is_no_check_in(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.commands.pop(1)
    with pytest.raises(Rejected, match="not possible") as caught:
        await backend.check_in(held(fake.bookings.put_in(1, at(0), at(1))))
    assert "check_in_command" in caught.value.hint


async def test_a_cancelled_booking_leaves_the_list(backend: NexudusBackend, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1))
    await backend.cancel(held(booking))
    assert fake.bookings.records == {}


async def test_a_list_that_cannot_be_read_is_no_cancellation(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.faults["GET", LIST] = lambda _: json_reply({"Records": [5], "HasNextPage": False})
    with pytest.raises(Rejected, match="still there"):
        await backend.cancel(held(fake.bookings.put_in(1, at(0), at(1))))


async def test_a_cancellation_that_did_nothing_is_no_success(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.commands_do_nothing = True
    with pytest.raises(Rejected, match="still there"):
        await backend.cancel(held(fake.bookings.put_in(1, at(0), at(1))))


@pytest.mark.parametrize("act", ["check_in", "cancel"])
async def test_a_refused_command_is_no_success_though_its_status_is_200(
    backend: NexudusBackend, fake: FakeNexudus, act: str
) -> None:
    fake.commands_refused = True
    with pytest.raises(Rejected, match="refused the c"):
        await getattr(backend, act)(held(fake.bookings.put_in(1, at(0), at(1))))


@pytest.mark.parametrize(("act", "more"), [("check_in", ()), ("cancel", ()), ("extend", (at(2),)), ("end", (at(0.5),))])
async def test_a_booking_that_is_gone_is_not_found(backend: NexudusBackend, act: str, more: tuple[Any, ...]) -> None:
    with pytest.raises(NotFound, match="not there any more"):
        await getattr(backend, act)(held("5"), *more)


@pytest.mark.parametrize("hours", [1, 0.5])
async def test_an_extension_adds_something(backend: NexudusBackend, fake: FakeNexudus, hours: float) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1))
    with pytest.raises(Rejected, match="lasts that long already"):
        await backend.extend(held(booking), at(hours))
    assert writes(fake) == []


@pytest.mark.parametrize(
    ("hours", "why"), [(1, "over already"), (2, "over already"), (0, "not begun"), (-1, "not begun")]
)
async def test_only_what_runs_is_ended(backend: NexudusBackend, fake: FakeNexudus, hours: float, why: str) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1))
    with pytest.raises(Rejected, match=why):
        await backend.end(held(booking), at(hours))
    assert writes(fake) == []


async def test_what_is_held_may_be_old(backend: NexudusBackend, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(3))
    longer = await backend.extend(held(booking, end=1), at(4))
    assert (longer.start, longer.end, longer.subject) == (at(0), at(4), "Design review")
    shorter = await backend.end(held(booking, end=1), at(2))
    assert (shorter.start, shorter.end) == (at(0), at(2))


async def test_a_second_check_in_asks_for_nothing(backend: NexudusBackend, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1))
    assert (await backend.check_in(held(booking))).checked_in
    assert (await backend.check_in(held(booking))).checked_in
    assert len(writes(fake, f"{LIST}/runcommand")) == 1


@pytest.mark.parametrize("act", ["check_in", "cancel"])
@pytest.mark.parametrize("odd", ["x", "1@2026", ""])
async def test_what_is_no_booking_is_not_found(backend: NexudusBackend, fake: FakeNexudus, act: str, odd: str) -> None:
    await backend.agendas(["1"], NOW)
    with pytest.raises(NotFound):
        await getattr(backend, act)(held(odd))
    assert writes(fake, f"{LIST}/runcommand") == []


async def test_check_in_is_an_ability_once_its_command_is_known(backend: NexudusBackend) -> None:
    assert abilities_of(backend) == Abilities(backend, None, backend, backend, backend)
    await backend.agendas(["1"], NOW)
    assert abilities_of(backend).check_in is backend


async def test_writes_are_a_second_apart(backend: NexudusBackend, fake: FakeNexudus) -> None:
    for hour in range(4):
        await backend.book("1", at(hour), at(hour + 1))
    moments = [moment for moment, one in fake.seen if one.method == "POST"]
    assert all(later - earlier >= 0.99 for earlier, later in pairwise(moments))
