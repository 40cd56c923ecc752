"""Keeps what the program knows out of core dumps. Knows no secret and no system's way of keeping dumps."""

from contextlib import suppress
from pathlib import Path

_FILTER = Path("/proc/self/coredump_filter")


def write_no_memory(to: Path = _FILTER) -> None:
    """From now on a dump of this process, or of one that it starts, holds no memory; nor is one written as a file.

    The limit alone would not do: a system that pipes dumps into a program of its own passes over it (core(5)).
    Where there is no such thing as a limit or a filter, nothing is done.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        to.write_text("0", encoding="ascii")
