"""A font file (OpenType, TrueType) as far as it is asked for its family's name and its letters. Knows no language."""

import struct
from collections.abc import Iterator

KINDS = (b"\0\1\0\0", b"OTTO", b"true")
_TYPOGRAPHIC, _FAMILY = 16, 1
_WINDOWS, _ENGLISH = 3, 0x409
_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
_SEGMENTS, _GROUPS = 4, 12
_NO_GLYPH = 0xFFFF

Range = tuple[int, int]


def family(raw: bytes) -> str:
    """The family's name: that of the whole family where it has one, else that of its four styles; empty: none.

    Raises struct.error and UnicodeDecodeError where the file is damaged, as the other functions do.
    """
    names = dict(_names(_table(raw, b"name")))
    return names.get(_TYPOGRAPHIC) or names.get(_FAMILY, "")


def pieces(raw: bytes) -> Iterator[Range]:
    """As `ranges`, but as its tables have them, which may name a code point twice; none is kept in memory."""
    table = _table(raw, b"cmap")
    for offset in _subtables(table):
        yield from _ranges(table[offset:])


def ranges(raw: bytes) -> list[Range]:
    """The code points that it has a glyph for: ranges from a first to a last, in order and apart from each other."""
    found = list[Range]()
    for first, last in sorted(pieces(raw)):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _names(table: bytes) -> Iterator[tuple[int, str]]:
    """The English names that Windows reads, by number."""
    count, start = struct.unpack_from(">HH", table, 2)
    for index in range(count):
        platform, _, language, number, length, offset = struct.unpack_from(">6H", table, 6 + 12 * index)
        if platform == _WINDOWS and language == _ENGLISH:
            yield number, table[start + offset : start + offset + length].decode("utf-16-be")


def _subtables(table: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", table, 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * index)
        if (platform, encoding) in _UNICODE:
            yield offset


def _ranges(table: bytes) -> Iterator[Range]:
    (kind,) = struct.unpack_from(">H", table)
    if kind == _SEGMENTS:
        (double,) = struct.unpack_from(">H", table, 6)
        ends = struct.unpack_from(f">{double // 2}H", table, 14)
        starts = struct.unpack_from(f">{double // 2}H", table, 16 + double)
        yield from ((first, min(last, _NO_GLYPH - 1)) for first, last in zip(starts, ends, strict=True))
    elif kind == _GROUPS:
        (count,) = struct.unpack_from(">L", table, 12)
        for index in range(count):
            first, last, _ = struct.unpack_from(">LLL", table, 16 + 12 * index)
            yield first, last


def _table(raw: bytes, name: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", raw, 4)
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", raw, 12 + 16 * index)
        if tag == name:
            return raw[offset : offset + length]
    return b""
