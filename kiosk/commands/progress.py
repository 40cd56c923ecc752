"""One line on a terminal that names what is being done, and is gone once that is done. In a pipe there is none."""

import asyncio
import logging
import shutil
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, TypeVar

from kiosk.commands.output import plain, width_of

T = TypeVar("T")


class Progress:
    """Writes to `terminal`, nothing where that is None."""

    def __init__(self, terminal: TextIO | None, columns: int) -> None:
        self._terminal = terminal
        self._room = columns - 1
        self._shown = 0

    def __call__(self, doing: str) -> None:
        """Name what is being done from now on, in place of what was named before."""
        line = _cut(plain(f"{doing} …"), self._room)
        self._write(line + " " * max(0, self._shown - width_of(line)))
        self._shown = width_of(line)

    def wipe(self) -> None:
        """Leave the line empty, for whoever writes next."""
        if self._shown:
            self._write(" " * self._shown)
            self._shown = 0

    def _write(self, line: str) -> None:
        if self._terminal is not None:
            self._terminal.write(f"\r{line}\r")
            self._terminal.flush()


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Progress]:
    """A line on standard error while this lasts, where that is a terminal and `quiet` does not forbid it.

    What is logged meanwhile is written instead of the line, not behind it.
    """
    shown = Progress(sys.stderr if sys.stderr.isatty() and not quiet else None, shutil.get_terminal_size().columns)

    def make_way(_: logging.LogRecord) -> bool:
        shown.wipe()
        return True

    handlers = tuple(logging.getLogger().handlers)
    for handler in handlers:
        handler.addFilter(make_way)
    try:
        yield shown
    finally:
        for handler in handlers:
            handler.removeFilter(make_way)
        shown.wipe()


def during(doing: str, work: Coroutine[Any, Any, T], *, quiet: bool = False) -> T:
    """What `work` returns; as long as it lasts, the line says what is being done."""
    with progress(quiet=quiet) as say:
        say(doing)
        return asyncio.run(work)


def _cut(line: str, room: int) -> str:
    while width_of(line) > room and line:
        line = line[:-1]
    return line
