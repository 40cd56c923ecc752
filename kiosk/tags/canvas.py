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
            self._paint(bits, max(0, y), rows, ink)

    def fill(self, x: int, y: int, width: int, height: int, ink: int) -> None:
        """Paint a rectangle, cut to the canvas."""
        left, top = max(0, x), max(0, y)
        right, bottom = min(self.width, x + width), min(self.height, y + height)
        if right > left and bottom > top:
            self._paint(_block(left, right, bottom - top, self.stride), top, bottom - top, ink)

    def bars(self, y: int, height: int, spans: Iterable[tuple[int, int]], ink: int) -> None:
        """Paint upright bars, each from a left column to a right one, all in the same rows."""
        row = 0
        for left, right in spans:
            row |= ((1 << max(0, right - left)) - 1) << (self.stride - right)
        block = row.to_bytes(self.stride // 8, "big") * height
        self._paint(int.from_bytes(block, "big"), y, height, ink)

    def tile(self, rows: Iterable[bytes], x: int, y: int, ink: int) -> None:
        """Paint rows of whole bytes, from a column that is a multiple of 8; all of it must be white before."""
        plane, step = self._plane(ink), self.stride // 8
        at = y * step + x // 8
        for row in rows:
            plane[at : at + len(row)] = row
            at += step

    def _paint(self, bits: int, top: int, count: int, ink: int) -> None:
        """Paint whole rows of bits: to the ink's own plane, and away from all others."""
        first, length = top * self.stride // 8, count * self.stride // 8
        rows = slice(first, first + length)
        if ink != WHITE:
            self._plane(ink)
        for index, plane in self._planes.items():
            there = plane[rows]
            if there == bytes(length):
                if index == ink:
                    plane[rows] = bits.to_bytes(length, "big")
                continue
            before = int.from_bytes(there, "big")
            plane[rows] = (before | bits if index == ink else before & ~bits).to_bytes(length, "big")

    def _plane(self, ink: int) -> bytearray:
        if ink not in self._planes:
            self._planes[ink] = bytearray(self.height * self.stride // 8)
        return self._planes[ink]

    def picture(self) -> Picture:
        """What was drawn."""
        none = bytes(self.height * self.stride // 8)
        inks = [index for index in range(len(self.palette.inks)) if index != WHITE]
        planes = {index: bytes(self._planes[index]) if index in self._planes else none for index in inks}
        return of_planes(self.width, self.height, self.palette, planes)


@lru_cache(maxsize=512)
def _block(left: int, right: int, count: int, stride: int) -> int:
    """So many rows with a bar from a left column to a right one."""
    row = ((1 << (right - left)) - 1) << (stride - right)
    return int.from_bytes(row.to_bytes(stride // 8, "big") * count, "big")
