"""Pixels packed into bytes and planes of bits, the leftmost in the highest, rows filled up to a byte by 0. Fast."""

from functools import lru_cache

from PIL import Image

_FEW = 4
_TURNED = bytes(255 - byte for byte in range(256))


def pairs(pixels: bytes, width: int, height: int) -> bytes:
    """Two bits a pixel, for indices below four."""
    return _packed(pixels, width, height, "P;2")


def nibbles(pixels: bytes, width: int, height: int) -> bytes:
    """Four bits a pixel, for indices below sixteen."""
    return _packed(pixels, width, height, "P;4")


def plane(pixels: bytes, width: int, height: int, ink: int, inks: int) -> bytes:
    """One bit a pixel: whether it is this ink, of a palette of so many.

    Four pixels become a nibble by a table, and two nibbles a byte: several times as fast as one bit at a time.
    """
    if inks > _FEW:
        pixels, ink = pixels.translate(bytes(index == ink for index in range(256))), 1
    across = -(-width // 4)
    nibble_each = pairs(pixels, width, height).translate(_table(ink))
    if ink == 0 and width % 4:
        nibble_each = _without_filler(nibble_each, across, 0b1111 << -width % 4 & 0b1111)
    return _packed(nibble_each, across, height, "P;4")


def turned(bits: bytes, width: int) -> bytes:
    """The same plane with 0 for 1 and 1 for 0, but for what fills up the rows."""
    if not width % 8:
        return bits.translate(_TURNED)
    return _without_filler(bits.translate(_TURNED), -(-width // 8), 0xFF << -width % 8 & 0xFF)


def _packed(pixels: bytes, width: int, height: int, form: str) -> bytes:
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
