"""The connections that are open at a port: how many, whose, and how long each may take. Knows nothing of requests."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from kiosk.clock import Clock

MOST_LINES = 4096
_HERE = frozenset({"127.0.0.1", "::1"})  # a reverse proxy on this machine speaks for everybody
KEPT_FILES = 128  # for the data file, the log, and whatever else the program opens
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """What a client may take: seconds for a head, for a body, at rest, and until it reads on; and connections.

    A line that has taken too long is ended at the next look, which is at most half of the shortest time later.
    """

    head: float = 10.0
    body: float = 60.0
    rest: float = 75.0
    unread: float = 60.0
    lines: int = MOST_LINES
    lines_each: int = 256

    @property
    def pace(self) -> float:
        """Seconds between two looks."""
        return min(self.head, self.body, self.rest, self.unread) / 2


PATIENCE = Patience()


class OpenLine(Protocol):
    """One connection."""

    @property
    def address(self) -> str:
        """Whose it is."""

    @property
    def due(self) -> float | None:
        """The second at which it has taken too long, None while it waits for nobody but this program."""

    @property
    def resting(self) -> bool:
        """Whether it is kept open for a request that may come."""

    def give_up(self) -> None:
        """End it, and say why where that can be said."""


class Lines:
    """Takes connections in, up to a number in all and of one other machine, and ends those that take too long.

    Where there is no room the one that has rested longest makes way; where none rests the new one is refused.
    """

    def __init__(self, patience: Patience, clock: Clock) -> None:
        self.patience = patience
        self.now: Callable[[], float] = clock.monotonic
        self._clock = clock
        self._most = min(patience.lines, allowed_lines())
        self._open: dict[OpenLine, None] = {}
        self._some = asyncio.Event()
        self._full = False

    def join(self, line: OpenLine) -> bool:
        """Whether there is room for it; `leave` is called for each that was let in."""
        theirs = [one for one in self._open if one.address == line.address]
        if line.address not in _HERE and len(theirs) >= self.patience.lines_each:
            room = self._make_way(theirs)
        else:
            room = len(self._open) < self._most or self._make_way(self._open)
        if room:
            self._open[line] = None
            self._some.set()
        elif not self._full:
            self._full = True
            _log.warning(
                "Connections are refused: %d are open, %d of them of one address", len(self._open), len(theirs)
            )
        return room

    def leave(self, line: OpenLine) -> None:
        """It has ended."""
        self._open.pop(line, None)
        if not self._open:
            self._some.clear()
            self._full = False

    def _make_way(self, crowd: Iterable[OpenLine]) -> bool:
        resting = [line for line in crowd if line.resting]
        if not resting:
            return False
        oldest = min(resting, key=lambda line: line.due or 0.0)
        self.leave(oldest)
        oldest.give_up()
        return True

    async def watch(self) -> None:
        """Runs until it is cancelled; sleeps without waking while nobody is connected."""
        while True:
            await self._some.wait()
            await self._clock.sleep(self.patience.pace)
            now = self.now()
            for line in tuple(self._open):
                if line.due is not None and line.due <= now:
                    line.give_up()


def allowed_lines() -> int:
    """As many as the system lets the program open, and leaves it some files besides."""
    files = most_files()
    return MOST_LINES if files is None else lines_within(files)


def most_files() -> int | None:
    """How many files this program may have open; None where the system tells no limit."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return None
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if soft == resource.RLIM_INFINITY else soft


def lines_within(files: int) -> int:
    """How many of so many `files` may be connections; of a few, most are the program's own."""
    return max(files // 4, files - KEPT_FILES)
