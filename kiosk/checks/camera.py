"""What doctor says of a camera: whether codes can be held before one, and what is missing. Turns none on."""

import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from kiosk.checks.check import Check
from kiosk.config import Config
from kiosk.window.camera_find import LIBRARIES


def cameras(
    config: Config,
    devices: Path = Path("/dev"),
    installed: Callable[[str], object] = find_spec,
    may_use: Callable[[Path, int], bool] = os.access,
) -> list[Check]:
    """Nothing where the extra `camera` is not installed, or no camera is wanted; elsewhere than on Linux only that."""
    wanted = config.panel.camera is not False or config.reception.camera is not False
    if not wanted or not all(installed(one) for one in LIBRARIES):
        return []
    if not sys.platform.startswith("linux"):
        return [Check("camera", "good", "the extra is installed; the system asks before one is used")]
    found = sorted(devices.glob("video*"))
    if not found:
        return [Check("camera", "good", "none is plugged in, so that there is no button for one")]
    usable = [one.name for one in found if may_use(one, os.R_OK | os.W_OK)]
    if usable:
        return [Check("camera", "good", ", ".join(usable))]
    do = "Let this user read it: on most systems, put them into the group video."
    return [Check("camera", "doubtful", f"{found[0].name} may not be used", do)]
