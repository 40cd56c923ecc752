"""What an OpenDisplay panel takes: one or two planes of bits, and the same compressed for its small memory.

Codes: black 0, white 1; with red black 00, white 10, red 11; with yellow black 00, white 10, yellow 01.
"""

import zlib

from kiosk.tags.bits import turned
from kiosk.tags.codecs.unfit import only
from kiosk.tags.picture import Palette, Picture

WINDOW_BITS = 9
_SMALL_MEMORY = 3  # a larger table is slid along at every half kilobyte of so small a window, which costs milliseconds
_LEVEL = 4


def planes(picture: Picture) -> bytes:
    """All of the first plane, then, where there is a third ink, all of the second. Raises `Unfit`."""
    only(picture, "OpenDisplay", Palette.BW, Palette.BWR, Palette.BWY)
    if picture.palette is Palette.BWY:
        return picture.plane(1) + picture.plane(2)
    first = turned(picture.plane(0), picture.width)
    return first if picture.palette is Palette.BW else first + picture.plane(2)


def compressed(data: bytes, level: int = _LEVEL) -> bytes:
    """As a zlib stream whose window of 512 bytes is the largest that the firmware takes."""
    packer = zlib.compressobj(level, zlib.DEFLATED, WINDOW_BITS, _SMALL_MEMORY)
    return packer.compress(data) + packer.flush()


def doubts(palette: Palette, width: int) -> tuple[str, ...]:
    """What the firmware of today is known to do badly on such a panel; `width` is as its memory has it."""
    found = []
    if palette is not Palette.BW:
        found.append("The firmware of OpenDisplay panels shows a third ink unreliably.")
    if width % 8:
        found.append(
            "The firmware of OpenDisplay panels may cut off the last rows where the width is no multiple of 8."
        )
    return tuple(found)
