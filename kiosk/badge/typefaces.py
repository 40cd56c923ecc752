"""Draws and measures one line in any script with the bundled fonts. Knows no label."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageFont, features
from PIL.ImageDraw import ImageDraw

from kiosk.badge.coverage import covered
from kiosk.badge.direction import levels, ordered, right_to_left
from kiosk.badge.template import Weight
from kiosk.resources import assets

ASCENT, DESCENT = 1984 / 2048, 494 / 2048  # of every bundled font, in em
_SCRIPTS = ("Arabic", "Hebrew", "Thai", "Devanagari")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")


def shapes_arabic() -> bool:
    """Whether letters are joined as Arabic and others need it; else Pillow lacks raqm, or the system fribidi."""
    return bool(features.check("raqm"))


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one font and one direction; an odd level runs from right to left."""

    text: str
    font: Path
    level: int


class Typefaces:
    """The fonts for one language, as Han characters differ by language; sizes are in pixels an em."""

    def __init__(self, language: str) -> None:
        self._regions = _regions(language)

    def width(self, text: str, weight: Weight, size: float) -> float:
        """How long a line is."""
        return sum(_length(run, size) for run in self.runs(text, weight))

    def draw(self, canvas: ImageDraw, at: tuple[float, float], text: str, weight: Weight, size: float) -> None:
        """Draw a line whose left end and baseline are at this point."""
        x, baseline = at
        for run in self.runs(text, weight):
            font = _font(run.font, size)
            canvas.text((x, baseline), run.text, fill=0, font=font, anchor="ls", direction=_direction(run))
            x += _length(run, size)

    def runs(self, text: str, weight: Weight) -> list[Run]:
        """The pieces of a line from left to right."""
        fonts, depth = list(self._fonts(text, weight)), levels(text, base_right=right_to_left(text))
        found, start = list[Run](), 0
        for (font, level), group in groupby(zip(fonts, depth, strict=True)):
            end = start + len(list(group))
            found.append(Run(text[start:end], font, level))
            start = end
        return ordered(found)

    def _fonts(self, text: str, weight: Weight) -> Iterator[Path]:
        """A font for each character: that of the one before where it belongs to it, or belongs to no script."""
        order = _files(weight, self._region(text))
        current = order[0]
        for one in text:
            if one in _JOINERS or unicodedata.combining(one):
                yield current
                continue
            if unicodedata.category(one)[0] in "LMN" or ord(one) not in covered(current):
                current = next((path for path in order if ord(one) in covered(path)), order[0])
            yield current

    def _region(self, text: str) -> tuple[str, ...]:
        """Whose Han characters: a name with kana is Japanese, one with Hangul Korean."""
        names = {unicodedata.name(one, "").partition(" ")[0] for one in text}
        own = "JP" if names & {"HIRAGANA", "KATAKANA"} else "KR" if "HANGUL" in names else self._regions[0]
        return (own, *(region for region in self._regions if region != own))


def _regions(language: str) -> tuple[str, ...]:
    first, *rest = language.lower().replace("_", "-").split("-")
    own = {"ja": "JP", "ko": "KR"}.get(first, "SC")
    if first == "zh" and {"hant", "tw", "hk", "mo"} & set(rest):
        own = "TC"
    return (own, *(region for region in ("JP", "SC", "TC", "KR") if region != own))


@cache
def _files(weight: Weight, regions: tuple[str, ...]) -> tuple[Path, ...]:
    folder = assets() / "fonts"
    style = "SemiBold" if weight == "semibold" else "Regular"
    names = [f"Inter-{style}.ttf", *(f"NotoSans{script}-{style}.ttf" for script in _SCRIPTS)]
    names += [*(f"NotoSansCJK{region}-Medium.otf" for region in regions), "NotoEmoji-Medium.ttf"]
    return tuple(folder / name for name in names)


@lru_cache(maxsize=64)
def _font(path: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _direction(run: Run) -> str | None:
    if not shapes_arabic():
        return None
    return "rtl" if run.level % 2 else "ltr"


def _length(run: Run, size: float) -> float:
    return _font(run.font, size).getlength(run.text, direction=_direction(run))
