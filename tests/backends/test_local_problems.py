"""Problems go to the local server once a key, and come back as a list; answers that are none are said."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from kiosk.backends.abilities import CanReport, abilities_of
from kiosk.backends.base import Backend
from kiosk.backends.errors import Conflict, Garbled, NotFound
from kiosk.domain.problem import Problem, Report
from kiosk.domain.room import Room
from tests.backends.houses import ATRIUM, NOW, Site, at
from tests.backends.local_house import LOCAL
from tests.wire.scripted_server import Reply, serving

COLD = Report(Room(ATRIUM, "Atrium", "Europe/Berlin"), Problem.TOO_COLD, at(-0.5), "By the window")


def reporter(backend: Backend) -> CanReport:
    found = abilities_of(backend).report
    assert found is not None
    return found


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with LOCAL.run(tmp_path, []) as running:
        yield running


async def test_a_report_is_kept_once_and_listed(site: Site) -> None:
    backend = reporter(site.connect())
    for _ in range(3):
        await backend.report_problem(COLD, "k-1")
    await backend.report_problem(replace(COLD, problem=Problem.LIGHT, text=""), "k-2")
    newest, first = await backend.problems()
    assert (newest.problem, newest.text) == ("light", "")
    assert (first.room_id, first.room, first.problem, first.text) == (ATRIUM, "Atrium", "too_cold", "By the window")
    assert first.at == COLD.at


async def test_a_key_that_was_for_another_report_is_a_conflict(site: Site) -> None:
    backend = reporter(site.connect())
    await backend.report_problem(COLD, "k-1")
    with pytest.raises(Conflict):
        await backend.report_problem(replace(COLD, text="In the corner"), "k-1")


@pytest.mark.parametrize("room", ["99", "x", "../1", "1?x=1", ""])
async def test_an_unknown_room_is_not_found(site: Site, room: str) -> None:
    with pytest.raises(NotFound, match="no such room"):
        await reporter(site.connect()).report_problem(replace(COLD, room=Room(room, "x", "UTC")), "k-1")


@pytest.mark.parametrize("odd", [[], {}, {"data": 3}, "x"])
async def test_a_list_that_is_none_is_said(site: Site, odd: object) -> None:
    async with serving(lambda _: Reply(msgspec.json.encode(odd))) as server:
        with pytest.raises(Garbled):
            await reporter(site.connect(url=server.url)).problems()


async def test_an_entry_that_cannot_be_read_hides_only_itself(site: Site) -> None:
    room = {"bookableResource": {"id": 1, "name": "Atrium"}, "problem": "light"}
    page = {
        "data": [{**room, "time": NOW}, {**room, "time": "soon"}, {"id": 3}, 4, {**room, "time": "2026-01-01T00:00:00"}]
    }
    async with serving(lambda _: Reply(msgspec.json.encode(page))) as server:
        found = await reporter(site.connect(url=server.url)).problems()
    assert [one.at for one in found] == [NOW]
