"""`kiosk lobby`: every room of a building or a floor on one screen."""

import argparse
import os
import sys

from kiosk.commands.display import has_display, without_display
from kiosk.commands.lobby_face import chosen
from kiosk.commands.refused import or_page
from kiosk.settings import settle


def run(options: argparse.Namespace) -> int:
    """Show the lobby until it is told to stop; exit 2 where there is nothing to draw on, or the config is refused."""
    return or_page("lobby", options, lambda: _show(options))


def _show(options: argparse.Namespace) -> int:
    settings = chosen(settle(options, os.environ), options)
    if not has_display(os.environ):
        sys.stderr.write(without_display("lobby"))
        return 2
    from kiosk.lobby.face import run_lobby  # noqa: PLC0415 - Qt only once it is clear that there is a screen

    return run_lobby(settings, windowed=options.windowed, size=options.size)
