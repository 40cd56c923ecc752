"""Where the modules of a code lie: what each version has fixed, where its data go, and its masks. Knows no link.

Modules are bits of one number, row after row from the top, the leftmost the highest; after each row stands a bit that
is none, so that nothing reaches from one row into the next.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from kiosk.lean import importing_without

MASKS = 8
Grid = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Frame:
    """One version at one level, `side` modules wide.

    `order` puts binary digits, with a 0 more at their end for all that is no data, into the order of the modules.
    `inside` has every module, `masks` what each mask turns over, `bare` what is dark before the format is written, and
    `fixed` what is dark with each mask's format.
    """

    side: int
    order: Callable[[str], tuple[str, ...]]
    inside: int
    masks: tuple[int, ...]
    bare: int
    fixed: tuple[int, ...]

    @property
    def stride(self) -> int:
        """From a module to the one below it."""
        return self.side + 1


@lru_cache(maxsize=80)
def frame_of(version: int, level: int) -> Frame:
    """The library's own patterns, for as long as the program runs; `level` is its number for one."""
    with importing_without("PIL"):
        from qrcode.util import mask_func  # type: ignore[import-untyped]  # noqa: PLC0415 - only where codes are drawn
    bare = _patterns(version, level, 0, test=True)
    side = len(bare)
    places = list(_places(bare))
    turned = [_bits(_turned(places, side, mask_func(mask))) for mask in range(MASKS)]
    return Frame(
        side,
        _order(places, side),
        _bits([[True] * side for _ in range(side)]),
        tuple(turned),
        _bits(bare),
        tuple(_bits(_patterns(version, level, mask, test=False)) for mask in range(MASKS)),
    )


def _patterns(version: int, level: int, mask: int, *, test: bool) -> Grid:
    """All that is no data; None where data go. `test`: the format is light, as it is while masks are judged."""
    with importing_without("PIL"):
        import qrcode  # type: ignore[import-untyped]  # noqa: PLC0415 - only where codes are drawn
    made = qrcode.QRCode(version, level)
    made.modules_count = side = 17 + 4 * version
    made.modules = [[None] * side for _ in range(side)]
    for row, column in ((0, 0), (side - 7, 0), (0, side - 7)):
        made.setup_position_probe_pattern(row, column)
    made.setup_position_adjust_pattern()
    made.setup_timing_pattern()
    made.setup_type_info(test, mask)
    if version >= 7:  # noqa: PLR2004 - from here on the standard has the version written in the code
        made.setup_type_number(test)
    grid: Grid = made.modules
    return grid


def _places(bare: Grid) -> Iterator[tuple[int, int]]:
    """The rows and columns of the data, in their order: pairs of columns from the right, up and down in turn."""
    side, up = len(bare), True
    for right in range(side - 1, 0, -2):
        pair = (right, right - 1) if right > 6 else (right - 1, right - 2)  # noqa: PLR2004 - the column of the timing
        for row in range(side - 1, -1, -1) if up else range(side):
            yield from ((row, column) for column in pair if bare[row][column] is None)
        up = not up


def _order(places: list[tuple[int, int]], side: int) -> Callable[[str], tuple[str, ...]]:
    from_digit = [-1] * (side * (side + 1))
    for digit, (row, column) in enumerate(places):
        from_digit[row * (side + 1) + column] = digit
    return itemgetter(*from_digit)


def _turned(places: list[tuple[int, int]], side: int, turns: Callable[[int, int], bool]) -> Grid:
    grid: Grid = [[False] * side for _ in range(side)]
    for row, column in places:
        grid[row][column] = turns(row, column)
    return grid


def _bits(grid: Grid) -> int:
    return int("".join("".join("1" if dark else "0" for dark in row) + "0" for row in grid), 2)
