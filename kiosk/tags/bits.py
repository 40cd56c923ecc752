"""Pixels packed into bytes and planes of bits, the leftmost in the highest, rows filled up to a byte by 0. Fast."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache, reduce

from PIL import Image

_FEW = 4
_TURNED = bytes(255 - byte for byte in range(256))
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def packed(pixels: bytes, width: int, height: int, depth: int) -> bytes:
    """So many bits a pixel, for indices that fit."""
    return _written(pixels, width, height, f"P;{depth}")


def unpacked(data: bytes, width: int, height: int, depth: int) -> bytes:
    """A byte a pixel, from so many bits a pixel."""
    return Image.frombytes("P", (width, height), data, "raw", f"P;{depth}").tobytes()


def packed_planes(planes: Mapping[int, bytes], width: int, depth: int) -> bytes:
    """So many bits a pixel, from where each ink is; what is under none has the index 1."""
    below = turned(_either(planes, [ink for ink in planes if not ink % 2]), width)
    if depth == 1:
        return below
    digits = [(bit, _either(planes, [ink for ink in planes if ink >> bit & 1])) for bit in range(1, depth)]
    more = [(bit, plane, _extent(plane)) for bit, plane in digits if plane != bytes(len(plane))]
    parts = []
    for part in range(depth):
        spread = below.translate(_places(depth, part, 0))
        for bit, plane, (start, end) in more:
            there = plane[start:end].translate(_places(depth, part, bit))
            spread = spread[:start] + _joined(spread[start:end], there) + spread[end:]
        parts.append(spread)
    rows = _in_turn(parts)
    stride, whole = -(-width * depth // 8), -(-width // 8) * depth
    if stride == whole:
        return rows
    return b"".join([rows[start : start + stride] for start in range(0, len(rows), whole)])


def bare(planes: Mapping[int, bytes], width: int) -> bytes:
    """Where none of these inks is."""
    return turned(_either(planes, planes), width)


def upside_down(bits: bytes, width: int) -> bytes:
    """The same plane turned by 180 degrees."""
    turned_round = int.from_bytes(bits[::-1].translate(_MIRRORED), "big") << -width % 8
    return turned_round.to_bytes(len(bits), "big")


def plane(pixels: bytes, width: int, height: int, ink: int, inks: int) -> bytes:
    """One bit a pixel: whether it is this ink, of a palette of so many.

    Four pixels become a nibble by a table, and two nibbles a byte: several times as fast as one bit at a time.
    """
    if inks > _FEW:
        pixels, ink = pixels.translate(bytes(index == ink for index in range(256))), 1
    across = -(-width // 4)
    nibble_each = packed(pixels, width, height, 2).translate(_table(ink))
    if ink == 0 and width % 4:
        nibble_each = _without_filler(nibble_each, across, 0b1111 << -width % 4 & 0b1111)
    return packed(nibble_each, across, height, 4)


def turned(bits: bytes, width: int) -> bytes:
    """The same plane with 0 for 1 and 1 for 0, but for what fills up the rows."""
    if not width % 8:
        return bits.translate(_TURNED)
    return _without_filler(bits.translate(_TURNED), -(-width // 8), 0xFF << -width % 8 & 0xFF)


def _either(planes: Mapping[int, bytes], inks: Iterable[int]) -> bytes:
    """Where any of these is."""
    size = len(next(iter(planes.values())))
    marked = [plane for ink in inks if (plane := planes[ink]) != bytes(size)]
    return reduce(_joined, marked) if marked else bytes(size)


def _joined(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one, "big") | int.from_bytes(other, "big")).to_bytes(len(one), "big")


def _extent(plane: bytes) -> tuple[int, int]:
    """The first byte in which there is anything, and the one after the last."""
    bits = int.from_bytes(plane, "big")
    return len(plane) - -(-bits.bit_length() // 8), len(plane) - ((bits & -bits).bit_length() - 1) // 8


def _in_turn(parts: list[bytes]) -> bytes:
    """The first byte of each of two or of four, then the second of each."""
    size = len(parts[0]), 1
    bands = [Image.frombuffer("L", size, part, "raw", "L", 0, 1) for part in parts]
    return Image.merge("LA" if len(bands) == 2 else "RGBA", bands).tobytes()  # noqa: PLR2004 - bands of such a mode


@cache
def _places(depth: int, part: int, bit: int) -> bytes:
    """For each byte of eight pixels the byte that has those of this part in `depth` bits each, one of which is set."""
    each = 8 // depth
    first = 7 - part * each
    return bytes(
        sum((byte >> first - pixel & 1) << depth * (each - 1 - pixel) + bit for pixel in range(each))
        for byte in range(256)
    )


def _written(pixels: bytes, width: int, height: int, form: str) -> bytes:
    return Image.frombuffer("P", (width, height), pixels, "raw", "P", 0, 1).tobytes("raw", form)


def _without_filler(data: bytes, stride: int, mask: int) -> bytes:
    """Each row's last byte, of `stride`, with only the bits of the mask."""
    rows = bytearray(data)
    rows[stride - 1 :: stride] = bytes(byte & mask for byte in rows[stride - 1 :: stride])
    return bytes(rows)


@lru_cache(maxsize=_FEW)
def _table(ink: int) -> bytes:
    """For each byte of four pixels, the four bits that say which are of this ink."""
    return bytes(sum((four >> 2 * place & 3 == ink) << place for place in range(4)) for four in range(256))
