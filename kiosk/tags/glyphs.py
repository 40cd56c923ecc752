"""Lines of text as masks: each letter is drawn once and kept, in any script, without greys. Knows no sign."""

import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from kiosk.badge.coverage import covered
from kiosk.badge.typefaces import Typefaces, shapes_arabic
from kiosk.tags.canvas import Mask

_ABOVE, _BELOW = 1.15, 0.45  # of an em, the room that a letter with its marks may take
_HALF = 112
_LARGE = 40  # from here on letters are kerned; below, their widths in whole pixels matter more
_TURNING = frozenset({"R", "AL", "AN", "NSM", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"})
_SINGLE = ("Inter", "NotoSansCJK")
_CACHED = 4096


class Style(Enum):
    """Which face a line is set in: the weight for the font chain, and the Latin face that it stands for."""

    STATUS = ("semibold", "InterDisplay-SemiBold.ttf")
    STRONG = ("semibold", "Inter-SemiBold.ttf")
    TEXT = ("regular", "Inter-Medium.ttf")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: `mask` has `above` rows over the baseline; `width` is its advance in pixels.

    `top` and `bottom` are how far ink reaches over and under the baseline.
    """

    mask: Mask
    above: int
    width: int
    top: int
    bottom: int


class _Piece(NamedTuple):
    """A piece of a line in one font; `single` where its letters can be set one by one, `right` from the right."""

    text: str
    font: str
    right: int
    single: bool


class Pen:
    """Writes one language for canvases of one stride. What it has written it keeps, up to a limit."""

    def __init__(self, language: str, stride: int) -> None:
        self._faces, self._stride = Typefaces(language), stride
        self._latin = self._faces.runs("a", "regular")[0].font
        self._plain = _plain(self._latin)
        self.line = lru_cache(maxsize=256)(self._line)
        self.width = lru_cache(maxsize=_CACHED)(self._width)
        self._runs = lru_cache(maxsize=_CACHED)(self._runs_of)
        self._word = lru_cache(maxsize=512)(self._set)
        self._extent = lru_cache(maxsize=_CACHED)(self._measure)
        self._glyph = lru_cache(maxsize=_CACHED)(self._drawn)
        self._advance = lru_cache(maxsize=_CACHED)(_advance)
        self._kerning = lru_cache(maxsize=_CACHED)(_kerning)

    def _width(self, text: str, style: Style, size: int) -> int:
        """How many pixels the line is long, at `size` pixels an em."""
        return -int(-sum([self._length(run, size) for run in self._runs(text, style)]) // 1)

    def _line(self, text: str, style: Style, size: int) -> Line:
        """The line, which must not be wider than the stride."""
        x, bits = 0.0, 0
        for run in self._runs(text, style):
            if not run.single:
                bits |= self._glyph(run.text, run.font, size, run.right) >> round(x)
                x += self._advance(run.text, run.font, size, run.right)
            elif _kerned(run.font, size):
                x, bits = self._set(run.text, run.font, size, (x, bits))
            else:
                x, bits = self._join(run, size, x, bits)
        return _measured(bits, room_of(size)[1], -int(-x // 1), self._stride)

    def _join(self, run: _Piece, size: int, x: float, bits: int) -> tuple[float, int]:
        """Words, each kept as it was set once, with spaces between them."""
        space = self._advance(" ", run.font, size, 0)
        for word in run.text.split(" "):
            wide, drawn = self._word(word, run.font, size)
            bits |= drawn >> round(x)
            x += wide + space
        return x - space, bits

    def _set(self, text: str, font: str, size: int, before: tuple[float, int] = (0.0, 0)) -> tuple[float, int]:
        """The letters one by one, after what is `before` them: how long it is, and its bits."""
        (x, bits), last = before, ""
        for one in text:
            if last:
                x += self._kerning(last, one, font, size)
            bits |= self._glyph(one, font, size, 0) >> round(x)
            x += self._advance(one, font, size, 0)
            last = one
        return x, bits

    def _length(self, run: _Piece, size: int) -> float:
        if not run.single:
            return self._advance(run.text, run.font, size, run.right)
        if _kerned(run.font, size):
            return self._extent(run.text, run.font, size)
        words = run.text.split(" ")
        spaces = (len(words) - 1) * self._advance(" ", run.font, size, 0)
        return sum([self._extent(word, run.font, size) for word in words]) + spaces

    def _measure(self, text: str, font: str, size: int) -> float:
        kerned = sum([self._kerning(one, two, font, size) for one, two in pairwise(text)])
        return kerned + sum([self._advance(one, font, size, 0) for one in text])

    def _runs_of(self, text: str, style: Style) -> tuple[_Piece, ...]:
        weight, latin = style.value
        if self._plain.issuperset(text):
            return (_Piece(text, str(self._latin.with_name(latin)), 0, single=True),)
        runs = self._faces.runs(text, "semibold" if weight == "semibold" else "regular")
        fonts = [one.font.with_name(latin) if one.font.name.startswith("Inter-") else one.font for one in runs]
        return tuple(
            _Piece(one.text, str(font), one.level % 2, _single(one.text, font))
            for one, font in zip(runs, fonts, strict=True)
        )

    def _drawn(self, text: str, path: str, size: int, right: int) -> int:
        """A letter, or a run that cannot be taken apart, with its left end at the left edge."""
        above, below = room_of(size)
        font = _font(path, size, kerned=_kerned(path, size) or len(text) > 1)
        image = Image.new("L", (self._stride, above + below), 0)
        ImageDraw.Draw(image).text(
            (0, above), text, fill=255, font=font, anchor="ls", direction=_direction(right, path)
        )
        image = image.point(lambda grey: 255 if grey >= _HALF else 0).convert("1", dither=Image.Dither.NONE)
        return int.from_bytes(image.tobytes(), "big")


def room_of(size: int) -> tuple[int, int]:
    """Rows over and under the baseline that a line of this size has."""
    return round(size * _ABOVE), round(size * _BELOW)


def _measured(bits: int, below: int, width: int, stride: int) -> Line:
    """The line without the rows that have no ink; `below` is how many are under the baseline."""
    if not bits:
        return Line(Mask(0, 0), 0, width, 0, 0)
    highest = -(-bits.bit_length() // stride)
    lowest = ((bits & -bits).bit_length() - 1) // stride
    mask, above = Mask(highest - lowest, bits >> lowest * stride), highest - below
    return Line(mask, above, width, above, below - lowest)


def _single(text: str, font: Path) -> bool:
    """Whether the run's letters can be set one by one: they do not join, and carry no marks of their own."""
    return font.name.startswith(_SINGLE) and not any(map(unicodedata.combining, text))


@lru_cache(maxsize=4)
def _plain(path: Path) -> frozenset[str]:
    """The characters of a font that run from left to right and stand alone: a text of only these needs no other."""
    every = (chr(code) for code in covered(path))
    return frozenset(one for one in every if unicodedata.bidirectional(one) not in _TURNING)


@lru_cache(maxsize=256)
def _font(path: str, size: int, *, kerned: bool) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.RAQM if kerned else ImageFont.Layout.BASIC
    return ImageFont.truetype(path, size, layout_engine=engine)


def _file(path: str) -> str:
    return path.rpartition("/")[2]


def _kerned(path: str, size: int) -> bool:
    """Whether a line is laid out by the font's own tables: always in scripts whose letters join."""
    return size >= _LARGE or not _file(path).startswith(_SINGLE)


def _advance(text: str, path: str, size: int, right: int) -> float:
    kerned = _kerned(path, size) or len(text) > 1
    return _font(path, size, kerned=kerned).getlength(text, direction=_direction(right, path if kerned else None))


def _direction(right: int, path: str | None) -> str | None:
    if not shapes_arabic() or path is None or _file(path).startswith(_SINGLE):
        return None
    return "rtl" if right else "ltr"


def _kerning(one: str, two: str, path: str, size: int) -> float:
    if not _kerned(path, size):
        return 0.0
    font = _font(path, size, kerned=True)
    return font.getlength(one + two) - font.getlength(one) - font.getlength(two)
