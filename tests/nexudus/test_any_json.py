"""Whatever the account puts into any field: nothing crashes, and a room with an unreadable record is never free."""

import asyncio
from contextlib import suppress
from typing import Any

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.backends.errors import BackendError
from kiosk.backends.http.decode import Unreadable
from kiosk.backends.nexudus.compare import changed_beside
from kiosk.backends.nexudus.envelope import read_outcome, read_page
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import open_nexudus
from kiosk.domain.state import Status
from tests.nexudus.conftest import SETTINGS
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.hasty import NOW, HastyClock
from tests.nexudus.test_translate import agendas, record, seen
from tests.wire.scripted_server import Reply, serving
from tests.wire.test_any_json import JSON, places, put

NEVER_FREE = {Status.OCCUPIED, Status.UNKNOWN, Status.WAITING_CHECK_IN}
RECORD = record(-1, 1, CancelIfNotCheckedIn=False, CheckedInAt=None, Tentative=False, ResourceName="Atrium")
OTHER = record(5, 6, room=2, Id=6)


@given(st.sampled_from(places(RECORD)), JSON)
def test_a_booking_is_read_or_no_room_that_it_may_be_in_is_free(path: tuple[Any, ...], new: object) -> None:
    first, second = agendas(put(RECORD, path, new), OTHER)
    assert seen(first) in NEVER_FREE or path in {("ResourceId",), ("FromTime",), ("ToTime",)}
    if path != ():
        assert len(second.appointments) == 1


@given(JSON)
def test_a_time_is_read_or_its_room_is_not_free(new: object) -> None:
    for name in ("FromTime", "ToTime"):
        first, second = agendas(put(RECORD, (name,), new), OTHER)
        assert first.appointments or first.ignored
        assert seen(first) in NEVER_FREE
        assert not second.unreadable


@given(JSON)
def test_a_room_is_read_or_no_room_is_free(new: object) -> None:
    assume(not str(new).strip().isdecimal() and not (isinstance(new, float) and new.is_integer()))
    found = agendas({name: value for name, value in RECORD.items() if name != "ResourceName"} | {"ResourceId": new})
    assert {seen(one) for one in found} == {Status.UNKNOWN}


@given(st.lists(JSON, max_size=4))
def test_any_json_as_the_records(items: list[object]) -> None:
    for agenda in agendas(RECORD, *items):
        assert agenda.unreadable or not items
        assert seen(agenda) is not Status.FREE or not items


@given(st.binary() | JSON.map(msgspec.json.encode))
def test_any_bytes_as_a_page_or_an_outcome(body: bytes) -> None:
    for read in (read_page, read_outcome):
        with suppress(Unreadable):
            read(body)


@given(st.dictionaries(st.text(max_size=3), JSON), st.dictionaries(st.text(max_size=3), JSON))
def test_what_a_put_cleared_is_told_whatever_it_was(before: dict[str, object], more: dict[str, object]) -> None:
    assert changed_beside(before, before, before | more, "ToTime") == sorted(
        name for name in before if name in more and not _alike(before[name], more[name])
    )
    lost = [name for name, value in before.items() if value is not None and not name.startswith(("ToTime", "Updated"))]
    assert changed_beside(before, before, {}, "ToTime") == sorted(lost)


def _alike(one: object, other: object) -> bool:
    numbers = all(isinstance(each, int | float) and not isinstance(each, bool) for each in (one, other))
    return one == other and (numbers or type(one) is type(other))


PATHS = (
    "/api/spaces/bookings",
    "/api/spaces/resources",
    "/api/spaces/bookingavailabilityexceptions",
    "/api/spaces/bookings/commands",
    "/api/spaces/resources/1",
)


@given(st.sampled_from(PATHS), st.binary(max_size=40) | JSON.map(msgspec.json.encode))
def test_any_answer_of_any_operation_is_understood_or_an_error_of_the_tree(path: str, body: bytes) -> None:
    async def ask() -> None:
        clock = HastyClock()
        fake = FakeNexudus(clock)
        fake.faults["GET", path] = lambda _: Reply(body)
        async with serving(fake) as server:
            backend = open_nexudus(server.url, Login(USER, PASSWORD), SETTINGS, clock, lambda: "n")
            with suppress(BackendError):
                await backend.agendas(["1", "2"], NOW)
            await backend.aclose()
            await asyncio.sleep(0)
        await asyncio.sleep(0)  # the server notices that its connections are closed

    asyncio.run(ask())
