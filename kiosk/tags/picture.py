"""A sign as a person sees it: one ink a pixel. Knows no gateway, no byte order and no packing."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple, assert_never

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


@dataclass(frozen=True, slots=True)
class Picture:
    """`pixels` row by row from the top left, one byte each: the index of the ink in `palette.inks`."""

    width: int
    height: int
    palette: Palette
    pixels: bytes

    def __post_init__(self) -> None:
        if len(self.pixels) != self.width * self.height:
            message = f"{len(self.pixels)} pixels do not fill {self.width} × {self.height}"
            raise ValueError(message)


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
