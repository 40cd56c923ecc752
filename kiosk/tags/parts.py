"""The day as a line, and the code as a mask: the parts of a sign that are no text and no shape."""

from functools import lru_cache

from kiosk.tags.canvas import BLACK, WHITE, Canvas, Mask
from kiosk.tags.face import Spans
from kiosk.tags.glyphs import Pen, Style
from kiosk.tags.plan import Box
from kiosk.tags.qr import Fit
from kiosk.tags.typesetting import stamp

_FIRST, _LAST, _HOUR = 8, 18, 60
_LABEL = 0.36


def day_line(canvas: Canvas, pen: Pen, box: Box, busy: Spans, shut: Spans) -> None:
    """The local day from 8 to 18 o'clock, or more where meetings ask for it: filled is taken, striped is shut."""
    first, last = _hours(busy)
    size = max(11, round(box.height * _LABEL))
    bar = box.height - size - 3
    rule = max(1, box.height // 24)

    def at(minute: int) -> int:
        return box.left + (box.width - rule) * (min(max(minute, first * _HOUR), last * _HOUR) - first * _HOUR) // (
            (last - first) * _HOUR
        )

    canvas.fill(box.left, box.top, box.width, bar, BLACK)
    canvas.fill(box.left + rule, box.top + rule, box.width - 2 * rule, bar - 2 * rule, WHITE)
    for start, end in shut:
        for x in range(at(start) + rule, at(end), 4 * rule):
            canvas.fill(x, box.top, rule, bar, BLACK)
    for start, end in busy:
        canvas.fill(at(start), box.top, at(end) - at(start), bar, BLACK)
    step = 1 if box.width / (last - first) > 3 * size else 2
    for hour in range(first, last + 1):
        canvas.fill(at(hour * _HOUR), box.top + bar, rule, max(2, rule * 2), BLACK)
    for hour in range(first, last + 1, step):
        line = pen.line(str(hour), Style.TEXT, size)
        left = min(max(box.left, at(hour * _HOUR) - line.width // 2), box.left + box.width - line.width)
        stamp(canvas, line, left, box.top + box.height, BLACK)


def _hours(busy: Spans) -> tuple[int, int]:
    first = min([_FIRST, *(start // _HOUR for start, _ in busy)])
    last = max([_LAST, *(-(-end // _HOUR) for _, end in busy)])
    return first, min(24, last)


@lru_cache(maxsize=1024)
def code_mask(fit: Fit, stride: int) -> Mask:
    """A code's dark modules, without its quiet zone, at the left edge of a canvas of this stride."""
    side, wide = fit.code.modules, "1" * fit.pixels
    blocks = []
    for row in fit.code.rows:
        digits = f"{row:0{side}b}".replace("0", "0" * fit.pixels).replace("1", wide)
        blocks.append(int(digits.ljust(stride, "0"), 2).to_bytes(stride // 8, "big") * fit.pixels)
    return Mask(side * fit.pixels, int.from_bytes(b"".join(blocks), "big"))
