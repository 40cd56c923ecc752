"""A program that ticks under Qt's loop until a meeting begins. Prints each tick: ms since then, and the status."""

import asyncio
import json
import sys
from datetime import timedelta

import qasync
from PySide6.QtWidgets import QApplication

from kiosk.clock import Clock
from kiosk.domain.appointment import Appointment
from kiosk.domain.policy import Policy
from kiosk.domain.state import RoomState, Status
from kiosk.sync.model import FeedState
from kiosk.sync.ticker import Ticker
from tests.sync.scripted import agenda


async def tick_until_occupied(milliseconds: float) -> list[tuple[float, str]]:
    clock, occupied = Clock(), asyncio.Event()
    begins = clock.now() + timedelta(milliseconds=milliseconds)
    told: list[tuple[float, str]] = []

    def hear(states: tuple[RoomState, ...], _: FeedState) -> None:
        told.extend(((clock.now() - begins) / timedelta(milliseconds=1), state.status.value) for state in states)
        if any(state.status is Status.OCCUPIED for state in states):
            occupied.set()

    ticker = Ticker(clock, Policy(), hear)
    ticker.show(FeedState((agenda(Appointment("a", begins, begins + timedelta(hours=1)), as_of=clock.now()),)))
    running = asyncio.ensure_future(ticker.run())
    await occupied.wait()
    running.cancel()
    await asyncio.wait([running])
    return told


if __name__ == "__main__":
    with qasync.QEventLoop(QApplication([])) as loop:
        sys.stdout.write(json.dumps(loop.run_until_complete(tick_until_occupied(float(sys.argv[1])))))
