"""Draws signs for every size of panel, and prints how many megabytes this process held at most."""

import re
import sys
from pathlib import Path

from kiosk.tags.codecs.opendisplay import compressed, planes
from kiosk.tags.draw import Artist, sketch
from kiosk.tags.panels import panels
from kiosk.tags.picture import Palette
from tests.benchmarks.tag_signs import faces

_SIGNS = 300


def main() -> None:
    artist = Artist()
    for panel in panels():
        if panel.palette is Palette.BWR:
            for one in faces(_SIGNS, 3):
                compressed(planes(artist.draw(sketch(one, panel)).picture))
    sys.stdout.write(f"{most_megabytes():.0f}\n")


def most_megabytes() -> float:
    """The most that this process ever held; not a number where nobody tells. `getrusage` would add its parent's."""
    most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(most[1]) * 1024 / 1e6 if most else float("nan")


if __name__ == "__main__":
    main()
