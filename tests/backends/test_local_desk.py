"""Why the local server says no, in plain words; and answers of its own routes that are none."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.backends.base import Backend
from kiosk.backends.errors import Conflict, Declined, Garbled, NotFound, Rejected
from kiosk.domain.booking import Booking
from tests.backends.acting import booker, canceller, checker, ender, extender
from tests.backends.contract import held_now
from tests.backends.houses import ATRIUM, LIBRARY, NOW, Event, Site, at
from tests.backends.local_house import LOCAL
from tests.wire.scripted_server import Answer, Raw, Reply, serving

LATER = Event(at(1), at(2), room=LIBRARY, waiting=True)
HELD = Booking("7", ATRIUM, at(-1), at(1), "Review")
GOOD = {
    "id": 7,
    "bookingState": "using",
    "period": {"start": "2026-03-30T11:00:00+02:00", "end": "2026-03-30T13:00:00+02:00"},
    "bookableResourceIds": [1],
}


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with LOCAL.run(tmp_path, [Event(at(-1), at(1)), LATER]) as running:
        yield running


async def coming(backend: Backend) -> Booking:
    (agenda,) = (await backend.agendas([LIBRARY], NOW)).agendas
    (one,) = agenda.appointments
    return Booking(one.booking_id or "", LIBRARY, one.start, one.end)


async def test_check_in_that_is_not_open_yet_is_said_so(site: Site) -> None:
    backend = site.connect()
    with pytest.raises(Rejected, match="not open yet") as no:
        await checker(backend).check_in(await coming(backend))
    assert no.value.code == "too_early"


async def test_what_has_not_begun_is_not_ended(site: Site) -> None:
    backend = site.connect()
    with pytest.raises(Rejected, match="not begun") as no:
        await ender(backend).end(await coming(backend), NOW)
    assert (no.value.code, no.value.hint) == ("not_running", "Cancel it instead.")


async def test_what_is_over_is_said_to_be(site: Site) -> None:
    backend = site.connect()
    held = await held_now(backend)
    await ender(backend).end(held, NOW)
    with pytest.raises(Rejected, match="over"):
        await extender(backend).extend(held, at(2))


async def test_an_extension_is_a_day_at_most(site: Site) -> None:
    backend = site.connect()
    held = await held_now(backend)
    with pytest.raises(Rejected, match="a day"):
        await extender(backend).extend(held, held.end + timedelta(days=1, minutes=1))
    longer = await extender(backend).extend(held, held.end + timedelta(days=1))
    assert longer.end == held.end + timedelta(days=1)


async def test_an_extension_lasts_until_the_very_second(site: Site) -> None:
    backend = site.connect()
    held = await held_now(backend)
    longer = await extender(backend).extend(held, held.end + timedelta(seconds=20))
    assert longer.end == held.end + timedelta(seconds=20)


async def test_two_extensions_at_once_do_not_add_up(site: Site) -> None:
    backend = site.connect()
    held = await held_now(backend)
    longer = [await extender(backend).extend(held, held.end + timedelta(minutes=30)) for _ in range(2)]
    assert [one.end for one in longer] == [held.end + timedelta(minutes=30)] * 2


@pytest.mark.parametrize("odd", ["", "..", "7/../8", "8?x=1", "\u0667", "-1"])
async def test_what_is_no_id_never_reaches_an_address(tmp_path: Path, odd: str) -> None:
    async with LOCAL.run(tmp_path, []) as site, serving(lambda _: Reply()) as server:
        with pytest.raises(NotFound):
            await canceller(site.connect(url=server.url)).cancel(replace(HELD, id=odd))
        assert not server.requests


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b'{"error": {"code": "resource_deleted", "message": "x"}}', Rejected),
        (b'{"error": {"code": "conflict"}}', Conflict),
        (b'{"error": {"code": "Salary talk"}}', Conflict),
        (b'{"error": {"code": 7}}', Conflict),
        (b'{"error": "over"}', Conflict),
        (b"[" * 10_000, Conflict),
        (b"x" * 100_000, Conflict),
        (b"", Conflict),
    ],
)
async def test_of_a_conflict_s_body_only_a_known_word_is_believed(
    tmp_path: Path, body: bytes, error: type[Declined]
) -> None:
    async with LOCAL.run(tmp_path, []) as site, serving(lambda _: Reply(body, 409)) as server:
        with pytest.raises(Declined) as no:
            await booker(site.connect(url=server.url)).book(ATRIUM, NOW, at(1))
    assert type(no.value) is error
    assert "Salary" not in f"{no.value} {no.value.hint} {no.value.code}"


async def test_a_conflict_whose_body_breaks_off_is_no_booking(tmp_path: Path) -> None:
    half = Raw((b"HTTP/1.1 409 X\r\nContent-Length: 50\r\n\r\n{",))
    async with LOCAL.run(tmp_path, []) as site, serving(lambda _: half) as server:
        with pytest.raises(Garbled):
            await booker(site.connect(url=server.url)).book(ATRIUM, NOW, at(1))


@pytest.mark.parametrize(
    "odd",
    [
        {},
        [],
        {**GOOD, "period": None},
        {**GOOD, "period": {"start": "yesterday", "end": "2026-03-30T13:00:00+02:00"}},
        {**GOOD, "bookingState": 1},
        {**GOOD, "id": None},
    ],
)
async def test_an_answer_that_is_no_booking_is_none(tmp_path: Path, odd: object) -> None:
    async with LOCAL.run(tmp_path, []) as site, serving(lambda _: as_json(odd)) as server:
        with pytest.raises(Garbled):
            await checker(site.connect(url=server.url)).check_in(HELD)


async def test_the_server_s_own_times_are_told(tmp_path: Path) -> None:
    async with LOCAL.run(tmp_path, []) as site, serving(lambda _: as_json(GOOD)) as server:
        done = await ender(site.connect(url=server.url)).end(HELD, at(0.5))
        assert [(one.method, one.path) for one in server.requests] == [("POST", "/api/kiosk/v1/bookings/7/end")]
    assert done == Booking("7", ATRIUM, at(-1), at(1), "Review", checked_in=True)


def as_json(value: object) -> Answer:
    return Reply(msgspec.json.encode(value))
