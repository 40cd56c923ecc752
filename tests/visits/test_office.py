"""Desks at the real local server, over HTTP: found, received, let go, counted once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.backends.local.backend import LocalBackend
from kiosk.backends.visits import visit_abilities_of
from kiosk.clock import Clock
from kiosk.domain.visit import BadgeState, Host
from kiosk.domain.visiting import Act, Form, Found, Outcome, Unanswered
from kiosk.server.run import EmbeddedServer
from tests.visits.office import TOKEN, backend_at, desk_of, invited

SOON = timedelta(minutes=30)


@pytest.fixture
def server(tmp_path: Path) -> EmbeddedServer:
    return EmbeddedServer(tmp_path / "server.sqlite", TOKEN, demo=False, clock=Clock())


@pytest.fixture
async def backend(server: EmbeddedServer) -> AsyncIterator[LocalBackend]:
    async with backend_at(await asyncio.to_thread(server.start)) as backend:
        yield backend
    await asyncio.to_thread(server.stop)


def start() -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + SOON


async def test_a_local_server_does_everything_for_visitors(backend: LocalBackend) -> None:
    able = visit_abilities_of(backend)
    assert None not in (able.visits, able.arrivals, able.hosts, able.walk_ins)


async def test_who_was_invited_is_received_and_let_go(backend: LocalBackend, tmp_path: Path) -> None:
    visit, (desk, delivery) = await invited(backend, "Ada Lovelace", start()), desk_of(backend, tmp_path)
    found = await desk.look_up(visit.code.lower())
    assert isinstance(found, Found)
    assert (found.outcome, found.visit) == (Outcome.FOUND, visit)
    assert visit.host == Host("grace@example.com", None, "grace@example.com")
    assert visit.uid is not None
    again = await desk.look_up(f"https://visit.example/{visit.uid}")
    assert isinstance(again, Found)
    assert again.visit == visit

    receipt = await desk.check_in(visit)
    await delivery.flush(10)
    assert (await desk.fate(receipt, 5)).delivered
    (there,) = await backend.find_visits(visit.code, start())
    assert there.state is BadgeState.IN
    await desk.check_out(there)
    await delivery.flush(10)
    (there,) = await backend.find_visits(visit.code, start())
    assert there.state is BadgeState.OUT


async def test_two_desks_at_the_same_instant_make_one_arrival(backend: LocalBackend, tmp_path: Path) -> None:
    visit = await invited(backend, "Ada Lovelace", start())
    desks = [desk_of(backend, tmp_path / name) for name in "ab"]
    await asyncio.gather(*(desk.check_in(visit) for desk, _ in desks))
    await asyncio.gather(*(delivery.flush(10) for _, delivery in desks))

    assert [(await desk.book.outbox.items()) for desk, _ in desks] == [(), ()]
    (there,) = await backend.find_visits(visit.code, start())
    assert there.state is BadgeState.IN


async def test_somebody_without_an_appointment_has_the_code_that_was_shown_to_them(
    backend: LocalBackend, tmp_path: Path
) -> None:
    desk, delivery = desk_of(backend, tmp_path)
    receipt = await desk.walk_in(Form("Hedy Lamarr", "Ford", Host("Grace Hopper"), "hedy@example.com"))
    await delivery.flush(10)
    assert receipt.visit is not None
    found = await desk.look_up(receipt.visit.code)

    assert isinstance(found, Found)
    assert found.outcome is Outcome.ALREADY_IN
    assert found.visit is not None
    assert (found.visit.visitor, found.visit.company, found.visit.uid) == ("Hedy Lamarr", "Ford", receipt.visit.uid)
    await desk.check_out(found.visit)
    await delivery.flush(10)
    (there,) = await backend.find_visits(receipt.visit.code, start())
    assert there.state is BadgeState.OUT


async def test_a_server_that_goes_away_and_comes_back_hears_everything(
    server: EmbeddedServer, backend: LocalBackend, tmp_path: Path
) -> None:
    ada, alan = [await invited(backend, name, start()) for name in ("Ada", "Alan")]
    desk, delivery = desk_of(backend, tmp_path)
    await desk.look_up(ada.code)
    port = int(backend.client.transport.address.origin.rpartition(":")[2])
    await asyncio.to_thread(server.stop)
    copy, blind = await desk.look_up(ada.code), await desk.look_up(alan.code)
    assert isinstance(copy, Found)
    assert copy.visit is not None
    assert isinstance(blind, Unanswered)
    await desk.check_in(copy.visit, certain=False)
    await desk.take_down(blind.code, Act.ARRIVE)

    again = EmbeddedServer(tmp_path / "server.sqlite", TOKEN, demo=False, clock=Clock(), port=port)
    await asyncio.to_thread(again.start)
    try:
        await delivery.flush(20)
        states = [(await backend.find_visits(one.code, start()))[0].state for one in (ada, alan)]
        assert states == [BadgeState.IN, BadgeState.IN]
    finally:
        await asyncio.to_thread(again.stop)


async def test_wrong_codes_at_several_desks_of_a_building_lock_them_all(backend: LocalBackend, tmp_path: Path) -> None:
    visit = await invited(backend, "Ada Lovelace", start())
    desks = [desk_of(backend, tmp_path / str(number))[0] for number in range(5)]
    for desk in desks:
        found = await desk.look_up("NEVERX")
        assert isinstance(found, Found)
        assert found.outcome is Outcome.NOT_FOUND
    fresh, _ = desk_of(backend, tmp_path / "fresh")
    found = await fresh.look_up(visit.code)

    assert isinstance(found, Found)
    assert found.outcome is Outcome.LOCKED
    assert found.until is not None
    assert found.until > datetime.now(UTC)
