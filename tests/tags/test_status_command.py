"""`kiosk tags status` and `preview`, with the service's file and without, with the server's tags and without."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.cli import run
from kiosk.clock import Clock, FixedClock
from kiosk.config.file import load
from kiosk.server.run import EmbeddedServer
from kiosk.tags.bindings import bindings_of
from kiosk.tags.record import unseen
from kiosk.tags.schedule import Delivery
from kiosk.tags.store import FILE, Kept, TagStore
from tests.backends.houses import NOW
from tests.tags.test_preview import GOOD
from tests.wire.conftest import TOKEN

Kiosk = Callable[..., int]
Capture = pytest.CaptureFixture[str]
NOBODY = "http://127.0.0.1:9"
SERVED = """
[backend]
kind = "{kind}"
url = "{url}"
[panel]
time_zone = "Europe/Berlin"
[tags]
from_server = true
[[tags.gateway]]
name = "desk"
kind = "opendisplay"
controller = "Spreehaus gateway"
panel = "7.5-bwr"
"""


@pytest.fixture
def kiosk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kiosk:
    """Runs a command of tags with this config, as the program would."""
    monkeypatch.setenv("KIOSK_TOKEN", TOKEN)
    monkeypatch.setenv("KIOSK_DATA_DIR", str(tmp_path / "state"))

    def call(config: str, *words: str) -> int:
        (tmp_path / "config.toml").write_text(config, encoding="utf-8")
        return run(["tags", *words, "--config", str(tmp_path / "config.toml")])

    return call


@pytest.fixture
async def local() -> AsyncIterator[str]:
    server = EmbeddedServer(None, TOKEN, demo=True, clock=FixedClock(NOW))
    yield await asyncio.to_thread(server.start)
    await asyncio.to_thread(server.stop)


@pytest.fixture
def store(tmp_path: Path, kiosk: Kiosk) -> TagStore:
    """What a service wrote of both tags of the config, and of one that is not in it any more; it still runs."""
    kiosk(GOOD, "panels")
    store = TagStore(tmp_path / "state" / FILE, Clock())
    bindings, _ = bindings_of(load(tmp_path / "config.toml").tags)
    first, second = (replace(unseen(one), face="f", pushed_at=NOW, online=True) for one in bindings)
    first = replace(first, qr=True, shown="f", acknowledged_at=NOW, battery_percent=80)
    second = replace(
        second, qr_reason="The panel is too small.", battery_millivolts=2300, missed=3, problem="It is stuck."
    )
    store.save(Kept(one, Delivery(colour=True)) for one in (first, second, replace(first, id="gone")))
    return store


def test_before_any_service_ran_the_tags_of_the_config_are_listed(kiosk: Kiosk, capsys: Capture) -> None:
    assert kiosk(GOOD, "status", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert [(one["id"], one["room"], one["face"], one["online"]) for one in document["tags"]] == [
        ("A1", "1", None, None),
        ("A2", "2", None, None),
    ]
    assert kiosk(GOOD, "status") == 0
    assert capsys.readouterr().out.count("none yet") == 2


def test_what_the_service_wrote_is_told_while_it_runs_and_after(kiosk: Kiosk, store: TagStore, capsys: Capture) -> None:
    for ends in (False, True):
        if ends:
            store.close()
        assert kiosk(GOOD, "status", "--json") == 0
        said = capsys.readouterr()
        document = json.loads(said.out)
        first, second = document["tags"]
        assert (first["shown"], first["battery_percent"], first["qr"]) == ("f", 80, True)
        assert first["acknowledged_at"] == NOW.isoformat()
        assert (second["shown"], second["problem"], second["qr_reason"]) == (
            None,
            "It is stuck.",
            "The panel is too small.",
        )
        assert (document["low_batteries"], document["silent"], said.err) == (["A2"], ["A2"], "")


def test_the_table_says_the_same_to_people(kiosk: Kiosk, store: TagStore, capsys: Capture) -> None:
    store.close()
    assert kiosk(GOOD, "status") == 0
    head, first, second, _, *notes = capsys.readouterr().out.splitlines()
    assert head.split() == ["tag", "room", "gateway", "panel", "sign", "since", "code", "battery", "online"]
    assert [first.split()[0], second.split()[0]] == ["A1", "A2"]
    assert "on its way" in second
    assert " no " in second
    assert "2.30 V low" in second
    assert notes == [
        "A2: It is stuck.",
        "Low batteries: A2 (2.30 V)",
        "Missed 3 check-ins or more: A2",
        "A2: No code on it. The panel is too small.",
    ]


async def test_the_servers_tags_are_listed_and_those_that_nothing_carries(
    kiosk: Kiosk, local: str, capfd: Capture
) -> None:
    assert await asyncio.to_thread(kiosk, SERVED.format(kind="offision", url=local), "status", "--json") == 0
    document = json.loads(capfd.readouterr().out)
    by_id = {one["id"]: one for one in document["tags"]}
    assert [by_id[tag]["room"] for tag in ("AC233FC03C01", "AC233FC03C02")] == ["1", "2"]
    assert "in no room" in by_id["AC233FC03C03"]["problem"]
    assert "信義閘道器" in by_id["AC233FC03C11"]["problem"]
    assert {one["id"] for one in document["warnings"]} == {"AC233FC03C01", "AC233FC03C02"}


async def test_the_servers_tags_are_drawn_in_the_servers_language(kiosk: Kiosk, local: str, tmp_path: Path) -> None:
    config, folder = SERVED.format(kind="local", url=local), tmp_path / "out"
    words = ("preview", "--output", str(folder), "--raw", "--at", NOW.isoformat())
    assert await asyncio.to_thread(kiosk, config, *words) == 5, "three tags have a problem"
    assert {file.name for file in folder.iterdir()} == {
        f"AC233FC03C0{number}.{ending}" for number in (1, 2) for ending in ("png", "bin")
    }
    english = "[[tags.tag]]\n" + 'id = "AC233FC03C01"\npanel = "7.5-bwr"\nlanguage = "en"\n'
    german = (folder / "AC233FC03C01.png").read_bytes()
    await asyncio.to_thread(kiosk, config + english, *words)
    assert (folder / "AC233FC03C01.png").read_bytes() != german


async def test_without_the_server_what_is_remembered_is_told_and_the_exit_code_says_so(
    kiosk: Kiosk, store: TagStore, capfd: Capture
) -> None:
    store.close()
    config = SERVED.format(kind="local", url=NOBODY)
    assert await asyncio.to_thread(kiosk, config, "status", "--json") == 3
    said = capfd.readouterr()
    assert [one["id"] for one in json.loads(said.out)["tags"]] == ["A1", "A2", "gone"]
    assert "127.0.0.1:9" in said.err


def test_a_backend_without_tags_is_a_mistake_of_the_config(kiosk: Kiosk, capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "password").touch(0o600)
    (tmp_path / "password").write_text("canary")
    nexudus = SERVED.format(kind="nexudus", url=NOBODY) + '[nexudus]\nusername = "u"\npassword_file = "{}"\n'
    assert kiosk(nexudus.format(tmp_path / "password"), "status") == 2
    assert "[tags] from_server" in capsys.readouterr().err


def test_where_there_are_no_tags_that_is_said(kiosk: Kiosk, capsys: Capture) -> None:
    assert kiosk("", "status") == 0
    said = capsys.readouterr()
    assert (said.out, "[[tags.tag]]" in said.err) == ("", True)
    assert kiosk("", "status", "--json") == 0
    assert json.loads(capsys.readouterr().out)["tags"] == []


def test_mistakes_in_the_config_are_named_all_at_once(kiosk: Kiosk, capsys: Capture) -> None:
    assert kiosk(GOOD.replace("7.5-bwr", "7.5-pink").replace("2.9-bwry", "2.9-pink"), "status") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "7.5-pink" in said.err
    assert "2.9-pink" in said.err
