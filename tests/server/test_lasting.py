"""What the server does by itself outlives a disk that fails, and whatever else befalls it."""

import asyncio
import logging
import sqlite3

import pytest

from kiosk.server.lasting import AGAIN, lasting
from tests.sync.virtual import VirtualClock, simulate

FULL = sqlite3.OperationalError("database or disk is full")


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (FULL, "database or disk is full"),
        (OSError("the disk is gone"), "the disk is gone"),
        (ValueError("Ada"), "ValueError"),
    ],
)
def test_a_failure_of_an_hour_is_told_once_and_the_work_goes_on_within_a_minute(
    caplog: pytest.LogCaptureFixture, failure: Exception, told: str
) -> None:
    tries = list[float]()

    async def story() -> None:
        clock, done = VirtualClock(), asyncio.Event()

        async def work() -> None:
            tries.append(clock.monotonic())
            if clock.monotonic() < 3600:
                raise failure
            done.set()
            await asyncio.Event().wait()

        async with lasting([work], clock):
            await done.wait()

    with caplog.at_level(logging.WARNING):
        simulate(story)
    assert 3600 <= tries[-1] <= 3600 + AGAIN
    assert len(tries) == 61
    said = f"What is done by itself fails ({told}). It is tried again every minute."
    assert [one.getMessage() for one in caplog.records] == [said]
