"""`kiosk panel`: the door panel of one room."""

import argparse
import os
import sys
from collections.abc import Mapping

from kiosk.commands.face import chosen
from kiosk.settings import settle

NO_DISPLAY = (
    "there is no display to draw on; watch it over the network with `QT_QPA_PLATFORM=vnc kiosk` "
    "(port 5900), "
    "or draw it into a file with `kiosk screenshot panel --output panel.png`"
)


def run(options: argparse.Namespace) -> int:
    """Show the panel until it is told to stop; exit 2 where there is nothing to draw on."""
    look = chosen(settle(options, os.environ), options)
    if not _display(os.environ):
        sys.stderr.write(f"kiosk: {NO_DISPLAY}\n")
        return 2
    from kiosk.app import run_panel  # noqa: PLC0415 - Qt only once it is clear that there is a screen

    return run_panel(look, windowed=options.windowed, size=options.size)


def _display(environment: Mapping[str, str]) -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))
