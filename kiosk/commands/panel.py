"""`kiosk panel`: the door panel of one room."""

import argparse
import os
import sys

from kiosk.commands.display import has_display, without_display
from kiosk.commands.face import chosen
from kiosk.commands.refused import or_page
from kiosk.settings import settle
from kiosk.setup.restart import RESTART, run_again


def run(options: argparse.Namespace) -> int:
    """Show the panel until it is told to stop; exit 2 where there is nothing to draw on, or the config is refused."""
    return or_page("panel", options, lambda: _show(options))


def _show(options: argparse.Namespace) -> int:
    look = chosen(settle(options, os.environ), options)
    if not has_display(os.environ):
        sys.stderr.write(without_display("panel"))
        return 2
    from kiosk.app import run_panel  # noqa: PLC0415 - Qt only once it is clear that there is a screen

    code = run_panel(look, windowed=options.windowed, size=options.size)
    if code == RESTART:
        run_again()
    return code
