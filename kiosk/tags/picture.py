"""A sign as a person sees it: one ink a pixel. Knows no gateway, no byte order and no packing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple, assert_never

from kiosk.tags.bits import plane as packed

Rotation = Literal[0, 90, 180, 270]


class Ink(NamedTuple):
    """One colour that a panel can show; `rgb` is how it stands in files, not how it looks on the panel."""

    name: str
    rgb: tuple[int, int, int]


BLACK = Ink("black", (0x00, 0x00, 0x00))
WHITE = Ink("white", (0xFF, 0xFF, 0xFF))
RED = Ink("red", (0xFF, 0x00, 0x00))
YELLOW = Ink("yellow", (0xFF, 0xFF, 0x00))
GREEN = Ink("green", (0x00, 0xFF, 0x00))
BLUE = Ink("blue", (0x00, 0x00, 0xFF))
ORANGE = Ink("orange", (0xFF, 0x80, 0x00))


class Palette(StrEnum):
    """The inks of a panel, by the names that the config uses."""

    BW = "bw"
    BWR = "bwr"
    BWY = "bwy"
    BWRY = "bwry"
    SPECTRA6 = "spectra6"
    ACEP7 = "acep7"

    @property
    def inks(self) -> tuple[Ink, ...]:
        """The inks in the order of their index: black is 0 and white 1 in each palette."""
        return _INKS[self]


_INKS: dict[Palette, tuple[Ink, ...]] = {
    Palette.BW: (BLACK, WHITE),
    Palette.BWR: (BLACK, WHITE, RED),
    Palette.BWY: (BLACK, WHITE, YELLOW),
    Palette.BWRY: (BLACK, WHITE, RED, YELLOW),
    Palette.SPECTRA6: (BLACK, WHITE, RED, YELLOW, GREEN, BLUE),
    Palette.ACEP7: (BLACK, WHITE, RED, YELLOW, GREEN, BLUE, ORANGE),
}


class Picture:
    """`pixels` row by row from the top left, one byte each: the index of the ink in `palette.inks`.

    The same picture may be kept as planes, from which the bytes of most panels are made much faster: see `plane`.
    """

    __slots__ = ("_pixels", "_planes", "height", "palette", "width")

    def __init__(
        self, width: int, height: int, palette: Palette, pixels: bytes | None, planes: Mapping[int, bytes] | None = None
    ) -> None:
        if pixels is not None and len(pixels) != width * height:
            message = f"{len(pixels)} pixels do not fill {width} × {height}"
            raise ValueError(message)
        self.width, self.height, self.palette = width, height, palette
        self._pixels, self._planes = pixels, dict(planes or {})

    @property
    def pixels(self) -> bytes:
        """Row by row from the top left, one byte each."""
        if self._pixels is None:
            self._pixels = _pixels(self._planes, self.width, self.height)
        return self._pixels

    def plane(self, ink: int) -> bytes:
        """Where an ink is: a bit a pixel, the leftmost the highest of its byte, each row filled up to whole bytes by 0.

        Kept once made. A picture that was drawn has them ready: then this costs nothing, where `pixels` costs
        milliseconds. White (1) is what no other ink covers.
        """
        if ink not in self._planes:
            if ink == 1 and self._pixels is None:
                self._planes[ink] = self._white()
            else:
                self._planes[ink] = packed(self.pixels, self.width, self.height, ink, len(self.palette.inks))
        return self._planes[ink]

    def _white(self) -> bytes:
        stride = -(-self.width // 8)
        row = ((1 << self.width) - 1) << (8 * stride - self.width)
        rest = int.from_bytes(row.to_bytes(stride, "big") * self.height, "big")
        for ink in range(len(self.palette.inks)):
            if ink != 1:
                rest &= ~int.from_bytes(self._planes[ink], "big")
        return rest.to_bytes(stride * self.height, "big")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Picture({self.width}, {self.height}, {self.palette!r})"

    def _key(self) -> tuple[int, int, Palette, bytes]:
        return self.width, self.height, self.palette, self.pixels


def of_planes(width: int, height: int, palette: Palette, planes: Mapping[int, bytes]) -> Picture:
    """A picture by where its inks are, as `Picture.plane` says it: all but white, and none over another."""
    size = -(-width // 8) * height
    if set(planes) != set(range(len(palette.inks))) - {1} or any(len(plane) != size for plane in planes.values()):
        message = f"the planes do not fit {width} × {height} in {palette.value}"
        raise ValueError(message)
    return Picture(width, height, palette, None, planes)


def _pixels(planes: Mapping[int, bytes], width: int, height: int) -> bytes:
    """Bytes from bits: a plane's binary digits are read as hexadecimal ones, so that a pixel has a digit of its own."""
    stride = -(-width // 8)
    count = 8 * stride * height
    total = int("1" * count, 16)
    for ink, plane in planes.items():
        if ink != 1:
            total += (ink - 1) * int(f"{int.from_bytes(plane, 'big'):b}", 16)
    pixels = f"{total:0{count}x}".encode().translate(_FROM_HEX)
    if width % 8:
        return b"".join([pixels[start : start + width] for start in range(0, count, 8 * stride)])
    return pixels


_FROM_HEX = bytes(int(chr(code), 16) if chr(code) in "0123456789abcdef" else 0 for code in range(256))


def rotated(picture: Picture, rotation: Rotation) -> Picture:
    """The picture turned clockwise by so many degrees, as the memory of a panel that is mounted turned wants it."""
    width, height, pixels = picture.width, picture.height, picture.pixels
    match rotation:
        case 0:
            return picture
        case 90:
            last = (height - 1) * width
            turned = b"".join([pixels[last + x :: -width] for x in range(width)])
            return Picture(height, width, picture.palette, turned)
        case 180:
            return Picture(width, height, picture.palette, pixels[::-1])
        case 270:
            turned = b"".join([pixels[x::width] for x in range(width - 1, -1, -1)])
            return Picture(height, width, picture.palette, turned)
    assert_never(rotation)
