"""A server of the benchmark's own in a process of its own, so that its time is not the client's."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.app.programs import ROOT


@contextmanager
def canned(module: str, rooms: int) -> Iterator[str]:
    """The address of `module`, run as a program with so many rooms."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", str(rooms)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
