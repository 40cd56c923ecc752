"""A panel's senses, put together for real: programs, the local server, and the panel around them."""

import argparse
import asyncio
import logging
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import LocalBackend, open_local
from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.domain.environment import Environment
from kiosk.senses import Senses
from kiosk.server.run import EmbeddedServer
from kiosk.settings import Settings, settle
from tests.app.programs import ROOT, TOKEN, config_file, local_server, started
from tests.app.screen import wait_for
from tests.sync.scripted import ScriptedBackend
from tests.sync.virtual import VirtualClock

SENSOR = "OCC-SPARE"  # one of the demo that nothing else moves
PIR = """
import pathlib, sys, time
print(1, flush=True)
print(0, flush=True)
pathlib.Path(sys.argv[1]).write_text("runs")
time.sleep(1000)
"""


@dataclass(slots=True)
class Served:
    """A demo building on a data file; `stop` ends it, and then the file can be read."""

    url: str
    server: EmbeddedServer
    data: Path

    def motions(self) -> list[bool]:
        self.server.stop()
        query = "SELECT seen FROM motion JOIN sensor ON sensor.id = sensor_id WHERE access_id = ? ORDER BY at"
        with closing(sqlite3.connect(self.data)) as connection:
            return [bool(seen) for (seen,) in connection.execute(query, (SENSOR,))]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    server = EmbeddedServer(tmp_path / "rooms.sqlite", TOKEN, demo=True, clock=Clock())
    yield Served(server.start(), server, tmp_path / "rooms.sqlite")
    server.stop()


def settings(tmp_path: Path, url: str, more: str) -> Settings:
    path = config_file(tmp_path, url, kind="local", more=more)
    return settle(argparse.Namespace(config=path, demo=False), {})


def presence(*command: str, more: str = "") -> str:
    listed = ", ".join(f"'''{part}'''" for part in command)
    return f'show_environment = true\n[presence]\nsensor = "{SENSOR}"\ncommand = [{listed}]\n{more}'


def opened(url: str) -> LocalBackend:
    return open_local(url, Auth(TOKEN), RoomSettings(), Clock())


async def test_what_a_program_senses_is_told_and_the_air_is_heard(served: Served, tmp_path: Path) -> None:
    air = asyncio.Queue[tuple[Environment, ...]]()
    config = presence(sys.executable, "-c", PIR, str(tmp_path / "runs"))
    backend = opened(served.url)
    senses = Senses(settings(tmp_path, served.url, config), backend, Clock(), Random(1))
    tasks = [asyncio.create_task(work()) for work in senses.tasks("1", air.put_nowait)]
    (measured,) = await air.get()
    while backend.client.transport.sent < 3:  # noqa: ASYNC110 - the air, a motion that was answered, and its end
        await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    await backend.aclose()
    assert measured.room_id == "1"
    assert senses.touched is not None
    assert served.motions()[0] is True


def senses_of(tmp_path: Path, config: str, backend: LocalBackend) -> Senses:
    return Senses(settings(tmp_path, "http://127.0.0.1:9", config), backend, Clock(), Random(1))


async def test_nothing_is_sensed_that_nobody_asked_for(tmp_path: Path) -> None:
    backend = opened("http://127.0.0.1:9")
    untouched = senses_of(tmp_path, f'[presence]\nsensor = "{SENSOR}"\ntouch = false\n', backend)
    assert len(untouched.tasks("1", lambda _: None)) == 1
    assert untouched.touched is None
    assert senses_of(tmp_path, "", backend).tasks("1", lambda _: None) == []
    await backend.aclose()


def test_what_the_building_s_system_cannot_do_is_said_and_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    clock = VirtualClock()
    able = settings(tmp_path, "http://127.0.0.1:9", presence("pir"))
    senses = Senses(able, ScriptedBackend(clock), clock, Random(1))
    assert senses.tasks("1", lambda _: None) == []
    assert senses.touched is None
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == ["Environment", "Presence"]


async def test_whoever_is_near_is_heard_of_also_where_the_building_s_system_is_not_told(tmp_path: Path) -> None:
    clock, heard = VirtualClock(), asyncio.Queue[tuple[str, bool]]()

    def near(source: str, *, motion: bool) -> None:
        heard.put_nowait((source, motion))

    able = settings(tmp_path, "http://127.0.0.1:9", presence(sys.executable, "-c", PIR, str(tmp_path / "runs")))
    senses = Senses(able, ScriptedBackend(clock), clock, Random(1), near)
    (source,) = [asyncio.create_task(work()) for work in senses.tasks("1", lambda _: None)]
    assert [await heard.get() for _ in range(2)] == [("command", True), ("command", False)]
    source.cancel()
    await asyncio.wait([source])
    assert senses.touched is None


async def test_a_sensor_that_only_wakes_the_screen_needs_no_name_at_the_server(tmp_path: Path) -> None:
    heard = asyncio.Queue[bool]()
    backend = opened("http://127.0.0.1:9")
    command = f'["{sys.executable}", "-c", "print(1)"]'
    config = f'[display]\nnight_hours = "20:00-06:00"\n[presence]\ncommand = {command}\n'
    able = settings(tmp_path, "http://127.0.0.1:9", config)
    senses = Senses(able, backend, Clock(), Random(1), lambda _, motion: heard.put_nowait(motion))
    (source,) = [asyncio.create_task(work()) for work in senses.tasks("1", lambda _: None)]
    assert await heard.get() is True
    source.cancel()
    await asyncio.wait([source])
    await backend.aclose()
    assert senses.touched is None


async def test_a_password_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    more = 'mqtt = "mqtt://door@127.0.0.1:9/room"\nmqtt_password_file = "nowhere/password"\n'
    backend = opened("http://127.0.0.1:9")
    with pytest.raises(ConfigError, match=r"\[presence\] mqtt_password_file: found nowhere/password"):
        senses_of(tmp_path, presence(more=more), backend).tasks("1", lambda _: None)
    await backend.aclose()


@pytest.mark.slow
def test_the_panel_senses_and_ends_quietly(home: Path, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    with local_server(tmp_path / "server", "--demo") as (url, _):
        config = config_file(tmp_path, url, kind="local", more=presence(sys.executable, "-c", PIR, str(runs)))
        arguments = ("panel", "--windowed", "--config", str(config))
        with started(*arguments, home=home, QT_QPA_PLATFORM="offscreen") as process:
            wait_for(runs.exists, "the command to run")
            process.send_signal(signal.SIGTERM)
            assert process.wait() == 0
    assert (home / "output.txt").read_text() == ""


def test_nothing_of_it_is_loaded_before_it_is_wanted() -> None:
    command = "import sys, kiosk.app; print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(answer.stdout.split())
    assert "kiosk.window.engine" in loaded
    assert not {one for one in loaded if "sense" in one or "presence" in one or one.startswith("paho")}
    assert not loaded & {"kiosk.sync.environment", "kiosk.window.touch"}
