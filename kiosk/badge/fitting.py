"""How a text goes into a box: as large as it may be, over as many lines as it may take, and never beyond its edges."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import floor, log

from kiosk.badge.typefaces import ASCENT, DESCENT

LINE = 1.2
_STEP = 0.96
_JOINER = "\u200d"
_MARKS = 6  # of an emoji, with its joiners; letters have up to three
Width = Callable[[str, float], float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The lines, and how many pixels an em has."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last, in pixels."""
        return (len(self.lines) - 1) * LINE * self.size + (ASCENT + DESCENT) * self.size if self.lines else 0.0


def steady(text: str) -> str:
    """The text without marks that stand on no letter, or pile up on one: they would climb out of any box."""
    words = ("".join(one[: 1 + _MARKS] for one in _clusters(word) if not _mark(one[0])) for word in text.split())
    return " ".join(word for word in words if word)


def fitted(text: str, box: tuple[float, float], largest: float, least: float, most: int, width: Width) -> Fitted:
    """The text in a box of (width, height) pixels, in up to `most` lines; more only where it would be below `least`."""
    size = largest * _STEP ** _steps(text, box, largest, width)
    while True:
        found = Fitted(tuple(_wrapped(text, box[0], lambda part, em=size: width(part, em))), size)  # type: ignore[misc]
        lines = most if size > least else len(found.lines)
        if len(found.lines) <= lines and found.height <= box[1] and _whole(found, text, box[0], width, size > least):
            return found
        size *= _STEP


def _steps(text: str, box: tuple[float, float], largest: float, width: Width) -> int:
    """How many steps down no text of this length can do without: its lines would cover more than the box."""
    covers = LINE * largest * width(text, largest)
    return max(0, floor(log(1.1 * box[0] * box[1] / covers) / log(_STEP) / 2)) if covers else 0


def _whole(found: Fitted, text: str, across: float, width: Width, keep_words: bool) -> bool:  # noqa: FBT001 - of two
    """Whether every line is short enough, and no word is broken that need not be."""
    if any(width(line, found.size) > across for line in found.lines):
        return False
    return not keep_words or not _broken(found.lines, " ".join(text.split()))


def _broken(lines: tuple[str, ...], text: str) -> bool:
    """Whether a line ends within a word of a script that has words."""
    end = 0
    for line in lines[:-1]:
        end += len(line)
        if text[end] == " ":
            end += 1
        elif "W" not in {unicodedata.east_asian_width(one) for one in text[end - 1 : end + 1]}:
            return True
    return False


def _wrapped(text: str, across: float, width: Callable[[str], float]) -> Iterator[str]:
    """Lines as full as words allow; a word longer than a line is broken, but no character from its marks."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer) <= across:
            line = longer
            continue
        if line:
            yield line
        line = ""
        for cluster in _clusters(word):
            if line and width(line + cluster) > across:
                yield line
                line = ""
            line += cluster
    if line:
        yield line


def _clusters(word: str) -> Iterator[str]:
    cluster = ""
    for one in word:
        if cluster and not (_mark(one) or one == _JOINER or cluster[-1] == _JOINER):
            yield cluster
            cluster = ""
        cluster += one
    if cluster:
        yield cluster


def _mark(one: str) -> bool:
    return unicodedata.category(one)[0] == "M"
