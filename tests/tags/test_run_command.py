"""`kiosk tags run`: what it refuses to begin with, what it serves, and how it ends."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from kiosk.cli import run
from kiosk.clock import Clock
from kiosk.config.file import load
from kiosk.server.refusal import ServerFault
from kiosk.settings import Settings
from kiosk.tag_service.root import serve_tags
from kiosk.tags.record import TagRecord
from kiosk.tags.store import FILE, RecordFile
from tests.tags.gateways.test_trmnl import Device

MAC = "AA:BB:CC:00:00:01"
CONFIG = """
[backend]
kind = "local"
[server]
demo = true
[panel]
time_zone = "Europe/Berlin"
data_dir = "{folder}/data"
[tags]
listen = "127.0.0.1:{pull}"
metrics = "127.0.0.1:{metrics}"
[[tags.gateway]]
name = "files"
kind = "folder"
path = "{folder}/signs"
[[tags.gateway]]
name = "pull"
kind = "trmnl"
[[tags.gateway]]
name = "gone"
kind = "openepaperlink"
url = "http://127.0.0.1:9"
[[tags.tag]]
id = "T1"
gateway = "files"
room = "1"
panel = "7.5-bwr"
[[tags.tag]]
id = "T2"
gateway = "files"
room = "no such room"
panel = "2.9-bw"
[[tags.tag]]
id = "{mac}"
gateway = "pull"
room = "2"
panel = "7.5-bw"
[[tags.tag]]
id = "0000000000000001"
gateway = "gone"
room = "2"
panel = "2.9-bw"
"""


class House:
    """The service of a config in this process, over the demo building."""

    def __init__(self, folder: Path, ports: tuple[int, int]) -> None:
        self.folder = folder
        path = folder / "config.toml"
        path.write_text(CONFIG.format(folder=folder, pull=ports[0], metrics=ports[1], mac=MAC))
        self.settings = Settings(load(path), str(path), demo=True, environment={})
        self.greetings = list[str]()

    def records(self) -> dict[str, TagRecord]:
        return {one.id: one for one in RecordFile(self.folder / "data" / FILE).records()}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        task = asyncio.create_task(serve_tags(self.settings, Clock(), stop, self.greetings.append))
        try:
            yield
            stop.set()
        finally:
            stop.set()
            await task


@pytest.fixture
def house(tmp_path: Path, free_ports: tuple[int, int]) -> House:
    return House(tmp_path, free_ports)


@pytest.fixture
async def free_ports() -> tuple[int, int]:
    servers = [await asyncio.start_server(lambda *_: None, "127.0.0.1", 0) for _ in range(2)]
    first, second = (server.sockets[0].getsockname()[1] for server in servers)
    for server in servers:
        server.close()
        await server.wait_closed()
    return first, second


async def until_shown(house: House, tag: str) -> TagRecord:
    while not ((one := house.records().get(tag)) and one.shown and one.shown == one.face):  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    return one


async def until_told(house: House, tag: str, problem: str) -> None:
    while problem not in (house.records()[tag].problem or ""):  # noqa: ASYNC110
        await asyncio.sleep(0.05)


@pytest.mark.slow
async def test_a_building_is_served_and_what_is_wrong_with_one_tag_is_its_own(house: House) -> None:
    async with house.running():
        shown = await until_shown(house, "T1")
        assert (shown.qr, shown.problem) == (True, None)
        card = json.loads((house.folder / "signs" / "T1.json").read_text())
        assert (card["face"], card["width"], card["height"]) == (shown.face, 800, 480)
        assert (await until_shown(house, "T2")).problem == 'The server knows no room "no such room".'
        where = house.greetings[0].rpartition(" ")[2]
        assert house.greetings == [f"4 tags on 3 gateways, devices fetch theirs from {where}"]
        async with httpx.AsyncClient(base_url=where, trust_env=False) as web:
            device = Device(web, MAC)
            assert await device.wake()
            assert len(device.shows) == 48_062
        await until_shown(house, MAC)
        async with httpx.AsyncClient(trust_env=False) as web:
            answer = await web.get(f"http://{house.settings.config.tags.metrics}/metrics")
        assert f'room_kiosk_tag_up_to_date{{tag="{MAC}"}} 1' in answer.text
        await until_told(house, "0000000000000001", "cannot be reached")


async def test_a_port_that_is_taken_is_a_sentence(house: House) -> None:
    host, port = house.settings.config.tags.metrics.split(":")
    taken = await asyncio.start_server(lambda *_: None, host, int(port))
    with pytest.raises(ServerFault, match=f"cannot listen on 127.0.0.1, port {port}"):
        await serve_tags(house.settings, Clock(), asyncio.Event(), house.greetings.append)
    taken.close()
    await taken.wait_closed()


def test_every_mistake_of_a_config_is_named_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        '[[tags.gateway]]\nname = "ap"\nkind = "openepaperlink"\nurl = "nonsense"\n'
        '[[tags.gateway]]\nname = "pull"\nkind = "trmnl"\n'
        '[[tags.tag]]\nid = "T1"\ngateway = "ap"\nroom = "1"\npanel = "7.5-bwx"\n'
        '[[tags.tag]]\nid = "T1"\ngateway = "other"\nroom = "1"\npanel = "7.5-bwr"\n'
    )
    assert run(["tags", "run", "--config", str(path)]) == 2
    said = capsys.readouterr().err
    for part in (
        "found 7.5-bwx, expected a panel",
        "it is bound twice",
        'there is no gateway "other"',
        'gateway "ap": its address is',
        'gateway "pull": nothing says where devices fetch their signs',
    ):
        assert part in said
    assert len(said.splitlines()) == 5


def test_a_config_without_tags_has_nothing_to_serve(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[panel]\nroom = "1"\n')
    assert run(["tags", "run", "--config", str(path)]) == 2
    assert "there is no [[tags.tag]]" in capsys.readouterr().err
