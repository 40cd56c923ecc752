"""What an OpenDisplay panel takes: one or two planes of bits, and the same compressed for its small memory.

Codes: black 0, white 1; with red black 00, white 10, red 11; with yellow black 00, white 10, yellow 01.
"""

import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from kiosk.tags.bits import turned
from kiosk.tags.codecs.unfit import only
from kiosk.tags.picture import Palette, Picture

WINDOW_BITS = 9
_MEMORY = 4  # a larger table is slid along at every half kilobyte of so small a window, which costs milliseconds
_LEVEL = 6
_CHUNK, _MOST_KEPT = 1024, 20_000
_ZEROS, _ONES = bytes(_CHUNK), b"\xff" * _CHUNK
_END = b"\x03\x00"  # an empty last block


def planes(picture: Picture) -> bytes:
    """All of the first plane, then, where there is a third ink, all of the second. Raises `Unfit`."""
    only(picture, "OpenDisplay", Palette.BW, Palette.BWR, Palette.BWY)
    if picture.palette is Palette.BWY:
        return picture.plane(1) + picture.plane(2)
    first = turned(picture.plane(0), picture.width)
    return first if picture.palette is Palette.BW else first + picture.plane(2)


def compressed(data: bytes, level: int = _LEVEL) -> bytes:
    """As a zlib stream whose window of 512 bytes is the largest that the firmware takes.

    What lies between blank rows is compressed by itself and kept: the name and the status are the same on many signs.
    """
    header = zlib.compressobj(level, zlib.DEFLATED, WINDOW_BITS, _MEMORY).flush()[:2]
    parts = [_blank(piece[0], len(piece), level) if blank else _part(piece, level) for piece, blank in _pieces(data)]
    return b"".join([header, *parts, _END, zlib.adler32(data).to_bytes(4, "big")])


def _pieces(data: bytes) -> Iterator[tuple[bytes, bool]]:
    """The data in pieces; with each whether it is a stretch of only zeros or only ones."""
    chunks = [data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK)]
    kinds = [0 if one == _ZEROS else 255 if one == _ONES else None for one in chunks]
    start = rest = 0
    for kind, group in groupby(kinds):
        end = start + len(list(group))
        if kind is not None:
            if rest < start:
                yield data[rest * _CHUNK : start * _CHUNK], False
            yield data[start * _CHUNK : end * _CHUNK], True
            rest = end
        start = end
    if rest < start:
        yield data[rest * _CHUNK :], False


def _part(piece: bytes, level: int) -> bytes:
    return _kept(piece, level) if len(piece) <= _MOST_KEPT else _alone(piece, level)


def _alone(piece: bytes, level: int) -> bytes:
    """A part of a stream that refers to nothing before it."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -WINDOW_BITS, _MEMORY)
    return packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)


_kept = lru_cache(maxsize=1024)(_alone)


@lru_cache(maxsize=1024)
def _blank(byte: int, length: int, level: int) -> bytes:
    return _alone(bytes([byte]) * length, level)


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
