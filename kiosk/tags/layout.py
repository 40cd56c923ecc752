"""Chooses and makes the layout of a panel: a board, a strip or a column. Knows no text, and no ink."""

from functools import lru_cache

from kiosk.tags.glyphs import Style
from kiosk.tags.layout_column import column
from kiosk.tags.panels import Panel
from kiosk.tags.plan import Box, Plan, Slot, goal_of, scaled
from kiosk.tags.qr import LEAST_PIXELS, LEAST_QUIET

_STRIP_HEIGHT = 200
_LONG_WORD = 2.72  # ems of "In use" and its like: what must stand beside a code
_DESIGN_BOARD, _DESIGN_STRIP = 480, 128
_TINY = 13


@lru_cache(maxsize=512)
def plan_of(panel: Panel, modules: int = 0) -> Plan:
    """The layout of a panel as it is seen; `modules` is how many the code has on a side, 0 where there is none."""
    if panel.height > panel.width:
        return column(panel, modules)
    if panel.height <= _STRIP_HEIGHT:
        return _strip(panel, modules)
    return _board(panel, modules)


def _board(panel: Panel, modules: int) -> Plan:
    """Name above, the band of the status across, meeting and day below it, the code at its right."""
    k, goal = panel.height / _DESIGN_BOARD, goal_of(panel)
    width, margin = panel.width, scaled(20, k, 8)
    band = Box(0, scaled(72, k), width, scaled(164, k))
    side = scaled(108, k)
    shape = Box(margin, band.top + (band.height - side) // 2, side, side)
    left = shape.left + side + scaled(24, k)
    word = Slot(left, band.top + scaled(94, k), width - left - margin, max(goal, scaled(92, k)), 12, Style.STATUS)
    line = Slot(left, band.top + scaled(142, k), width - left - margin, scaled(38, k, 16), 12, Style.STRONG)
    code = _board_code(panel, modules, k, margin)
    right = code.left - scaled(20, k) if code else width - margin
    caption = Slot(code.left, scaled(468, k), code.width, scaled(19, k, _TINY), 10) if code else None
    detail_width = width // 3
    meeting = right - margin if width <= panel.height * 2.2 else min(right - margin, width * 2 // 5)
    with_day = panel.height >= 380
    ahead = _list(meeting + margin + scaled(36, k), right, k) if meeting < right - margin else ()
    return Plan(
        panel=panel,
        name=Slot(margin, scaled(52, k), width - 2 * margin - detail_width, scaled(46, k), scaled(26, k), Style.STRONG),
        detail=Slot(width - margin - detail_width, scaled(52, k), detail_width, scaled(22, k, _TINY), 11),
        band=band,
        shape=shape,
        word=word,
        goal=goal,
        line=line,
        overline=Slot(margin, scaled(272, k), meeting, scaled(18, k, _TINY), 10, Style.STRONG),
        when=Slot(margin, scaled(308, k), meeting, scaled(30, k, 14), 12, Style.STRONG),
        title=Slot(margin, scaled(348, k), meeting, scaled(32, k, 16), scaled(24, k, 14)),
        organizer=Slot(margin, scaled(384, k), meeting, scaled(24, k, _TINY), 12),
        ahead=ahead,
        day=Box(margin, scaled(412, k), right - margin, scaled(52, k)) if with_day else None,
        code=code,
        caption=caption,
    )


def _board_code(panel: Panel, modules: int, k: float, margin: int) -> Box | None:
    if not modules:
        return None
    top, bottom = scaled(240, k), scaled(448, k)
    least = (modules + 2 * LEAST_QUIET) * LEAST_PIXELS
    side = max(bottom - top, least)
    if side > scaled(476, k) - top or side > panel.width // 2:
        return None
    return Box(panel.width - margin - side, top, side, side)


def _list(left: int, right: int, k: float) -> tuple[tuple[Slot, Slot], ...]:
    """Rows for the meetings after the next one, on a panel that is wide enough for them."""
    size, time = scaled(24, k), scaled(170, k)
    rows = range(scaled(272, k), scaled(400, k), scaled(40, k))
    return tuple(
        (
            Slot(left, base, time, size, 12, Style.STRONG),
            Slot(left + time + scaled(12, k), base, right - left - time - scaled(12, k), size, 12),
        )
        for base in rows
    )


def _strip(panel: Panel, modules: int) -> Plan:
    """Lines under one another, and the code at their right over the whole height where the status stays large."""
    k, goal = panel.height / _DESIGN_STRIP, goal_of(panel)
    margin = scaled(6, min(k, 1.5))
    code = _strip_code(panel, modules, goal, margin)
    width = (code.left - margin if code else panel.width) - 2 * margin
    band = Box(0, scaled(28, k), width + 2 * margin, scaled(57, k))
    if code:
        band = Box(0, band.top, code.left - margin // 2, band.height)
    room = band.height - 2 * scaled(6, k)
    side = min(room, width // 4 if not code else width // 5)
    side = max(side, goal * 3 // 4) if not code else side
    shape = Box(margin, band.top + (band.height - side) // 2, side, side)
    left = shape.left + side + margin
    size = max(goal, min(scaled(56, k), round(goal * 1.35)))
    base = band.top + (band.height + round(min(size, room / 0.727) * 0.727)) // 2
    return Plan(
        panel=panel,
        name=Slot(margin, scaled(21, k), width, scaled(22, k), scaled(16, k, 14), Style.STRONG),
        band=band,
        shape=shape,
        word=Slot(left, base, band.width - left - margin, size, 12, Style.STATUS),
        goal=goal,
        line=Slot(margin, scaled(102, k), width, scaled(18, k), 13, Style.STRONG),
        overline=None,
        when=None,
        title=Slot(margin, scaled(121, k), width, scaled(15, k), 12),
        organizer=None,
        code=code,
    )


def _strip_code(panel: Panel, modules: int, goal: int, margin: int) -> Box | None:
    """A square at the right, as large as leaves the status its size; None where that is too small for the code."""
    least = (modules + 2 * LEAST_QUIET) * LEAST_PIXELS
    most = min(panel.height, panel.width - round(goal * _LONG_WORD) - 4 * margin)
    if not modules or panel.height < least:
        return None
    if most < least:
        if panel.width - least < panel.width * 0.55 or panel.width < 290:
            return None
        most = least
    return Box(panel.width - most, (panel.height - most) // 2, most, most)
