"""The bitmap that a TRMNL-style device takes: one bit a pixel, rows from the bottom, 62 bytes before them."""

import struct

from kiosk.tags.bits import turned
from kiosk.tags.codecs.unfit import only
from kiosk.tags.picture import Palette, Picture

_HEADER = 62
_DOTS_PER_METRE = 2835


def bmp(picture: Picture) -> bytes:
    """The whole file; for 800 × 480 pixels 48,062 bytes. Raises `Unfit` for more than two inks."""
    only(picture, "A bitmap for a TRMNL", Palette.BW)
    rows = _upwards(turned(picture.plane(0), picture.width), -(-picture.width // 8))
    size = _HEADER + len(rows)
    about = (40, picture.width, picture.height, 1, 1, 0, len(rows), _DOTS_PER_METRE, _DOTS_PER_METRE, 2, 2)
    black_and_white = b"\x00\x00\x00\x00\xff\xff\xff\x00"
    return struct.pack("<2sIII", b"BM", size, 0, _HEADER) + struct.pack("<IiiHHIIiiII", *about) + black_and_white + rows


def _upwards(data: bytes, width: int) -> bytes:
    """The last row first, each filled up to four bytes."""
    fill = bytes(-width % 4)
    return b"".join([data[start : start + width] + fill for start in range(len(data) - width, -1, -width)])
