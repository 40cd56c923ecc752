"""A program that puts and delivers under Qt's loop, as a panel does. Prints the keys as they arrive."""

import asyncio
import sys
from pathlib import Path
from random import Random

from PySide6.QtGui import QGuiApplication

from kiosk.clock import Clock
from kiosk.eventloop import event_loop
from kiosk.sync.delivery import Delivery
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_file import OutboxFile
from tests.sync.posting import LANE, Receiver, draft


async def put_and_deliver(folder: Path) -> list[str]:
    clock, receiver = Clock(), Receiver()
    box = Outbox(OutboxFile(folder / "outbox.sqlite", clock), clock)
    work = asyncio.ensure_future(Delivery(box, {LANE: receiver.plain}, clock, Random(1)).run())
    for number in range(10):
        await box.put(draft(str(number)))
    await receiver.until(10)
    work.cancel()
    await asyncio.wait([work])
    return receiver.got


if __name__ == "__main__":
    application = QGuiApplication([])
    with event_loop(application) as loop:
        asyncio.set_event_loop(loop)
        sys.stdout.write(" ".join(loop.run_until_complete(put_and_deliver(Path(sys.argv[1])))))
