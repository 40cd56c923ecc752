"""What any program can tell of itself: how long it runs, what its log counted, what it holds in memory."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STATM = Path("/proc/self/statm")


class LogCount(logging.Handler):
    """Counts the log's warnings, and its errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings = 0
        self.errors = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        if record.levelno >= logging.ERROR:
            self.errors += 1
        else:
            self.warnings += 1


@contextmanager
def counted(count: LogCount) -> Iterator[None]:
    """Count what the whole program logs, while this lasts."""
    logging.getLogger().addHandler(count)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(count)


def resident(statm: Path = _STATM) -> int | None:
    """How many bytes of memory the process holds, where the system tells."""
    try:
        return int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None
