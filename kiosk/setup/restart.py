"""Starts the program anew in its own place, after everything of the old one has ended. Knows no screen."""

import os
import sys
from collections.abc import Sequence

RESTART = 75
"""What a face returns as its exit code when it wants to begin anew."""
_CHOSEN_ON_SCREEN = ("--room", "--locale", "--theme")


def run_again() -> None:
    """Replace this process by a new one with the same command line, less what is chosen on the screen now.

    It keeps its process id, so that a supervisor sees no end; where there is none, it works all the same. On Windows,
    where a process cannot be replaced, the new one is started and this one ends.
    """
    os.execv(sys.executable, again(sys.orig_argv))  # noqa: S606 - our own program, and no shell


def again(arguments: Sequence[str]) -> list[str]:
    """A command line without the options that would overrule the config that was just written."""
    kept: list[str] = []
    skip = False
    for one in arguments:
        if skip:
            skip = False
        elif one in _CHOSEN_ON_SCREEN:
            skip = True
        elif not one.startswith(tuple(f"{name}=" for name in _CHOSEN_ON_SCREEN)):
            kept.append(one)
    return kept
