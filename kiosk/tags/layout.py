"""Chooses the layout of a panel: a board, a strip, a square or a column. Knows no text, and no ink."""

from functools import lru_cache

from kiosk.tags.glyphs import Style
from kiosk.tags.layout_column import column
from kiosk.tags.layout_small import square, strip
from kiosk.tags.panels import Panel
from kiosk.tags.plan import CAPITAL, Box, Plan, Slot, code_box, goal_of, name_slot, scaled
from kiosk.tags.qr import LEAST_PIXELS, LEAST_QUIET

_STRIP_HEIGHT, _DAY_HEIGHT = 200, 380
_WIDE, _NARROW = 2.2, 1.1
_DESIGN = 480
_TINY = 13


@lru_cache(maxsize=512)
def plan_of(panel: Panel, modules: int = 0) -> Plan:
    """The layout of a panel as it is seen; `modules` is how many the code has on a side, 0 where there is none."""
    if panel.height <= _STRIP_HEIGHT and panel.width < panel.height * _NARROW and panel.width >= panel.height:
        return square(panel, modules)
    if panel.height > panel.width:
        return column(panel, modules)
    if panel.height <= _STRIP_HEIGHT:
        return strip(panel, modules)
    return _board(panel, modules)


def _board(panel: Panel, modules: int) -> Plan:
    """Name above, the band of the status across, meeting and day below it, the code at its right."""
    k, goal = panel.height / _DESIGN, goal_of(panel)
    width, margin = panel.width, scaled(20, k, 8)
    band = Box(0, scaled(72, k), width, scaled(164, k))
    side = scaled(104 if goal <= scaled(94, k) else 92, k)
    shape = Box(margin, band.top + (band.height - side) // 2, side, side)
    left = shape.left + side + scaled(18, k)
    word, line = _status(band, left, width - left - margin // 2, max(goal, scaled(94, k)), k)
    code = _board_code(panel, modules, k, margin)
    right = code.left - scaled(8, k) if code else width - margin
    meeting = right - margin if width <= panel.height * _WIDE else min(right - margin, width * 2 // 5)
    ahead = _list(meeting + margin + scaled(36, k), right, k) if meeting < right - margin else ()
    return Plan(
        panel=panel,
        name=name_slot(margin, scaled(52, k), width * 3 // 5 - margin, (scaled(46, k), scaled(30, k)), band.top),
        detail=Slot(width * 3 // 5, scaled(52, k), width - margin - width * 3 // 5, scaled(24, k, 14), 12),
        band=band,
        shape=shape,
        word=word,
        goal=goal,
        line=line,
        overline=Slot(margin, scaled(274, k), meeting, scaled(20, k, _TINY), 11, Style.STRONG),
        when=Slot(margin, scaled(312, k), meeting, scaled(34, k, 16), 14, Style.STRONG),
        title=Slot(margin, scaled(352, k), meeting, scaled(32, k, 16), scaled(28, k, 15)),
        organizer=Slot(margin, scaled(386, k), meeting, scaled(24, k, 14), scaled(22, k, 13)),
        ahead=ahead,
        day=Box(margin, scaled(408, k), right - margin, scaled(56, k)) if panel.height >= _DAY_HEIGHT else None,
        code=code,
        caption=_caption(code, width, k) if code else None,
    )


def _status(band: Box, left: int, width: int, size: int, k: float) -> tuple[Slot, Slot]:
    """The status and the line under it, together in the middle of the band."""
    small, gap = scaled(38, k, 16), scaled(22, k)
    high, low = round(size * CAPITAL), round(small * CAPITAL)
    base = band.top + (band.height - high - gap - low) // 2 + high - scaled(4, k)
    return (
        Slot(left, base, width, size, 12, Style.STATUS),
        Slot(left, base + gap + low, width, small, scaled(28, k, 14), Style.STRONG),
    )


def _board_code(panel: Panel, modules: int, k: float, margin: int) -> Box | None:
    if not modules:
        return None
    top, room = scaled(242, k), scaled(206, k)
    least = (modules + 2 * LEAST_QUIET) * LEAST_PIXELS
    side = max(room, least)
    if side > panel.height - top or side > panel.width // 2:
        return None
    return code_box(modules, side, panel.width, top, margin)


def _caption(code: Box, width: int, k: float) -> Slot | None:
    size = scaled(20, k, _TINY)
    base = code.top + code.height + round(size * CAPITAL)
    return Slot(code.left, base, width - code.left - scaled(6, k), size, 11)


def _list(left: int, right: int, k: float) -> tuple[tuple[Slot, Slot], ...]:
    """Rows for the meetings after the next one, on a panel that is wide enough for them."""
    size, time, gap = scaled(24, k), scaled(160, k), scaled(12, k)
    rows = range(scaled(276, k), scaled(400, k), scaled(38, k))
    return tuple(
        (
            Slot(left, base, time, size, 12, Style.STRONG),
            Slot(left + time + gap, base, right - left - time - gap, size, round(size * 0.9)),
        )
        for base in rows
    )
