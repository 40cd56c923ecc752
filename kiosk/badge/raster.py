"""A drawing as PWG raster (PWG 5102.4), which every printer of IPP Everywhere takes."""

import struct
from itertools import groupby, islice

from kiosk.badge.drawing import Drawing

_HEADER, _LONGEST_RUN, _SAME_LINES = 1796, 128, 256
_GREY, _BITS = 18, 8
_POINTS_PER_MM = 72 / 25.4


def pwg(*drawings: Drawing) -> bytes:
    """A page for each, in 256 greys (sgray_8), at the drawing's own resolution."""
    return b"RaS2" + b"".join(_page(one, len(drawings)) for one in drawings)


def _page(drawing: Drawing, count: int) -> bytes:
    wide, high = drawing.image.size
    data = drawing.image.convert("L").tobytes()
    lines = (data[start : start + wide] for start in range(0, len(data), wide))
    packed = b"".join(_lines(line, len(list(same))) for line, same in groupby(islice(lines, high)))
    return _header(drawing, count) + packed


def _header(drawing: Drawing, count: int) -> bytes:
    header = bytearray(_HEADER)
    wide, high = drawing.image.size
    across, down = (round(side * _POINTS_PER_MM) for side in drawing.millimetres)
    header[: len(b"PwgRaster")] = b"PwgRaster"
    numbers = {
        276: drawing.dpi, 280: drawing.dpi, 340: 1, 352: across, 356: down, 372: wide, 376: high,
        384: _BITS, 388: _BITS, 392: wide, 400: _GREY, 420: 1, 452: count, 456: 1, 460: 1,
    }  # fmt: skip
    for place, number in numbers.items():
        struct.pack_into(">I", header, place, number)
    return bytes(header)


def _lines(line: bytes, same: int) -> bytes:
    """A line that comes so many times."""
    packed = b"".join(_run(value, len(list(run))) for value, run in groupby(line))
    counts = [_SAME_LINES] * (same // _SAME_LINES) + ([same % _SAME_LINES] if same % _SAME_LINES else [])
    return b"".join(bytes([count - 1]) + packed for count in counts)


def _run(value: int, length: int) -> bytes:
    whole, rest = divmod(length, _LONGEST_RUN)
    return bytes([_LONGEST_RUN - 1, value]) * whole + (bytes([rest - 1, value]) if rest else b"")
