"""What doctor says of units, of earlier ends, of meetings held back, of certificates and of hints."""

import asyncio
import json
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from kiosk.checks.check import Check
from kiosk.checks.graphics import graphics
from kiosk.checks.service import core_dumps, ends, held, units
from kiosk.checks.way import way_checks
from kiosk.clock import Clock, FixedClock
from kiosk.config.file import load
from kiosk.server.hints import HintReceiver
from kiosk.settings import Settings
from kiosk.supervision.starts import Starts
from tests.server.conftest import keeps

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
RUNS = {
    "LoadState": "loaded",
    "ActiveState": "active",
    "UnitFileState": "enabled",
    "NRestarts": "3",
    "WatchdogUSec": "1min 30s",
}


def printed(**changed: str) -> str:
    panel = {"Id": "room-kiosk-panel.service"} | RUNS | changed
    absent = "\n\nId=room-kiosk-tags.service\nLoadState=not-found\nActiveState=inactive\n"
    return "\n".join(f"{name}={value}" for name, value in panel.items()) + absent


def asked(system: str = "", user: str = "") -> list[Check]:
    def ask(arguments: Sequence[str]) -> str:
        return user if "--user" in arguments else system

    return units(ask)


def settings(folder: Path, text: str) -> Settings:
    file = folder / "kiosk.toml"
    file.write_text(text)
    return Settings(load(file), str(file), demo=False, environment={})


def test_a_unit_that_runs_and_is_watched_is_well() -> None:
    says = "room-kiosk-panel.service runs, is watched, and was started anew 3 times"
    assert asked(printed()) == asked(user=printed()) == [Check("service", "good", says)]


@pytest.mark.parametrize(
    ("changed", "says", "do"),
    [
        ({"ActiveState": "failed"}, "does not run", "sudo systemctl start"),
        ({"UnitFileState": "disabled"}, "is not started with the system", "sudo systemctl enable"),
        ({"WatchdogUSec": "0"}, "has no watchdog", "WatchdogSec"),
    ],
    ids=["ended", "not enabled", "unwatched"],
)
def test_a_unit_that_is_not_well_says_what_to_do(changed: dict[str, str], says: str, do: str) -> None:
    (check,) = asked(printed(**changed))
    assert check.state == "doubtful"
    assert says in check.says
    assert do in check.do


def test_without_a_unit_nothing_starts_the_programs_anew_and_without_a_manager_nothing_is_said() -> None:
    assert [one.state for one in asked(printed(LoadState="not-found"))] == ["doubtful"]
    assert [one.state for one in asked()] == ["skipped"]


def test_a_face_that_ends_again_and_again_is_named(tmp_path: Path) -> None:
    path = tmp_path / "starts-panel.json"
    Starts(path).well("Studio")
    assert ends(tmp_path) == []
    for _ in range(4):
        Starts(path).begin()
    (check,) = ends(tmp_path)
    assert "the panel ended 3 times" in check.says
    assert "calm page" in check.says
    assert "room-kiosk-panel" in check.do
    path.write_text("{")
    assert ends(tmp_path) == []


def test_meetings_that_are_held_back_are_counted_and_not_named(tmp_path: Path) -> None:
    path = tmp_path / "shown-panel.json"
    path.write_text(json.dumps({"new": [], "deaths": {"a-mark": 2, "b": 1}, "proven": []}))
    (check,) = held(tmp_path)
    assert "1 meeting(s)" in check.says
    assert "a-mark" not in check.says
    for text in ("{", "[]", '{"deaths": 3}', '{"deaths": {"a": "x"}}'):
        path.write_text(text)
        assert held(tmp_path) == []


def test_a_dump_that_would_hold_memory_is_told_by_the_filter(tmp_path: Path) -> None:
    told = tmp_path / "filter"
    told.write_text("00000033\n")
    assert core_dumps(told).says != "none is written, and none would hold memory"


def test_a_card_that_was_asked_for_and_may_not_be_used_is_named(tmp_path: Path) -> None:
    assert graphics({}, tmp_path).state == "good"
    asked_for = {"KIOSK_RENDERER": "gpu"}
    assert "there is no card" in graphics(asked_for, tmp_path).do
    (tmp_path / "renderD128").write_text("")
    assert graphics(asked_for, tmp_path) == Check("graphics", "good", "a card draws: renderD128")


@pytest.mark.parametrize(("days", "state"), [(90, "good"), (29, "doubtful")])
async def test_a_certificate_that_ends_within_a_month_is_named(tmp_path: Path, days: int, state: str) -> None:
    authority = trustme.CA()
    own, trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    until = NOW + timedelta(days=days)
    authority.issue_cert("localhost", not_after=until).configure_cert(own)
    authority.configure_trust(trust)
    async with await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=own) as server:
        port = server.sockets[0].getsockname()[1]
        told = settings(tmp_path, f'[backend]\nkind = "offision"\nurl = "https://localhost:{port}"\n')
        (check,) = await way_checks(told, FixedClock(NOW), trust)
    assert (check.name, check.state) == ("certificate", state)
    assert f"{until:%Y-%m-%d}" in check.says
    assert ("28 more days" in check.says or "29 more days" in check.says) == (state == "doubtful")


async def test_a_server_that_cannot_be_reached_says_nothing_of_its_certificate(tmp_path: Path) -> None:
    told = settings(tmp_path, '[backend]\nkind = "offision"\nurl = "https://127.0.0.1:9"\n')
    assert await way_checks(told, Clock()) == []


async def test_hints_that_arrive_and_hints_that_do_not_are_told_apart(tmp_path: Path) -> None:
    receiver = HintReceiver("127.0.0.1", 0, keeps("secret"), lambda _: None)
    told = settings(tmp_path, f'[sync]\ncallback_url = "{receiver.start()}"\n')
    try:
        (check,) = await way_checks(told, Clock())
        assert (check.name, check.state) == ("hints", "good")
    finally:
        receiver.stop()
    (check,) = await way_checks(told, Clock())
    assert check.state == "doubtful"
    assert "nobody answers" in check.says
