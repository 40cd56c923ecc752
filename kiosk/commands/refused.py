"""A config that is refused: a sentence where somebody typed the command, a page where a service manager started it."""

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import suppress

from kiosk.commands.display import has_display
from kiosk.config.file import ConfigError
from kiosk.monitoring.journal import lines


def or_page(face: str, options: argparse.Namespace, show: Callable[[], int]) -> int:
    """What `show` returns. Raises its ConfigError, save on a wall: there the screen says so until it is mended."""
    try:
        return show()
    except ConfigError as failure:
        if not os.environ.get("NOTIFY_SOCKET") or not has_display(os.environ):
            raise
        from kiosk.window.refused import stay_refused  # noqa: PLC0415 - for a screen that cannot begin

        with suppress(OSError):  # the page comes all the same where no log takes the sentence
            sys.stderr.write(lines(str(failure), os.environ))
            sys.stderr.flush()
        return stay_refused(face, failure, options.config, windowed=options.windowed, size=options.size)
