"""Something between a panel and its server that is slow, or lies, as a test says; in a thread of its own."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.acting.proxy import Proxy, before


@contextmanager
def between(url: str, plan: Callable[[Proxy], None]) -> Iterator[str]:
    """The address of a proxy before the server at `url`, after `plan` has told it what to do."""
    address: list[str] = []
    ready, loop, done = threading.Event(), asyncio.new_event_loop(), asyncio.Event()

    async def run() -> None:
        async with before(url) as proxy:
            plan(proxy)
            address.append(proxy.url)
            ready.set()
            await done.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),))
    thread.start()
    ready.wait()
    try:
        yield address[0]
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
        loop.close()
