"""A program that puts and delivers for ever and prints each key that is surely kept, until it is killed."""

import asyncio
import itertools
import sqlite3
import sys
from pathlib import Path
from random import Random

from kiosk.clock import Clock
from kiosk.sync.delivery import Delivery
from kiosk.sync.delivery_lane import Deliverer
from kiosk.sync.outbox_item import Item, Lane
from tests.sync.posting import LANE, OTHER, draft, outbox


class Ledger:
    """A receiver that honours keys, and lives in a file of its own, so that it outlives who sends to it."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS got (n INTEGER PRIMARY KEY, lane, key, UNIQUE (lane, key))"
        )

    async def deliver(self, item: Item) -> None:
        self._connection.execute("INSERT OR IGNORE INTO got (lane, key) VALUES (?, ?)", (item.lane.kind, item.key))

    def got(self, lane: Lane) -> list[str]:
        found = self._connection.execute("SELECT key FROM got WHERE lane = ? ORDER BY n", (lane.kind,))
        return [key for (key,) in found]

    def close(self) -> None:
        self._connection.close()


async def live(folder: Path, name: str) -> None:
    box, ledger = outbox(folder), Ledger(folder / "ledger.sqlite")
    deliverers = {lane: Deliverer(ledger.deliver) for lane in (LANE, OTHER)}
    async with asyncio.TaskGroup() as group:
        group.create_task(Delivery(box, deliverers, Clock(), Random(1)).run())
        for count in itertools.count():
            await box.put(draft(f"{name}-{count}", LANE), draft(f"{name}-{count}", OTHER))
            sys.stdout.write(f"{name}-{count}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), sys.argv[2]))
