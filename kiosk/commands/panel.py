"""`kiosk panel`: the door panel of one room."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from kiosk.commands.face import chosen
from kiosk.settings import settle

NO_DISPLAY = """kiosk: there is no display to draw on. Watch the panel over the network (VNC, port 5900):
    QT_QPA_PLATFORM=vnc:size=1280x800 {kiosk}
or draw it once into a file:
    {kiosk} screenshot panel --output panel.png
"""


def run(options: argparse.Namespace) -> int:
    """Show the panel until it is told to stop; exit 2 where there is nothing to draw on."""
    look = chosen(settle(options, os.environ), options)
    if not _display(os.environ):
        sys.stderr.write(NO_DISPLAY.format(kiosk=_this_command()))
        return 2
    from kiosk.app import run_panel  # noqa: PLC0415 - Qt only once it is clear that there is a screen

    return run_panel(look, windowed=options.windowed, size=options.size)


def _this_command() -> str:
    """How the program was started, so that what it says can be typed as it stands."""
    if Path(sys.argv[0]).name == "kiosk":
        return "kiosk"
    command = Path(sys.executable).with_name("kiosk")
    return os.path.relpath(command) if command.exists() else f"{os.path.relpath(sys.executable)} -m kiosk"


def _display(environment: Mapping[str, str]) -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))
