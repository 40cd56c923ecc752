"""The day as a line, and the code as a mask: the parts of a sign that are no text and no shape."""

from functools import lru_cache
from typing import NamedTuple

from kiosk.tags.canvas import BLACK, WHITE, Canvas
from kiosk.tags.face import Spans
from kiosk.tags.glyphs import Pen, Style
from kiosk.tags.plan import Box
from kiosk.tags.qr import Code
from kiosk.tags.typesetting import stamp

_FIRST, _LAST, _HOUR = 8, 18, 60
_LABEL = 0.36


class Hours(NamedTuple):
    """From which hour to which a day is shown."""

    first: int
    last: int


def hours_of(busy: Spans) -> Hours:
    """From 8 to 18 o'clock, or more where meetings ask for it."""
    first = min([_FIRST, *(start // _HOUR for start, _ in busy)])
    return Hours(first, min(24, max([_LAST, *(-(-end // _HOUR) for _, end in busy)])))


def day_frame(canvas: Canvas, pen: Pen, box: Box, hours: Hours) -> None:
    """The day as a line, with nothing in it yet."""
    size, bar, rule = _sizes(box)
    canvas.fill(box.left, box.top, box.width, bar, BLACK)
    canvas.fill(box.left + rule, box.top + rule, box.width - 2 * rule, bar - 2 * rule, WHITE)
    step = 1 if box.width / (hours.last - hours.first) > 3 * size else 2
    for hour in range(hours.first, hours.last + 1):
        canvas.fill(_at(hour * _HOUR, box, rule, hours), box.top + bar, rule, max(2, rule * 2), BLACK)
    for hour in range(hours.first, hours.last + 1, step):
        line = pen.line(str(hour), Style.TEXT, size)
        left = _at(hour * _HOUR, box, rule, hours) - line.width // 2
        stamp(canvas, line, min(max(box.left, left), box.left + box.width - line.width), box.top + box.height, BLACK)


def day_spans(canvas: Canvas, box: Box, hours: Hours, busy: Spans, shut: Spans) -> None:
    """What is in the day: filled is taken, striped is shut."""
    _, bar, rule = _sizes(box)
    spans = [(_at(start, box, rule, hours), _at(end, box, rule, hours)) for start, end in busy]
    for start, end in shut:
        first, last = _at(start, box, rule, hours) + rule, _at(end, box, rule, hours)
        spans += [(x, x + rule) for x in range(first, last, 4 * rule)]
    canvas.bars(box.top, bar, spans, BLACK)


def _sizes(box: Box) -> tuple[int, int, int]:
    """The hours' size, the line's height and its stroke."""
    size = max(11, round(box.height * _LABEL))
    return size, box.height - size - 3, max(1, box.height // 24)


def _at(minute: int, box: Box, rule: int, hours: Hours) -> int:
    """The column of a minute of the day."""
    low, high = hours.first * _HOUR, hours.last * _HOUR
    return box.left + (box.width - rule) * (min(max(minute, low), high) - low) // (high - low)


@lru_cache(maxsize=1024)
def code_rows(code: Code, pixels: int, offset: int) -> tuple[bytes, ...]:
    """A code's dark modules as rows of whole bytes, without its quiet zone, after so many white columns."""
    length = -(-(offset + code.modules * pixels) // 8)
    rows = []
    for row in code.rows:
        digits = f"{row:0{code.modules}b}".replace("0", "0" * pixels).replace("1", "1" * pixels)
        rows += [int(("0" * offset + digits).ljust(8 * length, "0"), 2).to_bytes(length, "big")] * pixels
    return tuple(rows)
