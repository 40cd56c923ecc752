"""Sets texts into slots: as large as they fit, cut with an ellipsis at the least size, never clipped."""

from dataclasses import replace
from functools import lru_cache
from unicodedata import category, east_asian_width

from kiosk.badge.fitting import steady
from kiosk.tags.canvas import Canvas
from kiosk.tags.glyphs import Line, Pen, Style
from kiosk.tags.plan import CAPITAL, Plan, Slot

_ELLIPSIS = "\u2026"
_LOOSE = frozenset({"Zs", "Ps", "Pi", "Pd", "Po"})  # brackets that open, dashes, commas: not before an ellipsis
_SMALLEST = 12  # pixels an em
_AIR, _AIR_SHARE = 2, 24  # between a word and the edge of its band: pixels, or a part of the band
_JOINERS = frozenset("\u200d\u200c\ufe0f")
_steady = lru_cache(maxsize=4096)(steady)
_TALLEST = 1.12  # times the capitals: what a word may reach above the baseline
_TALLEST_WIDE = 1.0  # East Asian words are taller all over, and would touch what is above them


def place(canvas: Canvas, pen: Pen, slot: Slot, text: str, ink: int, *, share: float = 0.0) -> int:
    """Write a text into its slot, with this share of what is left over before it: 0 at its left, 1 at its right.

    Returns how many lines it took.
    """
    lines, size = fitted(pen, slot, text if text.isascii() else _steady(text))
    for index, one in enumerate(lines):
        line = pen.line(one, slot.style, size)
        while size > 1 and (line.top > slot.rise or line.bottom > slot.drop):
            size -= 1
            line = pen.line(one, slot.style, size)
        left = slot.left + round((slot.width - line.width) * share)
        stamp(canvas, line, left, slot.base + index * slot.leading, ink)
    return len(lines)


def place_best(canvas: Canvas, pen: Pen, slot: Slot, texts: tuple[str, ...], ink: int) -> None:
    """Write the first of these texts that fits whole, else the last: smaller than the slot's least if it fits then."""
    for text in texts[:-1]:
        if pen.width(text, slot.style, slot.least) <= slot.width:
            place(canvas, pen, slot, text, ink)
            return
    least = min(slot.least, _SMALLEST)
    fits = pen.width(texts[-1], slot.style, least) <= slot.width
    place(canvas, pen, replace(slot, least=least) if fits else slot, texts[-1], ink)


def set_word(canvas: Canvas, pen: Pen, plan: Plan, words: tuple[str, ...], ink: int) -> None:
    """Write the status: the first of its words that is as large as two metres ask for; all of it within the band."""
    slot, band = plan.word, plan.band
    word, size = best_word(pen, slot, words, plan.goal)
    line, wide = pen.line(word, Style.STATUS, size), east_asian_width(word[0]) == "W"
    tallest = round(slot.size * CAPITAL * (_TALLEST_WIDE if wide else _TALLEST))
    while size > slot.least and (_too_tall(line, plan) or line.top > tallest):
        size -= 2
        line = pen.line(word, Style.STATUS, size)
    high = line.top if wide else size * CAPITAL
    base = slot.base - max(0, round((slot.size * CAPITAL - high) / 2))
    lowest = band.top + band.height - _AIR - line.bottom
    highest = band.top + max(_AIR, min(lowest - base, band.height // _AIR_SHARE)) + line.top
    stamp(canvas, line, slot.left, max(min(base, lowest), highest), ink)


def _too_tall(line: Line, plan: Plan) -> bool:
    return line.top + line.bottom > plan.band.height - 2 * _AIR


def best_word(pen: Pen, slot: Slot, words: tuple[str, ...], goal: int) -> tuple[str, int]:
    """The first word that reaches the goal, and its size; where none does, the one that gets largest."""
    sizes = [(word, largest(pen, slot, word)) for word in words]
    fine = [one for one in sizes if one[1] >= min(goal, slot.size)]
    return fine[0] if fine else max(sizes, key=lambda one: one[1])


def largest(pen: Pen, slot: Slot, text: str) -> int:
    """The largest size, up to the slot's, at which a text fits on one line; its least where none does."""
    size = slot.size
    while size > slot.least and (width := pen.width(text, slot.style, size)) > slot.width:
        size = max(slot.least, min(size - 1, size * slot.width // width))
    return size


def stamp(canvas: Canvas, line: Line, left: int, base: int, ink: int) -> None:
    """Put a line with its left end and baseline at this point."""
    canvas.stamp(line.mask, left, base - line.above, ink)


def fitted(pen: Pen, slot: Slot, text: str) -> tuple[list[str], int]:
    """The lines of a text, and their size."""
    size = largest(pen, slot, text)
    if pen.width(text, slot.style, size) <= slot.width:
        return [text], size
    size = slot.least if slot.lines == 1 else slot.size
    lines: list[str] = []
    rest = text
    while rest and len(lines) < slot.lines - 1:
        head, rest = _broken(pen, slot, rest, size)
        lines.append(head)
    return [*lines, cut(pen, slot, rest, size)] if rest else lines, size


def cut(pen: Pen, slot: Slot, text: str, size: int) -> str:
    """The text, or as much of it as fits before an ellipsis."""
    if pen.width(text, slot.style, size) <= slot.width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if pen.width(text[:middle].rstrip() + _ELLIPSIS, slot.style, size) <= slot.width:
            low = middle
        else:
            high = middle - 1
    while 0 < low < len(text) and (text[low] in _JOINERS or text[low - 1] in _JOINERS):
        low -= 1
    return _tidy(text[:low]) + _ELLIPSIS


def _tidy(text: str) -> str:
    """Without what only leads on to something else, where anything else is left of it."""
    end = len(text)
    while end and category(text[end - 1]) in _LOOSE:
        end -= 1
    return text[:end] or text


def _broken(pen: Pen, slot: Slot, text: str, size: int) -> tuple[str, str]:
    """As many words as fit on a line, and the rest; a word that is too long alone is broken within."""
    words, count = text.split(" "), 0
    while count < len(words) and pen.width(" ".join(words[: count + 1]), slot.style, size) <= slot.width:
        count += 1
    if count:
        return " ".join(words[:count]), " ".join(words[count:])
    head = cut(pen, slot, text, size).removesuffix(_ELLIPSIS)
    return head, text[len(head) :].lstrip()
