"""Every parser of the program, to be fed."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz import (
    targets_backends,
    targets_devices,
    targets_gateways,
    targets_relay,
    targets_server,
    targets_texts,
)
from tests.fuzz.target import Target


@contextmanager
def every_target() -> Iterator[tuple[Target, ...]]:
    """All of them, with what they need open."""
    with TemporaryDirectory() as folder, asyncio.Runner() as runner:
        stack = AsyncExitStack()
        try:
            yield (
                *targets_texts.targets(Path(folder)),
                *targets_devices.targets(runner.run),
                *targets_gateways.targets(runner.run),
                *targets_backends.targets(runner.run),
                *targets_relay.targets(runner.run),
                *targets_server.targets(runner.run, stack),
            )
        finally:
            runner.run(stack.aclose())
