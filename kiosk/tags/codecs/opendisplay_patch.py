"""The part of a black-and-white panel that two signs differ in, as an OpenDisplay panel takes it. Knows no network."""

from typing import NamedTuple


class Patch(NamedTuple):
    """A rectangle in pixels, `x` and `width` multiples of 8; `data` has it as it was, then as it shall be."""

    x: int
    y: int
    width: int
    height: int
    data: bytes


def patch(before: bytes, after: bytes, width: int, *, whole: bool) -> Patch | None:
    """What changes from one plane to another, in the smallest rectangle, or in one over the `whole` panel.

    None where a rectangle cannot say it: the planes are the same, or differ in the last columns of a panel whose
    width is no multiple of 8.
    """
    stride = -(-width // 8)
    rows = range(0, len(after), stride)
    changed = [row for row in rows if before[row : row + stride] != after[row : row + stride]]
    if len(before) != len(after) or not changed:
        return None
    first, last = (0, stride) if whole else _columns(before, after, changed, stride)
    top, bottom = (0, len(after)) if whole else (changed[0], changed[-1] + stride)
    if last * 8 > width:
        return None
    data = b"".join(
        [plane[row + first : row + last] for plane in (before, after) for row in range(top, bottom, stride)]
    )
    return Patch(first * 8, top // stride, (last - first) * 8, (bottom - top) // stride, data)


def _columns(before: bytes, after: bytes, rows: list[int], stride: int) -> tuple[int, int]:
    """The first byte of a row in which any of these rows differ, and the one after the last."""
    both = 0
    for row in rows:
        both |= int.from_bytes(before[row : row + stride], "big") ^ int.from_bytes(after[row : row + stride], "big")
    lowest = ((both & -both).bit_length() - 1) // 8
    return stride - -(-both.bit_length() // 8), stride - lowest
