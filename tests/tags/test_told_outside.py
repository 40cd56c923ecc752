"""The whole service with an access point and a server: what their tags are like is told by every way there is."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from kiosk.clock import Clock
from kiosk.config.file import load
from kiosk.server.run import EmbeddedServer
from kiosk.settings import Settings
from kiosk.tag_service.root import serve_tags
from tests.tags.emulators.access_point import AccessPoint, Tag
from tests.tags.exposition import parsed
from tests.wire.conftest import TOKEN
from tests.wire.scripted_server import serving
from tests.wire.test_tags import kept_tags

pytestmark = pytest.mark.slow
CONFIG = """
[backend]
kind = "local"
url = "{url}"
[panel]
time_zone = "Europe/Berlin"
data_dir = "{data}"
[tags]
from_server = true
metrics = "127.0.0.1:{port}"
[[tags.gateway]]
name = "ap"
kind = "openepaperlink"
url = "{ap}"
controller = "Spreehaus gateway"
panel = "4.2-bw"
"""
FULL, EMPTY = "AC233FC03C01", "AC233FC03C02"
SPEED = 20.0


class FastClock(Clock):
    """A minute is three seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._begun = time.monotonic()
        self._at = super().wall()

    def wall(self) -> datetime:
        return self._at + timedelta(seconds=self.monotonic() - self._begun)

    def monotonic(self) -> float:
        return self._begun + (time.monotonic() - self._begun) * SPEED

    def running(self) -> float:
        return self.monotonic()

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / SPEED)


@dataclass
class Site:
    """The building's server, its access point, and where the metrics are."""

    server: str
    ap: AccessPoint
    port: int
    clock: FastClock
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    def call(self) -> None:
        """Both tags call the access point, and take what waits there."""
        for tag in self.ap.tags.values():
            self.ap.now = int(self.clock.now().timestamp())
            self.ap.calls(tag)
            tag.next_call = self.ap.now + 3600

    async def metrics(self) -> dict[str, dict[str, float]]:
        async with httpx.AsyncClient() as client:
            text = (await client.get(f"http://127.0.0.1:{self.port}/metrics")).text
        return {
            name: {dict(labels)["tag"]: value for labels, value in one.items()} for name, one in parsed(text).items()
        }

    async def kept(self) -> dict[object, dict[str, object]]:
        """What the building's server was told, by the tags' keys."""
        return {one["externalKey"]: one for one in await asyncio.to_thread(kept_tags, self.server)}


@pytest.fixture
async def site(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[Site]:
    server, ap, clock = EmbeddedServer(None, TOKEN, demo=True, clock=Clock()), AccessPoint(), FastClock()
    ap.tags = {FULL: Tag(FULL, battery=3000), EMPTY: Tag(EMPTY, battery=2300)}
    url = await asyncio.to_thread(server.start)
    async with serving(ap) as point:
        file = tmp_path / "config.toml"
        file.write_text(CONFIG.format(url=url, data=tmp_path / "data", port=unused_tcp_port, ap=point.url))
        settings = Settings(load(file), str(file), demo=False, environment={"KIOSK_TOKEN": TOKEN})
        one, ready = Site(url, ap, unused_tcp_port, clock), asyncio.Event()
        serving_tags = asyncio.create_task(serve_tags(settings, clock, one.stop, lambda _: ready.set()))
        await ready.wait()
        yield one
        one.stop.set()
        await serving_tags
    await asyncio.to_thread(server.stop)


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    while not await condition():  # noqa: ASYNC110 - others bring it about
        await asyncio.sleep(0.05)


async def test_the_server_and_a_collector_hear_how_the_tags_are(site: Site) -> None:
    async def uploaded() -> bool:
        return len({one["mac"] for one in site.ap.uploads}) == 2

    async def shown() -> bool:
        site.call()
        found = await site.metrics()
        return [found["room_kiosk_tag_up_to_date"][tag] for tag in (FULL, EMPTY)] == [1.0, 1.0]

    async def told() -> bool:
        site.call()
        kept = await site.kept()
        return [kept[tag]["batteryLevel"] for tag in (FULL, EMPTY)] == [100, 6]

    await until(uploaded)
    await until(shown)
    found = await site.metrics()
    volts, ratio = found["room_kiosk_tag_battery_volts"], found["room_kiosk_tag_battery_ratio"]
    assert [(volts[tag], ratio[tag], found["room_kiosk_tag_online"][tag]) for tag in (FULL, EMPTY)] == [
        (3.0, 1.0, 1.0),
        (2.3, 0.06, 1.0),
    ]
    assert found["room_kiosk_tag_problem"]["AC233FC03C03"] == 1.0, "the server has it in no room"
    await until(told)
    kept = await site.kept()
    assert [(kept[tag]["isOnline"], kept[tag]["screenSize"]) for tag in (FULL, EMPTY)] == [(True, 4.2), (True, 4.2)]
    assert kept["AC233FC03C11"]["batteryLevel"] == 88.0, "nobody here knows it: it stays as it was"
