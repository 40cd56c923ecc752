"""The real `kiosk tags run`, killed in the middle of it: what tags show is not drawn again."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk.tags.record import TagRecord
from kiosk.tags.store import FILE, RecordFile
from tests.tags.emulators.access_point import AccessPoint
from tests.wire.scripted_server import ScriptedServer, serving

pytestmark = pytest.mark.slow
CONFIG = """
[backend]
kind = "local"
[server]
demo = true
[panel]
room = "1"
time_zone = "Europe/Berlin"
data_dir = "{data}"
[policy]
open_hours = "sun 03:00-03:01" # closed: nothing changes by itself while the test runs
[tags]
[[tags.gateway]]
name = "ap"
kind = "openepaperlink"
url = "{url}"
"""
TAG = """
[[tags.tag]]
id = "{mac}"
gateway = "ap"
room = "{room}"
panel = "2.13-bw"
"""


class Bench:
    """An access point with tags that call when they are told to, and the program."""

    def __init__(self, folder: Path, server: ScriptedServer, ap: AccessPoint) -> None:
        self.ap = ap
        self.tags = ap.add(2)
        self._folder = folder
        self.config = folder / "config.toml"
        text = CONFIG.format(data=folder / "data", url=server.url)
        text += "".join(TAG.format(mac=tag.mac, room=room) for room, tag in enumerate(self.tags, 1))
        self.config.write_text(text)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        arguments = ("-m", "kiosk", "tags", "run", "--config", str(self.config))
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        assert await process.stdout.readline() == b"room-kiosk tags ready: 2 tags on 1 gateway\n"
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    def records(self) -> dict[str, TagRecord]:
        return {one.id: one for one in RecordFile(self._folder / "data" / FILE).records()}

    def calls(self, place: int) -> None:
        self.ap.now = int(time.time())
        self.ap.calls(self.tags[place])

    async def until_shown(self, place: int) -> None:
        mac = self.tags[place].mac
        await until(lambda: (one := self.records().get(mac)) and one.face is not None and one.shown == one.face)


async def until(condition: Callable[[], object]) -> None:
    while not condition():  # noqa: ASYNC110 - another program brings it about
        await asyncio.sleep(0.05)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    ap = AccessPoint()
    async with serving(ap) as server:
        yield Bench(tmp_path, server, ap)


async def test_killed_and_started_again_nothing_that_is_shown_is_pushed_again(bench: Bench) -> None:
    async with bench.running() as process:
        await until(lambda: len(bench.ap.uploads) == 2)
        bench.calls(0)
        await bench.until_shown(0)
        process.kill()
    bench.calls(1)
    async with bench.running() as process:
        await bench.until_shown(1)
        assert len(bench.ap.uploads) == 2, "the one was confirmed before, the other while nobody looked"
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    assert [tag.updates for tag in bench.tags] == [1, 1]


async def test_a_second_one_beside_it_is_refused_with_a_sentence(bench: Bench) -> None:
    async with bench.running():
        second = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kiosk", "tags", "run", "--config", str(bench.config),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env={**os.environ},
        )  # fmt: skip
        out, error = await second.communicate()
    assert second.returncode == 2
    assert out == b""
    assert b"another kiosk tags run is at work there" in error
