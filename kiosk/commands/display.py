"""Whether there is something to draw on, and what to do where there is not."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

NO_DISPLAY = """kiosk: there is no display to draw on. Watch the {face} over the network (VNC, port 5900):
    QT_QPA_PLATFORM=vnc:size=1280x800 {kiosk}{command}
or draw it once into a file:
    {kiosk} screenshot {face} --output {face}.png
"""


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


def without_display(face: str) -> str:
    """What to tell who wants this face where nothing can be shown."""
    command = "" if face == "panel" else f" {face}"
    return NO_DISPLAY.format(face=face, command=command, kiosk=_this_command())


def _this_command() -> str:
    """How the program was started, so that what it says can be typed as it stands."""
    if Path(sys.argv[0]).name == "kiosk":
        return "kiosk"
    command = Path(sys.executable).with_name("kiosk")
    return os.path.relpath(command) if command.exists() else f"{os.path.relpath(sys.executable)} -m kiosk"
