"""Telling the building's system how its tags are: what changed and only that, and nothing is lost on the way."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.epaper import Controller, ServerTag, TagCondition
from kiosk.backends.errors import BackendError, NotFound, Throttled, Unreachable
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import open_local
from kiosk.clock import Clock, FixedClock
from kiosk.server.run import EmbeddedServer
from kiosk.tags.record import TagRecord
from kiosk.tags.reports import TagReports, inches_of
from kiosk.tags.status import TagStatus
from tests.backends.houses import NOW
from tests.sync.virtual import VirtualClock, passing, simulate
from tests.tags.records import PLAIN, WELL, of
from tests.wire.conftest import TOKEN
from tests.wire.test_tags import kept_tags


@dataclass(slots=True)
class System:
    """Knows some tags, and notes what it is told and when; `faults` are raised instead, one by one."""

    clock: VirtualClock
    tags: tuple[ServerTag, ...]
    told: list[tuple[float, TagCondition]] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    tries: list[float] = field(default_factory=list)
    faults: list[BackendError] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    async def tag_controllers(self) -> tuple[Controller, ...]:
        self.asked.append(self.clock.monotonic())
        return (Controller("1", "North", "en", None, self.tags),)

    async def report_tag(self, condition: TagCondition) -> None:
        self.tries.append(self.clock.monotonic())
        await passing(0.05)
        if self.faults:
            raise self.faults.pop(0)
        if condition.tag in self.refused:
            raise NotFound("no such tag")
        self.told.append((round(self.clock.monotonic()), condition))


@dataclass(slots=True)
class Site:
    """What the service knows of its tags."""

    system: System
    records: list[TagRecord]
    kind: str = "openepaperlink"

    def statuses(self) -> list[TagStatus]:
        return [of(record, self.kind) for record in self.records]


Script = Callable[[Site], Awaitable[None]]


def played(script: Script, records: list[TagRecord], tags: tuple[ServerTag, ...]) -> System:
    async def main() -> System:
        clock = VirtualClock()
        site = Site(System(clock, tags), records)
        running = asyncio.ensure_future(TagReports(site.system, site.statuses, clock, Random(1)).run())
        await script(site)
        assert not running.done()
        running.cancel()
        await asyncio.wait([running])
        return site.system

    return simulate(main)


HERE = (ServerTag("t1", "a1", "1"), ServerTag(None, "B2", "2"))
TWO = [WELL, replace(WELL, id="B2", online=False, battery_millivolts=None)]


def test_each_tag_that_the_server_knows_is_told_once_by_the_servers_name() -> None:
    records = [*TWO, replace(WELL, id="unknown there"), replace(PLAIN, id="t1")]
    system = played(lambda _: passing(7200), records, HERE)
    assert [condition for _, condition in system.told] == [
        TagCondition("t1", online=True, battery_percent=93, inches=7.5),
        TagCondition("B2", online=False, inches=7.5),
    ]
    assert len(system.asked) == 2, "whom the server knows is asked for once an hour"


def test_what_changed_is_told_within_a_minute_and_nothing_else() -> None:
    async def script(site: Site) -> None:
        await passing(90)
        site.records[1] = replace(site.records[1], online=True, battery_percent=40)
        await passing(600)

    system = played(script, list(TWO), HERE)
    assert system.told[2:] == [(120, TagCondition("B2", online=True, battery_percent=40, inches=7.5))]


def test_a_trembling_voltage_is_no_news_but_a_falling_one_is() -> None:
    async def script(site: Site) -> None:
        for volts in (2950, 2960, 2945, 2950, 2940, 2955) * 20:
            site.records[0] = replace(site.records[0], battery_millivolts=volts)
            await passing(60)
        for volts in range(2950, 2650, -5):
            site.records[0] = replace(site.records[0], battery_millivolts=volts)
            await passing(60)

    told = played(script, [WELL], HERE).told
    charges = [condition.battery_percent or 0 for _, condition in told]
    assert charges[0] == 93
    assert 10 <= len(charges) <= 14
    assert charges == sorted(charges, reverse=True)


def test_a_tag_of_which_nothing_is_known_is_not_told() -> None:
    assert played(lambda _: passing(300), [PLAIN], HERE).told == []


@pytest.mark.parametrize(("missed", "online"), [(0, True), (3, False)])
def test_where_the_gateway_does_not_say_a_silent_tag_is_offline(missed: int, online: bool) -> None:  # noqa: FBT001
    record = replace(WELL, online=None, missed=missed)
    ((_, condition),) = played(lambda _: passing(90), [record], HERE).told
    assert condition.online is online


def test_what_found_no_answer_is_told_later_and_the_server_is_left_alone_meanwhile() -> None:
    async def script(site: Site) -> None:
        site.system.faults = [Unreachable("gone")] * 4
        await passing(3000)

    system = played(script, list(TWO), HERE)
    assert {condition.tag for _, condition in system.told} == {"t1", "B2"}
    gaps = [later - earlier for earlier, later in zip(system.tries, system.tries[1:], strict=False)]
    assert all(gap >= 60 for gap in gaps[:4])


def test_a_server_that_asks_for_patience_gets_it() -> None:
    async def script(site: Site) -> None:
        site.system.faults = [Throttled("busy", retry_after=500.0)]
        await passing(1000)

    system = played(script, list(TWO), HERE)
    assert system.tries[1] >= 500
    assert len(system.told) == 2


def test_a_tag_that_the_server_refuses_holds_up_no_other_and_is_told_again_once_it_changed() -> None:
    async def script(site: Site) -> None:
        site.system.refused = {"t1"}
        await passing(600)
        assert len(site.system.tries) == 2
        site.system.refused = set()
        site.records[0] = replace(site.records[0], online=False)
        await passing(120)

    assert [condition.tag for _, condition in played(script, list(TWO), HERE).told] == ["B2", "t1"]


def test_a_server_that_refuses_everything_is_not_asked_for_each_of_a_thousand() -> None:
    tags = tuple(ServerTag(f"t{number}", f"k{number}", "1") for number in range(1000))
    records = [replace(WELL, id=f"k{number}") for number in range(1000)]

    async def script(site: Site) -> None:
        site.system.refused = {tag.id or "" for tag in tags}
        await passing(3600)

    assert len(played(script, records, tags).tries) < 200


@pytest.mark.parametrize(
    ("panel", "inches"), [("7.5-bwr", 7.5), ("10.85-bw", 10.85), ("7.5-640x384-bwr", 7.5), ("800x480-bwr", None)]
)
def test_the_screen_s_size_is_that_of_its_panel(panel: str, inches: float | None) -> None:
    assert inches_of(panel) == inches


async def test_the_local_server_keeps_what_it_is_told() -> None:
    server = EmbeddedServer(None, TOKEN, demo=True, clock=FixedClock(NOW))
    url = await asyncio.to_thread(server.start)
    backend = open_local(url, Auth(TOKEN), RoomSettings(), Clock())
    record = replace(WELL, id="AC233FC03C12", panel="4.2-bw", battery_percent=11, online=True)
    reports = asyncio.create_task(TagReports(backend, lambda: [of(record)], Clock(), Random(1)).run())
    try:
        while (kept := await asyncio.to_thread(_of, url))["isOnline"] is not True:
            assert not reports.done()
    finally:
        reports.cancel()
        await asyncio.wait([reports])
        await backend.aclose()
        await asyncio.to_thread(server.stop)
    assert (kept["batteryLevel"], kept["screenSize"]) == (11, 4.2)


def _of(url: str) -> dict[str, object]:
    (tag,) = [one for one in kept_tags(url) if one["externalKey"] == "AC233FC03C12"]
    return tag
