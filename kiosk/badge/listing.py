"""Draws a list of people on sheets of paper: a head on every page, a box to tick beside every name, page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import ImageDraw

from kiosk.badge.drawing import Drawing
from kiosk.badge.fitting import LINE, fitted, steady
from kiosk.badge.roll import Paper
from kiosk.badge.template import Box, Weight
from kiosk.badge.typefaces import ASCENT, Typefaces

MARGIN, HEAD, ROW, FOOT = 16.0, 30.0, 10.0, 10.0
"""In millimetres: around all, the head of a page with that of its columns, a line of the list, the foot."""
_TICK, _GAP = 4.2, 3.0
_SHARES = (0.28, 0.2, 0.2, 0.12, 0.2)
_RULE, _HAIR = 0.5, 0.15
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class Listing:
    """`heads` and each of `rows` are the five columns' texts: who, from where, to whom, since when, where."""

    title: str
    over: str
    under: str
    stamp: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def draw_listing(listing: Listing, language: str, paper: Paper) -> list[Drawing]:
    """The pages, upright; one at least."""
    fitting = int((paper.height - 2 * MARGIN - HEAD - FOOT) // ROW)
    rows = listing.rows
    pages = [rows[at : at + fitting] for at in range(0, len(rows), fitting)] or [()]
    return [_Page(language, paper).drawn(listing, page, at, len(pages)) for at, page in enumerate(pages, 1)]


class _Page:
    def __init__(self, language: str, paper: Paper) -> None:
        self._paper = paper
        self._faces = Typefaces(language)
        self._image = paper.blank()
        self._canvas = ImageDraw.Draw(self._image)
        self._across = paper.width - 2 * MARGIN

    def drawn(self, listing: Listing, rows: Sequence[tuple[str, ...]], number: int, count: int) -> Drawing:
        """The whole page, in black and white."""
        self._text(listing.over, Box(MARGIN, MARGIN, self._across, 5), "regular", 3.6)
        self._text(listing.title, Box(MARGIN, MARGIN + 5, self._across, 9), "semibold", 7)
        self._text(listing.under, Box(MARGIN, MARGIN + 14.5, self._across, 5), "regular", 3.6)
        top = MARGIN + HEAD
        self._row(listing.heads, top - 8, 6.5, "semibold", 2.9)
        self._line(top, _RULE)
        for row in rows:
            self._tick(top)
            self._row(row, top + 0.7, ROW - 1.4, "regular", 3.4)
            top += ROW
            self._line(top, _HAIR)
        foot = self._paper.height - MARGIN - 5
        self._text(listing.stamp, Box(MARGIN, foot, 0.7 * self._across, 5), "regular", 2.9)
        self._text(
            f"{number} / {count}",
            Box(MARGIN + 0.8 * self._across, foot, 0.2 * self._across, 5),
            "regular",
            2.9,
            end=True,
        )
        return self._paper.drawn(self._image)

    def _row(self, texts: Sequence[str], top: float, height: float, weight: Weight, size: float) -> None:
        left = MARGIN + _TICK + _GAP
        wide = self._across - _TICK - _GAP
        for at, (text, share) in enumerate(zip(texts, _SHARES, strict=True)):
            strong: Weight = "semibold" if at == 0 else weight
            self._text(text, Box(left, top, share * wide - _GAP, height), strong, size)
            left += share * wide

    def _text(self, text: str, box: Box, weight: Weight, size: float, *, end: bool = False) -> None:
        """The whole of a text in its box, smaller and in two lines where it must be."""
        shown = steady(text)
        if not shown:
            return
        dots, em = self._paper.dots, self._paper.dots(size)

        def width(part: str, part_em: float) -> float:
            return self._faces.width(part, weight, part_em)

        space = (dots(box.width), dots(box.height))
        found = fitted(shown, space, em, 0.75 * em, _MOST_LINES, width)
        baseline = dots(box.top) + 0.5 * (space[1] - found.height) + ASCENT * found.size
        for line in found.lines:
            free = space[0] - width(line, found.size) if end else 0.0
            self._faces.draw(self._canvas, (dots(box.left) + free, baseline), line, weight, found.size)
            baseline += LINE * found.size

    def _tick(self, top: float) -> None:
        dots, above = self._paper.dots, top + 0.5 * (ROW - _TICK)
        corners = (dots(MARGIN), dots(above), dots(MARGIN + _TICK), dots(above + _TICK))
        self._canvas.rectangle(corners, outline=0, width=max(1, round(dots(0.3))))

    def _line(self, y: float, thick: float) -> None:
        dots = self._paper.dots
        self._canvas.line(
            (dots(MARGIN), dots(y), dots(MARGIN + self._across), dots(y)), fill=0, width=max(1, round(dots(thick)))
        )
