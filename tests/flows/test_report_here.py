"""A problem from the tap at the door to the list of the local server, put together as a panel does."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random

import pytest

from kiosk.backends.abilities import abilities_of
from kiosk.clock import Clock
from kiosk.config import BackendConfig, Config, PanelConfig
from kiosk.config.report import ReportConfig
from kiosk.domain.room import Room
from kiosk.flows.host import SETTLE_SECONDS, SheetHost
from kiosk.flows.report import ReportFlow
from kiosk.reporting import Reporting, open_reporting
from kiosk.settings import Settings
from kiosk.viewmodels.sheet_view import SheetView
from tests.backends.houses import ATRIUM, Site
from tests.backends.local_house import LOCAL

ROOM = Room(ATRIUM, "Atrium", "Europe/Berlin")
Flows = Mapping[str, Callable[[], ReportFlow]]


class PatientClock(Clock):
    """A clock that runs ahead whenever somebody has read a sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead


@dataclass(slots=True)
class Sheet:
    """What is on the sheet, and a way to wait for it."""

    views: list[SheetView] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def show(self, view: SheetView) -> None:
        self.views.append(view)
        self._news.set()

    async def until(self, name: str) -> None:
        while self.views[-1].name != name:
            self._news.clear()
            await self._news.wait()


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with LOCAL.run(tmp_path / "server", []) as running:
        yield running


def opened(folder: Path, site: Site, clock: Clock, report: ReportConfig) -> Reporting:
    panel = PanelConfig(data_dir=str(folder))
    config = Config(backend=BackendConfig(kind="local"), panel=panel, report=report)
    settings = Settings(config, "door.toml", demo=False, environment={})
    return open_reporting(settings, site.connect(), clock, Random(1))


async def tapped(reporting: Reporting, clock: PatientClock, *keys: str) -> Sheet:
    """Open the sheet, tap, and wait for the thanks while the panel's own task delivers."""
    sheet, works = Sheet(), list["asyncio.Future[None]"]()

    def spawn(work: Coroutine[object, object, None]) -> None:
        works.append(asyncio.ensure_future(_run(work)))

    host = SheetHost(sheet, clock, spawn)
    delivering = asyncio.ensure_future(reporting.run())
    host.open(reporting.flows(lambda: ROOM)["report"]())
    for key in keys:
        clock.ahead += SETTLE_SECONDS
        host.chosen(key)
    await sheet.until("report noted")
    await asyncio.gather(*works)
    delivering.cancel()
    await asyncio.wait([delivering])
    return sheet


async def _run(work: Coroutine[object, object, None]) -> None:
    await work


async def test_a_tap_at_the_door_is_in_the_server_s_list(tmp_path: Path, site: Site) -> None:
    clock = PatientClock()
    reporting = opened(tmp_path / "state", site, clock, ReportConfig())
    sheet = await tapped(reporting, clock, "screen")
    assert [view.name for view in sheet.views] == ["report", "report noting", "report noted"]
    server = abilities_of(site.connect()).report
    assert server is not None
    assert [(one.room_id, one.problem) for one in await server.problems()] == [(ATRIUM, "screen")]


async def test_a_panel_that_ended_before_it_could_send_sends_when_it_is_back(tmp_path: Path, site: Site) -> None:
    clock, folder = PatientClock(), tmp_path / "state"
    await site.stop()
    sheet = await tapped(opened(folder, site, clock, ReportConfig()), clock, "screen")
    assert sheet.views[-1].line == "It will be sent when the connection is back."
    async with LOCAL.run(tmp_path / "server-again", []) as again:
        await opened(folder, again, clock, ReportConfig()).delivery.flush(20)
        server = abilities_of(again.connect()).report
        assert server is not None
        assert [one.problem for one in await server.problems()] == ["screen"]


async def test_nothing_is_offered_where_nobody_gets_it(tmp_path: Path, site: Site) -> None:
    make = partial(opened, tmp_path, site, Clock())
    assert make(replace(ReportConfig(), enabled=False)).flows(lambda: ROOM) == {}
    assert list(make(ReportConfig()).flows(lambda: ROOM)) == ["report"]
