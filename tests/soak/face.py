"""One program of a building under a fast clock: `python -m tests.soak.face FACE FACTOR EPOCH [PORT]`.

FACE is panel, reception, lobby, tags or server; the config is the user's. Twice a second it prints as JSON what it has:
tasks, threads, open files, memory of its own in MB, and whether it has news of its server. SIGTERM ends it.
"""

import argparse
import asyncio
import json
import logging
import os
import sys
import threading
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from kiosk.server.listening import stop_on_signals
from kiosk.server.rules import HouseRules
from kiosk.server.run import serve
from kiosk.settings import data_dir, settle
from kiosk.site import open_memory
from kiosk.tag_service.root import serve_tags
from tests.app.programs import TOKEN
from tests.soak.fast_clock import FastClock
from tests.soak.wear import own_memory

EVERY = 0.5
TOUCH_MS = 300
Online = Callable[[], bool]


async def report(online: Online) -> None:
    """Say what this process has, until cancelled."""
    while True:
        await asyncio.sleep(EVERY)
        own = {"tasks": len(asyncio.all_tasks()), "threads": threading.active_count(), "memory": own_memory()}
        told = {**own, "files": open_files(), "online": online()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def open_files() -> int:
    """How many files, sockets and pipes are open."""
    return len(list(Path("/proc/self/fd").iterdir()))


async def beside(work: Coroutine[Any, Any, None], online: Online) -> None:
    """Do the work, and report as long as it goes on."""
    reporting = asyncio.create_task(report(online))
    try:
        await work
    finally:
        reporting.cancel()


def run_server(clock: FastClock, port: int) -> None:
    """The local server with the demo building in a file."""

    async def main() -> None:
        stop = asyncio.Event()
        stop_on_signals(stop)
        rules = HouseRules(auto_check_in=False, release_after_minutes=10, keep_visits_days=30)
        data, ready = Path("rooms.sqlite"), partial(print, flush=True)
        work = serve("127.0.0.1", port, data, TOKEN, demo=True, clock=clock, on_ready=ready, stop=stop, rules=rules)
        await beside(work, lambda: True)

    asyncio.run(main())


def run_tags(clock: FastClock) -> None:
    """The signs' service."""
    settings = settle(argparse.Namespace(config=None, demo=False), os.environ)

    async def main() -> None:
        stop = asyncio.Event()
        stop_on_signals(stop)
        await beside(serve_tags(settings, clock, stop, partial(print, file=sys.stderr)), lambda: True)

    asyncio.run(main())


def run_screen(face: str, clock: FastClock) -> None:
    """A face with somebody at it, who touches it every now and then."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - only where there is a screen
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    from kiosk.living import live  # noqa: PLC0415
    from kiosk.window.engine import prepare_environment  # noqa: PLC0415
    from tests.escape.hands import Hands  # noqa: PLC0415
    from tests.escape.monkey import stage  # noqa: PLC0415

    settings = settle(argparse.Namespace(config=None, demo=False), os.environ)
    prepare_environment(data_dir(settings) / "cache", offscreen=True, system_fonts=False)
    application = QGuiApplication(["room-kiosk"])
    application.setQuitOnLastWindowClosed(False)
    with open_memory(settings, clock) as memory, stage(face, settings, clock, memory) as made:
        timer = QTimer(made.window)
        timer.timeout.connect(Hands(made.window, Random(1)).act)
        timer.start(TOUCH_MS)
        live(application, lambda stop: beside(made.run(stop), made.online))


def main(face: str, factor: float, epoch: float, port: int = 0) -> None:
    """Run one of them."""
    logging.basicConfig(format="kiosk: %(message)s")
    clock = FastClock(factor, epoch)
    match face:
        case "server":
            run_server(clock, port)
        case "tags":
            run_tags(clock)
        case _:
            run_screen(face, clock)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), *map(int, sys.argv[4:]))
