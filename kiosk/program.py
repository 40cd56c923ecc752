"""Runs one of the config's own programs to its end. Knows not what it is for."""

import asyncio
import os
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress

from kiosk.private.environment import without_secrets


async def run_program(command: Sequence[str], seconds: float) -> str | None:
    """Run a program with its arguments, without a shell or our secrets; what went wrong, None where nothing did.

    One that lasts longer than `seconds`, or whose caller is cancelled, is ended. What it says is thrown away.
    """
    try:
        process = subprocess.Popen(  # noqa: S603, ASYNC220 - the config's own command, awaited on a thread
            tuple(command),
            env=without_secrets(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, ValueError) as problem:
        return f"cannot be run ({getattr(problem, 'strerror', None) or 'its name or an argument is wrong'})"
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    threading.Thread(target=_await, args=(process, loop, ended), daemon=True).start()
    try:
        async with asyncio.timeout(seconds):
            await ended.wait()
    except TimeoutError:
        return f"did not end within {seconds:g} seconds"
    finally:
        process.kill()
        process.wait()
    return f"ended with code {process.returncode}" if process.returncode else None


def _await(process: "subprocess.Popen[bytes]", loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
    process.wait()
    with suppress(RuntimeError):  # the loop is closed, so nobody wants to know
        loop.call_soon_threadsafe(ended.set)
