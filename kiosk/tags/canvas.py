"""A sign while it is drawn: one large number an ink, a bit a pixel. Knows no text and no room."""

from copy import copy
from functools import lru_cache
from typing import NamedTuple, Self

from kiosk.tags.picture import Palette, Picture, of_planes

BLACK, WHITE = 0, 1


class Mask(NamedTuple):
    """A shape of `rows` rows for canvases of one stride: bit 0 is the last pixel of the last row."""

    rows: int
    bits: int


def stride_of(width: int) -> int:
    """How many bits a row has, as rows are filled up to whole bytes."""
    return -(-width // 8) * 8


class Canvas:
    """White at first. What is painted later covers what was there; what lies beyond the edges is cut off."""

    def __init__(self, width: int, height: int, palette: Palette) -> None:
        self.width, self.height, self.palette = width, height, palette
        self.stride = stride_of(width)
        self._planes = [0] * len(palette.inks)

    def copy(self) -> Self:
        """One of its own with the same on it."""
        return copy(self)

    def mask(self, ink: int) -> Mask:
        """Where an ink is, to be stamped at the top left of a canvas of the same size."""
        return Mask(self.height, self._planes[ink])

    def stamp(self, mask: Mask, x: int, y: int, ink: int) -> None:
        """Paint a mask with its top left pixel at this point; its columns must lie within the canvas."""
        shift = (self.height - y - mask.rows) * self.stride - x
        bits = mask.bits << shift if shift >= 0 else mask.bits >> -shift
        if y < 0:
            bits &= (1 << (self.height * self.stride)) - 1
        self._paint(bits, ink)

    def fill(self, x: int, y: int, width: int, height: int, ink: int) -> None:
        """Paint a rectangle, cut to the canvas."""
        left, top = max(0, x), max(0, y)
        right, bottom = min(self.width, x + width), min(self.height, y + height)
        if right > left and bottom > top:
            self._paint(_rectangle(left, top, right, bottom, self.stride, self.height), ink)

    def _paint(self, bits: int, ink: int) -> None:
        self._planes = [
            0 if index == WHITE else plane | bits if index == ink else plane & ~bits if plane else 0
            for index, plane in enumerate(self._planes)
        ]

    def picture(self) -> Picture:
        """What was drawn."""
        size = self.stride // 8 * self.height
        planes = {index: plane.to_bytes(size, "big") for index, plane in enumerate(self._planes) if index != WHITE}
        return of_planes(self.width, self.height, self.palette, planes)


@lru_cache(maxsize=4096)
def _rectangle(left: int, top: int, right: int, bottom: int, stride: int, height: int) -> int:
    row = ((1 << (right - left)) - 1) << (stride - right)
    block = row.to_bytes(stride // 8, "big") * (bottom - top)
    return int.from_bytes(block, "big") << ((height - bottom) * stride)
