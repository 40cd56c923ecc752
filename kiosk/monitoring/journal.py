"""Log lines as the service manager's journal reads their level: `<N>` before each, as in sd-daemon(3)."""

import logging
import os
from collections.abc import Mapping

STDERR = 2
_LEVELS = ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))
_DEBUG = 7
_PLAIN = "kiosk: "


def to_journal(environment: Mapping[str, str], descriptor: int = STDERR) -> bool:
    """Whether what is written to this descriptor goes straight to the journal ($JOURNAL_STREAM, systemd.exec(5))."""
    try:
        found = os.fstat(descriptor)
    except OSError:
        return False
    return environment.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"


def lines(text: str, environment: Mapping[str, str], level: int = logging.ERROR, descriptor: int = STDERR) -> str:
    """A sentence as standard error is to have it: its level before each line for the journal, else the program's name.

    `level` is one of `logging`'s; the text ends with a line's end.
    """
    if not to_journal(environment, descriptor):
        return f"{_PLAIN}{text}\n"
    return f"{_marked(text, level)}\n"


def formatter(environment: Mapping[str, str], descriptor: int = STDERR) -> logging.Formatter:
    """How log records are written to this descriptor."""
    if to_journal(environment, descriptor):
        return _JournalFormatter("%(message)s")
    return logging.Formatter(f"{_PLAIN}%(message)s")


class _JournalFormatter(logging.Formatter):
    """A record of several lines has its level before each: the journal takes every line for itself."""

    def format(self, record: logging.LogRecord) -> str:
        return _marked(super().format(record), record.levelno)


def _marked(text: str, level: int) -> str:
    number = next((one for least, one in _LEVELS if level >= least), _DEBUG)
    return "\n".join(f"<{number}>{line}" for line in text.split("\n"))
