"""A code's bytes: what it says, filled up, and what mends it, in the order in which they are laid. Knows no modules.

By the standard (ISO/IEC 18004), with tables of the library's; here each byte takes one step of whole numbers.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, zip_longest
from typing import Any

from kiosk.lean import importing_without

_DIGITS, _CAPITALS = 1, 2
_CAPITAL_LETTERS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_DIGIT_BITS = (0, 4, 7, 10)
_FILL = 0xEC, 0x11
_FIELD, _BYTES = 0x11D, 256


def codewords(version: int, level: int, chunks: Iterable[Any]) -> bytes:
    """All bytes of the smallest code's `version`; `level` is the library's number for one, and `chunks` are its own."""
    with importing_without("PIL"):
        from qrcode.base import rs_blocks  # type: ignore[import-untyped]  # noqa: PLC0415 - only where codes are drawn
        from qrcode.util import length_in_bits  # type: ignore[import-untyped]  # noqa: PLC0415
    blocks = [(block.data_count, block.total_count - block.data_count) for block in rs_blocks(version, level)]
    parts = [(one.mode, len(one), length_in_bits(one.mode, version), bytes(one.data)) for one in chunks]
    bits = "".join([f"{mode:04b}{length:0{size}b}{_bits(mode, data)}" for mode, length, size, data in parts])
    told, start, pieces = _filled(bits, sum(count for count, _ in blocks)), 0, list[bytes]()
    for count, _ in blocks:
        pieces.append(told[start : start + count])
        start += count
    mending = [_mending(piece, count) for piece, (_, count) in zip(pieces, blocks, strict=True)]
    return _in_turn(pieces) + _in_turn(mending)


def _bits(mode: int, data: bytes) -> str:
    if mode == _DIGITS:
        return "".join([f"{int(part):0{_DIGIT_BITS[len(part)]}b}" for part in _parts(data, 3)])
    if mode == _CAPITALS:
        return "".join([_capitals(part) for part in _parts(data, 2)])
    return "".join([f"{byte:08b}" for byte in data])


def _parts(data: bytes, length: int) -> list[bytes]:
    return [data[start : start + length] for start in range(0, len(data), length)]


def _capitals(part: bytes) -> str:
    first, *second = [_CAPITAL_LETTERS.index(byte) for byte in part]
    return f"{first * 45 + second[0]:011b}" if second else f"{first:06b}"


def _filled(bits: str, count: int) -> bytes:
    """So many bytes: what is told, up to four zeros, zeros up to the byte, and filling in turn."""
    ended = bits + "0" * min(4, 8 * count - len(bits))
    told = int(ended.ljust(-(-len(ended) // 8) * 8, "0"), 2).to_bytes(-(-len(ended) // 8), "big")
    return told + bytes(_FILL[at % 2] for at in range(count - len(told)))


def _in_turn(blocks: Sequence[bytes]) -> bytes:
    """The first byte of each block, then the second of each; a block may be shorter than the others."""
    return bytes([byte for byte in chain.from_iterable(zip_longest(*blocks)) if byte is not None])


def _mending(data: bytes, count: int) -> bytes:
    """The remainder of the data, as a polynomial over the field of 256 numbers, by the generator of this degree."""
    products, top, whole = _products(count), 8 * (count - 1), (1 << 8 * count) - 1
    rest = 0
    for byte in data:
        rest = (rest << 8 & whole) ^ products[rest >> top ^ byte]
    return rest.to_bytes(count, "big")


@lru_cache(maxsize=64)
def _products(count: int) -> tuple[int, ...]:
    """The generator without its first coefficient, which is 1, times each number of the field, as one whole number."""
    powers = [1]
    while len(powers) < _BYTES - 1:
        doubled = powers[-1] << 1
        powers.append(doubled ^ _FIELD if doubled >= _BYTES else doubled)
    logs = {power: at for at, power in enumerate(powers)}

    def times(one: int, other: int) -> int:
        return powers[(logs[one] + logs[other]) % (_BYTES - 1)] if one and other else 0

    generator = [1]
    for at in range(count):
        shifted, scaled = [*generator, 0], [0, *(times(one, powers[at]) for one in generator)]
        generator = [one ^ other for one, other in zip(shifted, scaled, strict=True)]
    return tuple(int.from_bytes(bytes(times(one, factor) for one in generator[1:]), "big") for factor in range(_BYTES))
