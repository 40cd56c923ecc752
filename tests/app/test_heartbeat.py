"""What a program tells its service manager, and when it no longer says that it lives."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.backends.errors import Throttled, Unreachable
from kiosk.clock import Clock
from kiosk.domain.connection import Connection, Trouble
from kiosk.supervision.heartbeat import Heartbeat, Sign, Turns, status_of
from kiosk.supervision.heartbeat_served import answers
from kiosk.supervision.notify import Notifier, notifier_of
from kiosk.sync.feed import GRACE_SECONDS, LONGEST_POLL
from tests.app.manager import Manager
from tests.sync.feeding import Stage, feeding
from tests.sync.virtual import VirtualClock, passing, simulate

NO_TOKEN = ""


async def well() -> bool:
    return True


@pytest.mark.parametrize("abstract", [False, True], ids=["path", "abstract"])
def test_a_socket_of_either_kind_hears_each_state(tmp_path: Path, *, abstract: bool) -> None:
    with Manager(tmp_path, watchdog=30.0, abstract=abstract) as manager:
        notifier = notifier_of(manager.environment)
        notifier.ready("Shows\nroom 1.")
        notifier.alive()
        notifier.says("All\tis well.")
        notifier.stopping()
        heard = manager.heard()
    assert heard == [
        "READY=1",
        "STATUS=Shows room 1.",
        "WATCHDOG=1",
        "STATUS=All is well.",
        "STOPPING=1",
        "STATUS=Ends.",
    ]


def test_a_status_is_said_once_until_it_changes(tmp_path: Path) -> None:
    with Manager(tmp_path) as manager:
        notifier = notifier_of(manager.environment)
        for status in ("One.", "One.", "Two.", "One."):
            notifier.says(status)
        assert manager.heard() == ["STATUS=One.", "STATUS=Two.", "STATUS=One."]


@pytest.mark.parametrize("place", ["", "vsock:2:1234", "relative"])
def test_without_a_socket_that_is_understood_nothing_is_sent(place: str) -> None:
    notifier = notifier_of({"NOTIFY_SOCKET": place, "WATCHDOG_USEC": "30000000"})
    notifier.ready("Well.")
    assert not notifier.wanted
    assert notifier.watchdog is None


@pytest.mark.parametrize(
    ("usec", "pid", "seconds"),
    [
        ("90000000", "", 90.0),
        ("90000000", "own", 90.0),
        ("90000000", "1", None),
        ("0", "", None),
        ("-5", "", None),
        ("soon", "", None),
    ],
)
def test_the_watchdog_is_the_one_that_is_meant_for_this_process(usec: str, pid: str, seconds: float | None) -> None:
    meant = str(os.getpid()) if pid == "own" else pid
    environment = {"NOTIFY_SOCKET": "/nowhere", "WATCHDOG_USEC": usec, "WATCHDOG_PID": meant}
    assert notifier_of(environment).watchdog == seconds


def test_a_manager_that_is_gone_is_no_fault_and_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    notifier = Notifier(str(tmp_path / "gone"), 3.0)
    with caplog.at_level(logging.WARNING):
        notifier.alive()
        notifier.alive()
    assert len(caplog.messages) == 1


def beats(tmp_path: Path, seen: Callable[[], Awaitable[bool]], act: Callable[[VirtualClock], None]) -> list[str]:
    """What is heard in 95 seconds of a heartbeat with a watchdog of 90; `act` is called in their middle."""

    async def main(notifier: Notifier) -> None:
        clock = VirtualClock()
        heart = Heartbeat(notifier, clock, [Sign("It hangs.", seen)], lambda: "Well.")
        running = asyncio.ensure_future(heart.run())
        await passing(45.0)
        act(clock)
        await passing(50.0)
        running.cancel()

    with Manager(tmp_path, watchdog=90.0) as manager:
        notifier = notifier_of(manager.environment)
        simulate(lambda: main(notifier))
        return manager.heard()


def nothing(_: VirtualClock) -> None:
    """Nothing happens."""


def test_it_beats_thrice_a_watchdogs_time(tmp_path: Path) -> None:
    assert beats(tmp_path, well, nothing) == ["WATCHDOG=1", "STATUS=Well.", *["WATCHDOG=1"] * 3]


@pytest.mark.parametrize("hours", [1.0, -1.0, 87660.0, -87660.0], ids=["+1 h", "-1 h", "+10 a", "-10 a"])
def test_a_clock_that_is_set_changes_no_beat(tmp_path: Path, hours: float) -> None:
    heard = beats(tmp_path, well, lambda clock: clock.set_wall(timedelta(hours=hours)))
    assert heard.count("WATCHDOG=1") == 4


def test_a_sleep_of_the_machine_costs_no_beat(tmp_path: Path) -> None:
    assert beats(tmp_path, well, lambda clock: clock.suspend(8 * 3600.0)).count("WATCHDOG=1") >= 4


@pytest.mark.parametrize("how", ["says no", "never says"])
def test_without_a_sign_of_life_no_watchdog_is_fed_and_the_log_says_why_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    async def hangs() -> bool:
        if how == "never says":
            await asyncio.Event().wait()
        return False

    with caplog.at_level(logging.ERROR):
        assert beats(tmp_path, hangs, nothing) == ["STATUS=It hangs."]
    assert len(caplog.messages) == 1


def test_what_comes_round_too_late_is_no_sign_and_suspended_time_does_not_count() -> None:
    async def main() -> None:
        clock = VirtualClock()
        turns = Turns(clock, 150.0)
        clock.suspend(3600.0)
        await passing(149.0)
        assert await turns.seen()
        await passing(2.0)
        assert not await turns.seen()
        turns.turn()
        assert await turns.seen()

    simulate(main)


@pytest.mark.parametrize(
    "fault",
    [Unreachable("Silent.", "Wait."), Throttled("Busy.", "Wait.", retry_after=1200.0)],
    ids=["gone", "throttled"],
)
def test_a_server_that_is_gone_for_an_hour_makes_no_feed_overdue(fault: Unreachable | Throttled) -> None:
    async def script(on: Stage) -> None:
        on.backend.fault = fault
        for _ in range(360):
            await passing(10.0)
            assert not on.feed.overdue

    feeding(script)


def test_a_feed_is_overdue_once_a_request_lasts_longer_than_any_may() -> None:
    async def script(on: Stage) -> None:
        await passing(60.0)
        on.backend.latency = 100_000.0
        on.feed.hint()
        await passing(LONGEST_POLL)
        assert not on.feed.overdue
        await passing(GRACE_SECONDS + 1.0)
        assert on.feed.overdue
        raise _Over

    with pytest.raises(_Over):
        feeding(script)


class _Over(Exception):
    """The script is through; what hangs need not be waited for."""


def test_a_feed_is_not_overdue_for_long_after_a_night_of_sleep() -> None:
    async def script(on: Stage) -> None:
        await passing(60.0)
        on.clock.suspend(8 * 3600.0)
        await passing(3.0)
        assert not on.feed.overdue

    feeding(script)


async def serving(reply: bytes | None) -> bool:
    """Whether a server that says this, or nothing, counts as one that answers; looked for within a moment."""
    over = asyncio.Event()

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if reply is None:
            await over.wait()
        writer.write(reply or b"")
        writer.close()

    async with await asyncio.start_server(respond, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        try:
            async with asyncio.timeout(0.5):
                return await answers(f"http://127.0.0.1:{port}", "/", NO_TOKEN)
        except TimeoutError:
            return False
        finally:
            over.set()


@pytest.mark.parametrize(
    ("reply", "lives"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n[]", True),
        (b"HTTP/1.1 500 Oh\r\n\r\n", False),
        (b"HTTP/1.1 401 No\r\n\r\n", False),
        (b"", False),
        (None, False),
    ],
)
async def test_only_a_server_that_answers_its_own_request_lives(reply: bytes | None, *, lives: bool) -> None:
    assert await serving(reply) is lives


async def test_a_server_that_nobody_listens_for_is_not_one_that_lives() -> None:
    assert not await answers("http://127.0.0.1:9", "/", NO_TOKEN)


def test_the_status_says_how_the_talk_with_the_server_goes() -> None:
    at = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
    assert status_of("Shows room 1", Connection()) == "Shows room 1; the server has not answered yet."
    assert status_of("Shows room 1", Connection(at)) == "Shows room 1; the server answers."
    assert (
        status_of("Shows room 1", Connection(at, Trouble.TIMED_OUT))
        == "Shows room 1; no usable answer from the server since 2026-03-02 09:05 UTC (timed out)."
    )
    assert (
        status_of("Shows room 1", Connection(None, Trouble.TLS))
        == "Shows room 1; no usable answer from the server (tls)."
    )


async def test_the_systems_clock_keeps_the_beat(tmp_path: Path) -> None:
    with Manager(tmp_path, watchdog=0.3) as manager:
        heart = Heartbeat(notifier_of(manager.environment), Clock(), [Sign("It hangs.", well)], lambda: "Well.")
        running = asyncio.create_task(heart.run())
        for _ in range(4):
            assert "WATCHDOG=1" in await asyncio.to_thread(manager.hears_until, "WATCHDOG=1")
        running.cancel()
