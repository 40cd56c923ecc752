"""A sign as a person sees it: one ink a pixel. Knows no gateway, no byte order and no packing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple, assert_never

from kiosk.tags import bits

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

    @property
    def depth(self) -> int:
        """How many bits an index takes: 1, 2 or 4."""
        return {2: 1, 3: 2, 4: 2}.get(len(self.inks), 4)


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
            self._pixels = bits.unpacked(self.packed(), self.width, self.height, self.palette.depth)
        return self._pixels

    def packed(self) -> bytes:
        """The same in `palette.depth` bits each, the leftmost the highest, each row filled up to whole bytes by 0."""
        if self._pixels is None:
            inks = {ink: plane for ink, plane in self._planes.items() if ink != 1}
            return bits.packed_planes(inks, self.width, self.palette.depth)
        return bits.packed(self._pixels, self.width, self.height, self.palette.depth)

    def plane(self, ink: int) -> bytes:
        """Where an ink is: a bit a pixel, the leftmost the highest of its byte, each row filled up to whole bytes by 0.

        Kept once made. A picture that was drawn has them ready: then this costs nothing, where `pixels` costs
        milliseconds. White (1) is what no other ink covers.
        """
        if ink not in self._planes:
            if ink == 1 and self._pixels is None:
                self._planes[ink] = bits.bare(self._planes, self.width)
            else:
                self._planes[ink] = bits.plane(self.pixels, self.width, self.height, ink, len(self.palette.inks))
        return self._planes[ink]

    def turned_round(self) -> "Picture":
        """By 180 degrees."""
        pixels = self._pixels and self._pixels[::-1]
        planes = {ink: bits.upside_down(plane, self.width) for ink, plane in self._planes.items()}
        return Picture(self.width, self.height, self.palette, pixels, planes)

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


def rotated(picture: Picture, rotation: Rotation) -> Picture:
    """The picture turned clockwise by so many degrees, as the memory of a panel that is mounted turned wants it."""
    match rotation:
        case 0:
            return picture
        case 180:
            return picture.turned_round()
        case 90:
            columns = range(picture.width)
        case 270:
            columns = range(picture.width - 1, -1, -1)
        case other:
            assert_never(other)
    width, height, pixels = picture.width, picture.height, picture.pixels
    last = (height - 1) * width
    up = [pixels[last + x :: -width] if rotation == 90 else pixels[x::width] for x in columns]  # noqa: PLR2004 - degrees
    return Picture(height, width, picture.palette, b"".join(up))
