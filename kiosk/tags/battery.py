"""How full a tag's battery is: as its gateway tells it, else guessed by its voltage. Knows no tag."""

from collections.abc import Sequence
from enum import Enum

LOW_PERCENT = 20


class Cell(Enum):
    """What a tag runs on."""

    COIN = "coin"
    LITHIUM_ION = "lithium-ion"


_PERCENT_AT: dict[Cell, Sequence[tuple[int, int]]] = {
    # An OpenEPaperLink access point counts a tag below 2.4 V as low.
    Cell.COIN: ((2250, 0), (2400, 20), (3000, 100)),
    Cell.LITHIUM_ION: ((3000, 0), (3350, 5), (3550, 20), (3790, 50), (3980, 75), (4200, 100)),
}


def cell_of(kind: str) -> Cell:
    """What the tags of a kind of gateway run on: the devices that fetch their sign are charged, the others are not."""
    return Cell.LITHIUM_ION if kind == "trmnl" else Cell.COIN


def percent_of(told: int | None, millivolts: int | None, cell: Cell) -> int | None:
    """From 0 to 100: what was told, else a guess by the voltage at rest; None where neither is known."""
    if told is not None:
        return min(100, max(0, told))
    return None if millivolts is None else _guessed(millivolts, _PERCENT_AT[cell])


def is_low(percent: int | None) -> bool:
    """Whether somebody should see to it; what is not known is not low."""
    return percent is not None and percent < LOW_PERCENT


def _guessed(millivolts: int, points: Sequence[tuple[int, int]]) -> int:
    low, percent = points[0]
    if millivolts <= low:
        return percent
    for high, more in points[1:]:
        if millivolts < high:
            return percent + (more - percent) * (millivolts - low) // (high - low)
        low, percent = high, more
    return percent
