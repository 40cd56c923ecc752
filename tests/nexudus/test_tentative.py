"""Whether a booking is confirmed, over real HTTP: lists may leave it out, so it is asked for by id, sparingly."""

from itertools import pairwise

import pytest

from kiosk.backends.nexudus.backend import NexudusBackend
from tests.nexudus.conftest import at
from tests.nexudus.fake import FakeNexudus
from tests.nexudus.fake_bookings import LEFT_OUT_OF_LISTS
from tests.nexudus.hasty import NOW
from tests.wire.scripted_server import Reply

LIST = "/api/spaces/bookings"
BOTH = ["1", "2"]


@pytest.fixture
def terse(fake: FakeNexudus) -> FakeNexudus:
    """An account whose lists do not say what is tentative."""
    fake.left_out_of_bookings = LEFT_OUT_OF_LISTS | {"Tentative"}
    return fake


async def pending(backend: NexudusBackend, *, whole: bool = False) -> list[bool]:
    (agenda,) = (await backend.agendas(["1"], NOW, whole=whole)).agendas
    return [one.pending for one in agenda.appointments]


def asked(fake: FakeNexudus) -> list[str]:
    """The ids that were asked for, in order."""
    tails = (path.removeprefix(f"{LIST}/") for path in fake.paths("GET") if path.startswith(f"{LIST}/"))
    return [one for one in tails if one.isdecimal()]


async def test_a_list_that_says_so_costs_nothing_more(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.bookings.put_in(1, at(-1), at(1), Tentative=True)
    fake.bookings.put_in(1, at(2), at(3))
    assert (await pending(backend), asked(fake)) == ([True, False], [])


async def test_what_the_list_leaves_out_is_asked_for_once(backend: NexudusBackend, terse: FakeNexudus) -> None:
    first = terse.bookings.put_in(1, at(-1), at(1), Tentative=True)
    second = terse.bookings.put_in(1, at(2), at(3))
    assert await pending(backend) == [True, False]
    assert await pending(backend, whole=True) == [True, False]
    assert asked(terse) == [str(first), str(second)]


async def test_a_booking_that_was_confirmed_is_asked_for_again(backend: NexudusBackend, terse: FakeNexudus) -> None:
    booking = terse.bookings.put_in(1, at(-1), at(1), Tentative=True)
    assert await pending(backend) == [True]
    terse.bookings.records[booking].update(Tentative=False, UpdatedOn="2026-03-30T10:00:00.0000001Z")
    assert await pending(backend) == [False]


async def test_without_a_date_of_change_it_is_asked_for_again_when_all_is(
    backend: NexudusBackend, terse: FakeNexudus
) -> None:
    booking = terse.bookings.put_in(1, at(-1), at(1), Tentative=True)
    terse.left_out_of_bookings |= {"UpdatedOn"}
    assert await pending(backend) == [True]
    terse.bookings.records[booking]["Tentative"] = False
    assert await pending(backend) == [True]
    assert await pending(backend, whole=True) == [False]


async def test_a_few_are_asked_for_in_each_poll_the_next_first_and_none_that_is_over_or_elsewhere(
    backend: NexudusBackend, terse: FakeNexudus
) -> None:
    terse.bookings.put_in(2, at(-1), at(1), Tentative=True)
    over = terse.bookings.put_in(1, at(-2), at(-1), Tentative=True)
    ahead = [terse.bookings.put_in(1, at(hours), at(hours + 1), Tentative=True) for hours in (4, 3, 2, 1, 0)]
    assert await pending(backend) == [False, True, True, True, False, False]
    assert await pending(backend) == [False, True, True, True, True, True]
    assert asked(terse) == [str(one) for one in reversed(ahead)]
    assert str(over) not in asked(terse)


async def test_what_cannot_be_asked_for_keeps_its_room_busy_and_is_asked_for_again(
    backend: NexudusBackend, terse: FakeNexudus
) -> None:
    booking = terse.bookings.put_in(1, at(-1), at(1), Tentative=True)
    terse.faults["GET", f"{LIST}/{booking}"] = lambda _: Reply(status=500)
    assert await pending(backend) == [False]
    terse.faults.clear()
    assert await pending(backend) == [True]


async def test_of_a_booking_asked_for_by_id_nothing_is_kept_that_a_door_does_not_need(
    backend: NexudusBackend, terse: FakeNexudus
) -> None:
    terse.bookings.put_in(1, at(-1), at(1), Notes="canary-notes", CoworkerFullName="canary-name")
    await pending(backend)
    assert asked(terse)
    assert "canary" not in repr(vars(backend._details)["known"])  # noqa: SLF001 - what is kept is not shown


async def test_bookings_that_left_the_list_are_forgotten(backend: NexudusBackend, terse: FakeNexudus) -> None:
    bookings = [terse.bookings.put_in(1, at(hours), at(hours + 1)) for hours in (0, 1, 2)]
    await pending(backend)
    for one, _ in pairwise(bookings):
        del terse.bookings.records[one]
    await pending(backend)
    assert {one for one, _ in backend._details.known} == {str(bookings[-1])}  # noqa: SLF001 - what is kept is not shown
