"""A screen's metrics: of what a feed knows, of a log, of a battery; and a collector at the real program."""

import logging
import socket
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from kiosk import __version__
from kiosk.backends.base import RoomSettings
from kiosk.clock import Clock, FixedClock
from kiosk.domain.connection import Connection, Trouble
from kiosk.domain.policy import Policy
from kiosk.domain.state import derive
from kiosk.monitoring.health import Health, exposition
from kiosk.monitoring.monitor import Monitor, open_monitor
from kiosk.monitoring.process import resident
from kiosk.power import Power, read_power
from kiosk.sync.model import FeedState, blank
from tests.app.programs import config_file, local_server, started
from tests.app.screen import wait_for
from tests.tags.exposition import parsed

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ROOMS = RoomSettings(time_zone="Europe/Berlin")
Values = dict[str, dict[tuple[tuple[str, str], ...], float]]


def values(text: str) -> Values:
    """By the name's end, by labels."""
    short = {name.removeprefix("room_kiosk_"): samples for name, samples in parsed(text).items()}
    return {name: {tuple(sorted(labels)): value for labels, value in one.items()} for name, one in short.items()}


def shown(monitor: Monitor, state: FeedState) -> Values:
    monitor.show(tuple(derive(one, AT, Policy()) for one in state.agendas), state)
    return values(exposition(monitor.health()))


def known(age: timedelta) -> FeedState:
    agendas = (replace(blank("1", ROOMS), as_of=AT - age), blank("2", ROOMS))
    return FeedState(agendas, connection=Connection(AT - age), clock_offset=timedelta(seconds=-2))


@pytest.fixture
def monitor() -> Monitor:
    return Monitor("panel", FixedClock(AT), Power)


def test_each_room_says_how_old_it_is_and_whether_it_is_known(monitor: Monitor) -> None:
    told = shown(monitor, known(timedelta(seconds=20)))
    assert told["room_age_seconds"] == {(("room", "1"),): 20}
    assert told["room_known"] == {(("room", "1"),): 1, (("room", "2"),): 0}
    assert told["server_contact_age_seconds"] == {(): 20}
    assert told["clock_offset_seconds"] == {(): -2}
    assert told["info"] == {(("face", "panel"), ("version", __version__)): 1}


def test_what_is_too_old_to_trust_is_not_known(monitor: Monitor) -> None:
    assert shown(monitor, known(timedelta(hours=1)))["room_known"][(("room", "1"),)] == 0


def test_before_the_first_answer_nothing_is_claimed_of_the_server(monitor: Monitor) -> None:
    told = values(exposition(monitor.health()))
    assert told["server_answers"] == told["server_trouble"] == told["server_contact_age_seconds"] == {}


def test_a_trouble_is_named_while_it_lasts_and_counted_once(monitor: Monitor) -> None:
    well = known(timedelta())
    broken = replace(well, connection=Connection(AT, Trouble.TIMED_OUT))
    worse = replace(well, connection=Connection(AT, Trouble.UNREACHABLE))
    shown(monitor, broken)
    told = shown(monitor, worse)
    assert told["server_answers"] == {(): 0}
    assert told["server_trouble"] == {(("trouble", "unreachable"),): 1}
    again = shown(monitor, well)
    assert again["server_answers"] == {(): 1}
    assert again["server_trouble"] == {}
    assert again["server_troubles_total"] == {(): 1}
    assert shown(monitor, broken)["server_troubles_total"] == {(): 2}


def test_the_logs_warnings_and_errors_are_counted_until_the_end() -> None:
    log = logging.getLogger("kiosk.tests.metrics")
    with ExitStack() as stack:
        monitor = open_monitor(stack, "127.0.0.1:0", "panel", Clock())
        log.info("Nothing.")
        log.warning("Careful.")
        log.error("Wrong.")
        log.critical("Very wrong.")
        assert values(exposition(monitor.health()))["log_messages_total"] == {
            (("level", "warning"),): 1,
            (("level", "error"),): 2,
        }
    log.error("Too late.")
    assert monitor.health().errors == 2


def test_a_port_that_is_taken_is_said_in_the_log_and_hinders_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, ExitStack() as stack:
        open_monitor(stack, f"127.0.0.1:{taken.getsockname()[1]}", "panel", Clock())
    assert "Metrics cannot be collected here: cannot listen on 127.0.0.1" in caplog.text


def supply(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(f"{text}\n")


def test_the_machines_own_batteries_and_what_feeds_it_are_told(tmp_path: Path) -> None:
    supply(tmp_path / "BAT0", type="Battery", capacity="87", status="Discharging", scope="System")
    supply(tmp_path / "BAT1", type="Battery", capacity="104")
    supply(tmp_path / "BAT2", type="Battery")
    supply(tmp_path / "hid-mouse", type="Battery", capacity="3", scope="Device")
    supply(tmp_path / "AC", type="Mains", online="0")
    supply(tmp_path / "USB", type="USB", online="1")
    power = read_power(tmp_path)
    assert power == Power((("BAT0", 0.87), ("BAT1", 1.0)), plugged=True)
    told = values(exposition(Health("panel", timedelta(), power=power)))
    assert told["battery_ratio"] == {(("battery", "BAT0"),): 0.87, (("battery", "BAT1"),): 1}
    assert told["power_plugged"] == {(): 1}


def test_where_nobody_tells_of_power_or_memory_there_is_no_value(tmp_path: Path) -> None:
    assert read_power(tmp_path / "missing") == Power()
    assert resident(tmp_path / "missing") is None
    told = values(exposition(Health("panel", timedelta())))
    assert told["battery_ratio"] == told["power_plugged"] == told["memory_bytes"] == {}


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        found: int = one.getsockname()[1]
    return found


def collected(port: int) -> Values:
    """What a collector finds; nothing while nobody listens."""
    try:
        return values(httpx.get(f"http://127.0.0.1:{port}/metrics").raise_for_status().text)
    except httpx.TransportError:
        return {}


@pytest.mark.slow
def test_a_collector_sees_a_panels_server_go(home: Path, tmp_path: Path, port: int) -> None:
    more = (
        f'metrics = "127.0.0.1:{port}"\n[sync]\npoll_seconds = 1\nstale_after_seconds = 1\nunknown_after_seconds = 2\n'
    )
    with local_server(tmp_path / "server", "--demo") as (url, server):
        config = config_file(tmp_path, url, kind="local", room="2", more=more)
        with started("panel", "--config", str(config), home=home, QT_QPA_PLATFORM="offscreen"):
            wait_for(lambda: collected(port).get("room_known") == {(("room", "2"),): 1}, "the room to be known")
            assert collected(port)["server_answers"] == {(): 1}
            server.kill()
            server.wait()
            wait_for(lambda: collected(port)["room_known"] == {(("room", "2"),): 0}, "the room to be unknown")
            told = collected(port)
    assert told["server_trouble"] == {(("trouble", "unreachable"),): 1}
    assert told["log_messages_total"][(("level", "warning"),)] >= 1


@pytest.mark.slow
@pytest.mark.parametrize("face", ["lobby", "reception"])
def test_other_faces_can_be_watched_too(home: Path, tmp_path: Path, port: int, face: str) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(f'[server]\ndemo = true\n[panel]\nmetrics = "127.0.0.1:{port}"\n')
    with started(face, "--config", str(config), home=home, QT_QPA_PLATFORM="offscreen"):
        wait_for(lambda: "info" in collected(port), "an answer")
        told = collected(port)
    assert dict(next(iter(told["info"])))["face"] == face
    assert told["memory_bytes"][()] > 1 << 20
