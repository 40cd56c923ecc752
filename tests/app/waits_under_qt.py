"""A program that waits under Qt's loop in many ways. Prints as JSON what was called, and what is left of it all."""

import asyncio
import gc
import json
import signal
import sys

from PySide6.QtGui import QGuiApplication

from kiosk.eventloop import event_loop

ROUNDS, HOUR = 300, 3600.0


def left() -> int:
    """How many waits there are in the program."""
    gc.collect()
    return sum(isinstance(one, asyncio.Handle) for one in gc.get_objects())


async def cut_short() -> int:
    """As many patient rounds as an answer in time leaves behind; how many waits are left that were not there before."""
    before = left()
    for _ in range(ROUNDS):
        async with asyncio.timeout(HOUR):
            await asyncio.sleep(0)
    return left() - before


async def called() -> list[str]:
    """What is called, in its order: the soon ones first, nothing that was cancelled, nor what itself was."""
    loop, done, said = asyncio.get_running_loop(), asyncio.Event(), list[str]()
    never = [loop.call_later(0.01, said.append, "cancelled"), loop.call_soon(said.append, "cancelled soon")]
    loop.call_later(0.06, done.set)
    loop.call_later(0.03, said.append, "later")
    loop.call_soon(said.append, "soon")
    loop.call_soon(said.append, "sooner than later")
    for one in never:
        one.cancel()
        one.cancel()
    own = list[asyncio.Handle]()

    def end_itself() -> None:
        own[0].cancel()
        said.append("cancels itself")

    own.append(loop.call_later(0.02, end_itself))
    await done.wait()
    return said


async def signalled() -> bool:
    """Whether a signal is heard."""
    heard = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, heard.set)
    signal.raise_signal(signal.SIGTERM)
    return await heard.wait()


async def outlived() -> bool:
    """Whether one is called that has the number of one that is over, and that somebody cancels only now."""
    loop, over, heard = asyncio.get_running_loop(), asyncio.Event(), list[int]()
    first = loop.call_later(0, over.set)
    number = getattr(first, "timer")  # noqa: B009 - asyncio's handles have none
    await over.wait()
    while getattr(one := loop.call_later(0.01, heard.append, 1), "timer") != number:  # noqa: B009 - the same
        one.cancel()
    first.cancel()
    await asyncio.sleep(0.2)
    return heard == [1]


def main() -> None:
    application = QGuiApplication([])
    with event_loop(application) as loop:
        asyncio.set_event_loop(loop)
        told: dict[str, object] = {"left": loop.run_until_complete(cut_short())}
        told |= {"called": loop.run_until_complete(called()), "signalled": loop.run_until_complete(signalled())}
        told["outlived"] = loop.run_until_complete(outlived())
        late = loop.call_later(HOUR, sys.exit)
    late.cancel()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
