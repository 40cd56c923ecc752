"""Which characters a font file draws, read from its `cmap` table (formats 4 and 12 of OpenType)."""

import struct
from collections.abc import Iterator
from pathlib import Path

_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
_SEGMENTS, _GROUPS = 4, 12
_NO_GLYPH = 0xFFFF


def covered(path: Path) -> frozenset[int]:
    """The code points that the font has a glyph for. Raises ValueError where the file is no font."""
    data = path.read_bytes()
    try:
        table = _table(data, b"cmap")
        return frozenset(code for offset in _subtables(table) for code in _codes(table[offset:]))
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
