"""`kiosk reception`: visitors check in by their code, and check out."""

import argparse
import os
import sys

from kiosk.commands.display import has_display, without_display
from kiosk.commands.reception_face import chosen
from kiosk.commands.refused import or_page
from kiosk.settings import settle


def run(options: argparse.Namespace) -> int:
    """Show the reception until it is told to stop; exit 2 where nothing can be drawn, or the config is refused."""
    return or_page("reception", options, lambda: _show(options))


def _show(options: argparse.Namespace) -> int:
    settings = chosen(settle(options, os.environ), options)
    if not has_display(os.environ):
        sys.stderr.write(without_display("reception"))
        return 2
    from kiosk.reception.face import run_reception  # noqa: PLC0415 - Qt only once it is clear that there is a screen

    return run_reception(settings, windowed=options.windowed, size=options.size)
