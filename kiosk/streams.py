"""The three streams that every program is given, also where whoever started it closed them or has gone since."""

import os
import sys


def have_streams() -> None:
    """Put nothing's file in the place of each that was closed, so that no data file comes to lie under its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end


def announce(line: str) -> None:
    """One line on standard output. A service goes on where nobody reads it any more, or no disk takes it."""
    try:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # what is still held back must not fail at the end either
        os.close(nowhere)
