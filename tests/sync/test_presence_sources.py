"""Real programs and a real connection to a broker, as sources of motion."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import pytest

from kiosk.clock import Clock
from kiosk.sync.presence_command import CommandSource
from kiosk.sync.presence_mqtt import MqttSource
from tests.sync.mqtt_broker import broker

SENSOR = """
import sys, time
for line in ("1", "nonsense", '{"motion": false}', "1"):
    print(line, flush=True)
open(sys.argv[1], "a").write("x")
time.sleep(1000)
"""


class Source(Protocol):
    async def run(self) -> None: ...


@asynccontextmanager
async def running(source: Source) -> AsyncIterator[None]:
    task = asyncio.create_task(source.run())
    try:
        yield
    finally:
        assert not task.done()
        task.cancel()
        await asyncio.wait([task])


async def heard(queue: asyncio.Queue[bool], count: int) -> list[bool]:
    return [await queue.get() for _ in range(count)]


async def test_the_lines_of_a_command_are_motion_and_its_end_is_none(tmp_path: Path) -> None:
    told = asyncio.Queue[bool]()
    command = (sys.executable, "-c", SENSOR, str(tmp_path / "runs"))
    async with running(CommandSource(command, Clock(), told.put_nowait)):
        assert await heard(told, 3) == [True, False, True]
    assert await heard(told, 1) == [False]


class Impatient(Clock):
    async def sleep(self, seconds: float) -> None:  # noqa: ARG002 - as the clock has it
        await asyncio.sleep(0)


async def test_a_command_that_ends_is_started_again_and_that_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    told = asyncio.Queue[bool]()
    async with running(CommandSource((sys.executable, "-c", "print(1)"), Impatient(), told.put_nowait)):
        assert await heard(told, 6) == [True, False] * 3
    assert [record.getMessage() for record in caplog.records] == [
        f"Presence: the command {sys.executable} has ended; it is tried again."
    ]


async def test_a_command_that_is_not_there_is_said_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    tried = asyncio.Queue[float]()

    class Counting(Impatient):
        async def sleep(self, seconds: float) -> None:
            tried.put_nowait(seconds)
            await super().sleep(seconds)

    async with running(CommandSource(("/nowhere/pir",), Counting(), lambda _: None)):
        assert [await tried.get() for _ in range(3)] == [2.0, 4.0, 8.0]
    assert [record.getMessage() for record in caplog.records] == [
        "Presence: the command /nowhere/pir cannot be run (No such file or directory); it is tried again."
    ]


async def test_messages_of_a_topic_are_motion_also_after_the_broker_was_away(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    told = asyncio.Queue[bool]()
    async with broker() as one:
        source = MqttSource(f"mqtt://door@127.0.0.1:{one.port}/house/room%201/pir", "s3cret", told.put_nowait)
        async with running(source):
            await one.subscribed(1)
            for payload in (b"1", b"nonsense", b'{"occupancy": false}', b"ON"):
                one.publish(payload)
            assert await heard(told, 3) == [True, False, True]
            one.drop()
            assert await heard(told, 1) == [False]
            await one.subscribed(2)
            one.publish(b"1")
            assert await heard(told, 1) == [True]
        assert await heard(told, 1) == [False]
        assert one.topics == ["house/room 1/pir"] * 2
        assert all(b"door" in body and b"s3cret" in body for body in one.connected)
    assert [record.getMessage() for record in caplog.records] == [
        "Presence: the broker cannot be reached at 127.0.0.1; it is tried again."
    ]
    assert "s3cret" not in caplog.text
