"""What the server does by itself outlives a disk that fails, and nothing unexpected stays unseen."""

import asyncio
import logging
import sqlite3

import pytest

from kiosk.server.lasting import AGAIN, lasting
from tests.sync.virtual import VirtualClock, simulate


def full() -> sqlite3.OperationalError:
    return sqlite3.OperationalError("database or disk is full")


def test_a_disk_that_is_full_for_an_hour_is_told_once_and_the_work_goes_on_within_a_minute(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tries = list[float]()

    async def story() -> None:
        clock, done = VirtualClock(), asyncio.Event()

        async def work() -> None:
            tries.append(clock.monotonic())
            if clock.monotonic() < 3600:
                raise full()
            done.set()
            await asyncio.Event().wait()

        async with lasting([work], clock, asyncio.Event()):
            await done.wait()

    with caplog.at_level(logging.WARNING):
        simulate(story)
    assert 3600 <= tries[-1] <= 3600 + AGAIN
    assert len(tries) == 61
    assert [one.getMessage() for one in caplog.records] == [
        "The data file fails (database or disk is full). What is done by itself is tried again every minute."
    ]


def test_what_nobody_expects_ends_the_server_and_is_raised() -> None:
    async def work() -> None:
        raise ZeroDivisionError

    async def story() -> None:
        stop = asyncio.Event()
        async with lasting([work], VirtualClock(), stop):
            await stop.wait()

    with pytest.raises(ZeroDivisionError):
        simulate(story)
