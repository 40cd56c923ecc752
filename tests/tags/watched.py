"""A canvas that sees letters cut off at an edge, or painted over by what comes later."""

from collections.abc import Iterable
from typing import Self

from kiosk.tags.canvas import WHITE, Canvas, Mask
from kiosk.tags.picture import Palette


class Watched(Canvas):
    """`faults` are what went wrong, in words. What is stamped is meant to be seen; what is filled is ground."""

    def __init__(self, width: int, height: int, palette: Palette) -> None:
        super().__init__(width, height, palette)
        self.stamped = 0
        self.faults: list[str] = []

    def copy(self) -> Self:
        other = super().copy()
        other.faults = list(self.faults)
        return other

    def stamp(self, mask: Mask, x: int, y: int, ink: int) -> None:
        super().stamp(mask, x, y, ink)
        if not mask.bits:
            return
        left, right, top, bottom = _reach(mask, self.stride)
        if x + left < 0 or y + top < 0 or x + right > self.width or y + bottom > self.height:
            self.faults.append(f"cut off at {x + left}–{x + right} × {y + top}–{y + bottom}")
            return
        shift = (self.height - y - mask.rows) * self.stride - x
        bits = mask.bits << shift if shift >= 0 else mask.bits >> -shift
        self._note(bits, f"on another at {x + left}–{x + right} × {y + top}–{y + bottom}")
        self.stamped |= bits

    def fill(self, x: int, y: int, width: int, height: int, ink: int) -> None:
        super().fill(x, y, width, height, ink)
        left, right = max(0, x), min(self.width, x + width)
        top, bottom = max(0, y), min(self.height, y + height)
        row = ((1 << (right - left)) - 1) << (self.stride - right)
        block = row.to_bytes(self.stride // 8, "big") * (bottom - top)
        bits = int.from_bytes(block, "big") << (self.height - bottom) * self.stride
        self._note(bits, f"filled over at {x} × {y}")

    def tile(self, rows: Iterable[bytes], x: int, y: int, ink: int) -> None:
        lines = list(rows)
        blank = self.picture().pixels
        for number, row in enumerate(lines):
            first = (y + number) * self.width + x
            there = blank[first : min(first + 8 * len(row), (y + number + 1) * self.width)]
            if set(there) != {WHITE}:
                self.faults.append(f"a code over something at {x} × {y + number}")
                break
        super().tile(lines, x, y, ink)

    def _note(self, bits: int, fault: str) -> None:
        if bits & self.stamped:
            self.faults.append(fault)


def _reach(mask: Mask, stride: int) -> tuple[int, int, int, int]:
    """The first and the last column and row of a mask with ink, the last ones exclusive."""
    top = mask.rows + (-mask.bits.bit_length() // stride)
    bottom = mask.rows - ((mask.bits & -mask.bits).bit_length() - 1) // stride
    data, every = mask.bits.to_bytes(stride // 8 * mask.rows, "big"), 0
    for row in range(top, bottom):
        every |= int.from_bytes(data[row * stride // 8 : (row + 1) * stride // 8], "big")
    last = stride - ((every & -every).bit_length() - 1)
    return stride - every.bit_length(), last, top, bottom
