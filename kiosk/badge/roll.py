"""Draws the list of who is in on as many labels as it takes: black on white, each line as long as the label is wide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from kiosk.badge.drawing import MM_PER_INCH, WHITE, Drawing, sharp
from kiosk.badge.fitting import steady
from kiosk.badge.template import Weight
from kiosk.badge.typefaces import Typefaces

MARGIN, TITLE, ROW = 4.0, 8.0, 9.0
"""In millimetres: around the list, the height of its title, and that of a visitor with what is told of them."""
_NAME, _DETAIL, _HEAD = 3.6, 2.7, 4.2
_ELLIPSIS = "\u2026"


@dataclass(frozen=True, slots=True)
class Line:
    """A visitor on the list: who, and what is told of them."""

    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One label, in millimetres, at `dpi` dots to an inch."""

    width: float
    height: float
    dpi: int

    @property
    def rows(self) -> int:
        """How many visitors fit."""
        return max(1, int((self.height - 2 * MARGIN - TITLE) // ROW))

    def dots(self, length: float) -> float:
        """A length in dots."""
        return length * self.dpi / MM_PER_INCH

    def blank(self) -> Image.Image:
        """The white paper, to be drawn on in greys."""
        return Image.new("L", (round(self.dots(self.width)), round(self.dots(self.height))), WHITE)

    def drawn(self, image: Image.Image) -> Drawing:
        """What was drawn on it, in black and white."""
        return Drawing(sharp(image), self.dpi, (self.width, self.height))


def draw_roll(title: str, lines: Sequence[Line], language: str, paper: Paper) -> list[Drawing]:
    """The list on labels, each with the title, and its number where there are several; at least one label."""
    pages = [lines[at : at + paper.rows] for at in range(0, len(lines), paper.rows)] or [()]
    faces = Typefaces(language)
    numbers = [f" {at}/{len(pages)}" if len(pages) > 1 else "" for at in range(1, len(pages) + 1)]
    return [_page(title + number, page, faces, paper) for number, page in zip(numbers, pages, strict=True)]


def _page(title: str, lines: Sequence[Line], faces: Typefaces, paper: Paper) -> Drawing:
    image = paper.blank()
    canvas = ImageDraw.Draw(image)
    _write(canvas, title, "semibold", _HEAD, MARGIN + _HEAD, faces, paper)
    for row, line in enumerate(lines):
        top = MARGIN + TITLE + row * ROW
        _write(canvas, line.name, "semibold", _NAME, top + _NAME, faces, paper)
        _write(canvas, line.detail, "regular", _DETAIL, top + _NAME + 1.3 * _DETAIL, faces, paper)
    return paper.drawn(image)


def _write(
    canvas: ImageDraw.ImageDraw, text: str, weight: Weight, size: float, baseline: float, faces: Typefaces, paper: Paper
) -> None:
    em = paper.dots(size)
    room = paper.dots(paper.width - 2 * MARGIN)
    shown = _cut(steady(text), room, lambda part: faces.width(part, weight, em))
    if shown:
        faces.draw(canvas, (paper.dots(MARGIN), paper.dots(baseline)), shown, weight, em)


def _cut(text: str, room: float, width: Callable[[str], float]) -> str:
    """As much of the text as there is room for."""
    if width(text) <= room:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if width(text[:middle].rstrip() + _ELLIPSIS) <= room:
            least = middle
        else:
            most = middle - 1
    return text[:least].rstrip() + _ELLIPSIS
