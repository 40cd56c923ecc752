"""One story with every combination of what is not known of the real account: it ends the same each time."""

from itertools import product

import pytest

from kiosk.backends.errors import Conflict
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.domain.appointment import CheckIn
from tests.nexudus.conftest import at, held
from tests.nexudus.fake import DIRECTIONS, FakeNexudus
from tests.nexudus.fake_bookings import LEFT_OUT_OF_LISTS
from tests.nexudus.hasty import NOW

COMBINATIONS = tuple(product(DIRECTIONS, (200, 409), (409, 429), (True, False), (True, False), (True, False)))
Combination = tuple[str, int, int, bool, bool, bool]


def turned(fake: FakeNexudus, combination: Combination) -> None:
    """Set the switches; it asks for patience with the first list and with the first write."""
    fake.directions, fake.refusal_status, fake.throttle_status, fake.newer_lists, fake.whole_values, terse = combination
    fake.page_cap, fake.throttling = 2, ["1"]
    fake.left_out_of_bookings = LEFT_OUT_OF_LISTS | ({"Tentative", "UpdatedOn"} if terse else set())


async def seen(backend: NexudusBackend) -> list[tuple[object, ...]]:
    (agenda,) = (await backend.agendas(["1"], NOW, whole=True)).agendas
    return [(one.start, one.end, one.pending, one.check_in) for one in agenda.appointments]


@pytest.mark.parametrize("combination", COMBINATIONS, ids=lambda one: "-".join(map(str, one)))
async def test_it_ends_the_same(backend: NexudusBackend, fake: FakeNexudus, combination: Combination) -> None:
    turned(fake, combination)
    later = fake.bookings.put_in(1, at(2), at(3), Tentative=True)
    much_later = fake.bookings.put_in(1, at(5), at(6), CancelIfNotCheckedIn=True)
    away = (at(5), at(6), False, CheckIn.WAITING)
    assert await seen(backend) == [(at(2), at(3), True, CheckIn.NOT_NEEDED), away]

    fake.throttling = ["1"]
    mine = await backend.book("1", at(0), at(1), "Stand-up")
    with pytest.raises(Conflict):
        await backend.book("1", at(0.5), at(1.5))
    with pytest.raises(Conflict):
        await backend.extend(mine, at(2.5))
    mine = await backend.extend(mine, at(1.5))
    await backend.check_in(mine)
    await backend.cancel(held(later, start=2, end=3))
    assert await seen(backend) == [(at(0), at(1.5), False, CheckIn.DONE), away]

    await backend.end(mine, at(0.5))
    assert await seen(backend) == [(at(0), at(0.5), False, CheckIn.DONE), away]
    assert set(fake.bookings.records) == {int(mine.id), much_later}
    assert fake.bookings.cleared == []
    assert not any("dir" in request.query for _, request in fake.seen)
