"""Which characters a font file draws, read from its `cmap` table (formats 4 and 12 of OpenType)."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
_SEGMENTS, _GROUPS = 4, 12
_NO_GLYPH = 0xFFFF


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
        table = _table(data, b"cmap")
        return Coverage(code for offset in _subtables(table) for code in _codes(table[offset:]))
    except struct.error:
        message = f"{path.name} is no font"
        raise ValueError(message) from None


def _table(data: bytes, name: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if tag == name:
            return data[offset : offset + length]
    return b""


def _subtables(table: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", table, 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * index)
        if (platform, encoding) in _UNICODE:
            yield offset


def _codes(table: bytes) -> Iterator[int]:
    (kind,) = struct.unpack_from(">H", table)
    if kind == _SEGMENTS:
        (double,) = struct.unpack_from(">H", table, 6)
        ends = struct.unpack_from(f">{double // 2}H", table, 14)
        starts = struct.unpack_from(f">{double // 2}H", table, 16 + double)
        for first, last in zip(starts, ends, strict=True):
            yield from (code for code in range(first, last + 1) if code != _NO_GLYPH)
    elif kind == _GROUPS:
        (count,) = struct.unpack_from(">L", table, 12)
        for index in range(count):
            first, last, _ = struct.unpack_from(">LLL", table, 16 + 12 * index)
            yield from range(first, last + 1)
