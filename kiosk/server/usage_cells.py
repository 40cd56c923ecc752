"""One resource's use of one day, and the use of many in bins of five minutes. Pure: knows no data file.

Days are those of UTC, counted from 1970, so that no clock change can move one.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kiosk.server.instants import DAY, MINUTE
from kiosk.server.usage import Span, merged

BIN: Final = 5 * MINUTE
BINS: Final = DAY // BIN
HOUSE: Final = -1  # the place that all resources belong to, also one without a floor
USED, BEGUN, CARRIED = 0, BINS, 2 * BINS  # where each of the three rows of a day's bins begins


@dataclass(frozen=True, slots=True)
class Cell:
    """A resource's spans of a day, cut to it, in milliseconds since its begin; `used` counts shared time once.

    Those that began before the day come first, `carried` in number; the others are in order.
    """

    spans: tuple[Span, ...]
    carried: int
    used: int

    @property
    def last(self) -> int:
        """When the last one ends."""
        return max(end for _, end in self.spans)


def days_of(start: int, end: int) -> range:
    """The days that `[start, end)` touches."""
    return range(start // DAY, (end - 1) // DAY + 1)


def cells_of(spans: Iterable[Span], days: range) -> dict[int, Cell]:
    """Those of `days` on which there are spans."""
    pieces: dict[int, list[tuple[bool, int, int]]] = {}
    for start, end in spans:
        for day in range(max(start // DAY, days.start), min((end - 1) // DAY + 1, days.stop)):
            begin = day * DAY
            piece = start >= begin, max(start - begin, 0), min(end - begin, DAY)
            pieces.setdefault(day, []).append(piece)
    return {day: _cell(sorted(found)) for day, found in pieces.items()}


def _cell(pieces: list[tuple[bool, int, int]]) -> Cell:
    spans = tuple((start, end) for _, start, end in pieces)
    carried = sum(not begun for begun, _, _ in pieces)
    return Cell(spans, carried, sum(end - start for start, end in merged(spans)))


def pack(spans: Iterable[Span]) -> bytes:
    """Spans of a day as the data file keeps them."""
    return array("i", [edge for span in spans for edge in span]).tobytes()


def unpack(packed: bytes) -> list[Span]:
    """The same spans again."""
    edges = array("i", packed)
    return list(zip(edges[::2], edges[1::2], strict=True))


def no_bins() -> list[int]:
    """A day without use: time used in each bin, then spans begun in each, then spans under way when each begins."""
    return [0] * (3 * BINS)


def pack_bins(bins: Iterable[int]) -> bytes:
    """Bins as the data file keeps them."""
    return array("q", bins).tobytes()


def unpack_bins(packed: bytes) -> list[int]:
    """The same bins again."""
    return array("q", packed).tolist()


def add_to(bins: list[int], cell: Cell, sign: int) -> None:
    """Count a cell in (`sign` 1), or take it out again (-1)."""
    for place, (start, end) in enumerate(cell.spans):
        first = start // BIN
        if place >= cell.carried:
            bins[BEGUN + first] += sign
            first += 1
        for one in range(CARRIED + first, CARRIED + (end - 1) // BIN + 1):
            bins[one] += sign
    for start, end in merged(cell.spans):
        first, last = start // BIN, (end - 1) // BIN
        bins[USED + first] += sign * (min(end, (first + 1) * BIN) - start)
        for one in range(USED + first + 1, USED + last):
            bins[one] += sign * BIN
        if last > first:
            bins[USED + last] += sign * (end - last * BIN)
