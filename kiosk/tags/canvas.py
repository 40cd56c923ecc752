"""A sign while it is drawn: a plane of bits for each ink. Knows no text and no room."""

from collections.abc import Iterable
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
        self._planes: dict[int, bytearray] = {}

    def copy(self) -> Self:
        """One of its own with the same on it."""
        other = copy(self)
        other._planes = {ink: plane[:] for ink, plane in self._planes.items()}  # noqa: SLF001 - of the same class
        return other

    def stamp(self, mask: Mask, x: int, y: int, ink: int) -> None:
        """Paint a mask with its top left pixel at this point; its columns must lie within the canvas."""
        bits, rows = mask.bits >> x if x >= 0 else mask.bits << -x, mask.rows
        if (below := y + rows - self.height) > 0:
            bits, rows = bits >> below * self.stride, rows - below
        if y < 0:
            rows += y
            bits &= (1 << max(0, rows) * self.stride) - 1
        if rows > 0:
            self._paint(bits.to_bytes(rows * self.stride // 8, "big"), max(0, y), ink)

    def fill(self, x: int, y: int, width: int, height: int, ink: int) -> None:
        """Paint a rectangle, cut to the canvas."""
        left, top = max(0, x), max(0, y)
        right, bottom = min(self.width, x + width), min(self.height, y + height)
        if right > left and bottom > top:
            self._paint(_row(left, right, self.stride) * (bottom - top), top, ink)

    def bars(self, y: int, height: int, spans: Iterable[tuple[int, int]], ink: int) -> None:
        """Paint upright bars, each from a left column to a right one, all in the same rows."""
        row = 0
        for left, right in spans:
            row |= ((1 << max(0, right - left)) - 1) << (self.stride - right)
        self._paint(row.to_bytes(self.stride // 8, "big") * height, y, ink)

    def _paint(self, shape: bytes, top: int, ink: int) -> None:
        """Paint whole rows of bits: to the ink's own plane, and away from all others."""
        first = top * self.stride // 8
        rows = slice(first, first + len(shape))
        if ink not in self._planes and ink != WHITE:
            self._planes[ink] = bytearray(self.height * self.stride // 8)
        for index, plane in self._planes.items():
            there = plane[rows]
            if there == bytes(len(shape)):
                if index == ink:
                    plane[rows] = shape
                continue
            bits, painted = int.from_bytes(there, "big"), int.from_bytes(shape, "big")
            bits = bits | painted if index == ink else bits & ~painted
            plane[rows] = bits.to_bytes(len(shape), "big")

    def picture(self) -> Picture:
        """What was drawn."""
        none = bytes(self.height * self.stride // 8)
        inks = [index for index in range(len(self.palette.inks)) if index != WHITE]
        planes = {index: bytes(self._planes[index]) if index in self._planes else none for index in inks}
        return of_planes(self.width, self.height, self.palette, planes)


@lru_cache(maxsize=4096)
def _row(left: int, right: int, stride: int) -> bytes:
    return (((1 << (right - left)) - 1) << (stride - right)).to_bytes(stride // 8, "big")
