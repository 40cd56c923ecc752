"""Which characters a font file draws, a bit each."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kiosk.sfnt import pieces


class Coverage:
    """Code points, a bit each: as a set, the thirty thousand of an East Asian font would be megabytes."""

    __slots__ = ("_bits",)

    def __init__(self, codes: Iterator[int]) -> None:
        bits = bytearray()
        for code in codes:
            if (place := code >> 3) >= len(bits):
                bits.extend(bytes(place + 1 - len(bits)))
            bits[place] |= 1 << (code & 7)
        self._bits = bytes(bits)

    def __contains__(self, code: int) -> bool:
        place = code >> 3
        return place < len(self._bits) and bool(self._bits[place] >> (code & 7) & 1)

    def __iter__(self) -> Iterator[int]:
        for place, byte in enumerate(self._bits):
            if byte:
                yield from (8 * place + bit for bit in range(8) if byte >> bit & 1)


@cache
def covered(path: Path) -> Coverage:
    """The code points that the font has a glyph for, read once. Raises ValueError where the file is no font."""
    data = path.read_bytes()
    try:
        return Coverage(code for first, last in pieces(data) for code in range(first, last + 1))
    except struct.error:
        message = f"{path.name} is no font"
        raise ValueError(message) from None
