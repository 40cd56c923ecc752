"""Visitors, with the same answers by an Offision server's API and by the local server's own routes, over real HTTP."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import NotFound
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import LocalBackend, open_local
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.backends.offision.open import open_offision
from kiosk.backends.visits import FindsHosts, FindsVisits, TakesArrivals, visit_abilities_of
from kiosk.clock import Clock, FixedClock
from kiosk.domain.visit import BadgeState, Visit
from kiosk.domain.visiting import Invited
from kiosk.server.run import EmbeddedServer
from tests.backends.local_house import ROOMS, TOKEN

NOW = datetime(2026, 11, 20, 13, tzinfo=UTC)
HOUR = timedelta(hours=1)
SETTINGS = RoomSettings(time_zone="Europe/Berlin")
PATHS = {
    "visitor_badge.check_in": "/api/kiosk/v1/visits/{id}/arrive",
    "visitor_badge.check_out": "/api/kiosk/v1/visits/{id}/leave",
}
PEOPLE = (
    "INSERT INTO person (id, name, email) VALUES (3, 'Grace Hopper', 'grace@example.com')",
    "INSERT INTO person (id, name, email) VALUES (4, 'Ada Grafton', 'ada@example.com')",
)
Opened = Callable[[str], LocalBackend | OffisionBackend]
KINDS = pytest.mark.parametrize("kind", ["local", "offision", "offision with a call"])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    from kiosk.server.schema import migrate  # noqa: PLC0415 - only to write the file

    path = tmp_path / "house.sqlite"
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        migrate(connection)
        for statement in (*ROOMS, *PEOPLE):
            connection.execute(statement)
    connection.close()
    return path


@pytest.fixture
async def opened(data: Path) -> AsyncIterator[Opened]:
    server, made = EmbeddedServer(data, TOKEN, demo=False, clock=FixedClock(NOW)), list[OffisionBackend]()
    url = await asyncio.to_thread(server.start)

    def connect(kind: str) -> LocalBackend | OffisionBackend:
        auth, clock = Auth(TOKEN), Clock()
        paths = PATHS if kind == "offision with a call" else {}
        made.append(
            open_local(url, auth, SETTINGS, clock)
            if kind == "local"
            else open_offision(url, auth, SETTINGS, clock, paths=paths)
        )
        return made[-1]

    yield connect
    for one in made:
        await one.aclose()
    await asyncio.to_thread(server.stop)


async def invite(opened: Opened, name: str = "Ada Lovelace", start: datetime = NOW, host: str = "3") -> Visit:
    local = opened("local")
    assert isinstance(local, LocalBackend)
    return await local.invite(
        Invited(name, host, start, start + HOUR, "Europe/Berlin", "ada@home.example", room="Atrium"),
        f"k {name} {start}",
    )


def finder(backend: object) -> FindsVisits:
    assert isinstance(backend, FindsVisits)
    return backend


async def state(opened: Opened, code: str) -> BadgeState:
    (visit,) = await finder(opened("local")).find_visits(code, NOW)
    return visit.state


@KINDS
async def test_a_visit_is_found_by_code_and_by_uid_with_its_host_and_its_place(opened: Opened, kind: str) -> None:
    made = await invite(opened)
    backend = finder(opened(kind))
    (visit,) = await backend.find_visits(made.code, NOW)

    assert (visit.id, visit.code, visit.uid, visit.visitor) == (made.id, made.code, made.uid, "Ada Lovelace")
    assert (visit.start, visit.end, visit.state) == (NOW, NOW + HOUR, BadgeState.EXPECTED)
    assert (visit.building_id, visit.building, visit.room) == ("1", "Harbour House", "Atrium")
    assert visit.host is not None
    assert (visit.host.name, visit.host.id, visit.host.email) == ("Grace Hopper", "3", "grace@example.com")
    assert made.uid is not None
    assert [one.id for one in await backend.find_visits(made.uid, NOW)] == [made.id]


@KINDS
async def test_only_the_very_code_finds_anything(opened: Opened, kind: str) -> None:
    made = await invite(opened)
    backend = finder(opened(kind))

    for text in (made.code[:-1], made.code + "X", "*", "%", "_" * 6, "1"):
        assert await backend.find_visits(text, NOW) == ()


@KINDS
async def test_arrivals_are_told_once_where_somebody_takes_them(opened: Opened, kind: str) -> None:
    made, backend = await invite(opened), opened(kind)
    able = visit_abilities_of(backend).arrivals
    assert (able is None) is (kind == "offision")
    for _ in range(2) if able is not None else ():
        assert able is not None
        await able.arrive(made, NOW, "key-1")
        assert await state(opened, made.code) is BadgeState.IN
    if able is not None:
        await able.leave(made, NOW, "key-2")
        assert await state(opened, made.code) is BadgeState.OUT


@KINDS
async def test_the_states_of_badges_are_understood(opened: Opened, kind: str) -> None:
    wanted = {
        "Inga": BadgeState.IN, "Otto": BadgeState.OUT, "Noa": BadgeState.NO_SHOW, "Eva": BadgeState.EXPECTED
    }  # fmt: skip
    made = {name: await invite(opened, name, NOW - 3 * HOUR if name == "Noa" else NOW) for name in wanted}
    local = opened("local")
    assert isinstance(local, TakesArrivals)
    for name in ("Inga", "Otto"):
        await local.arrive(made[name], NOW, f"in {name}")
    await local.leave(made["Otto"], NOW, "out")
    backend = finder(opened(kind))

    for name, state in wanted.items():
        (visit,) = await backend.find_visits(made[name].code, NOW)
        assert visit.state is state, name


@KINDS
async def test_hosts_are_found_by_the_beginning_of_a_word_of_their_name(opened: Opened, kind: str) -> None:
    backend = opened(kind)
    assert isinstance(backend, FindsHosts)

    assert [one.name for one in await backend.find_hosts("gra")] == ["Ada Grafton", "Grace Hopper"]
    assert [one.name for one in await backend.find_hosts("hopper")] == ["Grace Hopper"]
    assert await backend.find_hosts("opper") == ()
    assert len(await backend.find_hosts("gra", 1)) == 1


async def test_an_arrival_at_a_visit_that_is_gone_is_told(opened: Opened) -> None:
    local, made = opened("local"), await invite(opened)
    assert isinstance(local, TakesArrivals)
    with pytest.raises(NotFound):
        await local.arrive(Visit("77", made.code, NOW, NOW + HOUR, "UTC"), NOW, "k")


async def test_what_was_invited_twice_with_one_key_is_one_visit(opened: Opened) -> None:
    assert await invite(opened) == await invite(opened)


async def test_an_unknown_name_of_a_call_is_told_with_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"visitor_badge\.check_in"):
        open_offision("http://127.0.0.1:1", Auth(TOKEN), SETTINGS, Clock(), paths={"visitor_badge.chek_in": "/x"})
