"""A program that saves five rooms over and over and prints each round that is surely written, until it is killed."""

import asyncio
import itertools
import sys
from pathlib import Path

from kiosk.clock import Clock
from kiosk.sync.store import Store
from tests.sync.scripted import agenda, meeting
from tests.sync.storing import ME


async def save_for_ever(path: Path) -> None:
    store = Store.open(path, Clock())
    for count in itertools.count():
        await store.save_agendas(ME, [agenda(meeting(0, 60, str(count)), room_id=str(room)) for room in range(5)])
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(save_for_ever(Path(sys.argv[1])))
