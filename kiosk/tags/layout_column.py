"""The layout of a panel that stands upright: everything under one another, the code at the foot."""

from kiosk.tags.glyphs import Style
from kiosk.tags.panels import Panel
from kiosk.tags.plan import Box, Plan, Slot, goal_of, scaled
from kiosk.tags.qr import LEAST_PIXELS, LEAST_QUIET

_DESIGN, _SLIM, _SLIM_DESIGN = 480, 200, 128
_TINY = 13


def column(panel: Panel, modules: int) -> Plan:
    """The layout of an upright panel."""
    return _slim(panel, modules) if panel.width <= _SLIM else _tall(panel, modules)


def _tall(panel: Panel, modules: int) -> Plan:
    k, goal = panel.width / _DESIGN, goal_of(panel)
    k = min(k, panel.height / 640)
    width, height, margin = panel.width, panel.height, scaled(24, k, 8)
    inner = width - 2 * margin
    band = Box(0, scaled(82, k), width, scaled(258, k))
    side = scaled(84, k)
    shape = Box(margin, band.top + scaled(20, k), side, side)
    size = max(goal, scaled(100, k))
    code = _foot(panel, modules, scaled(420, k), scaled(170, k), margin)
    foot = code.top - scaled(10, k) if code else height - margin
    top = band.top + band.height
    with_day = foot - top >= scaled(250, k)
    day = Box(margin, foot - scaled(66, k), inner, scaled(52, k)) if with_day else None
    least = scaled(136, k)
    rows_from, rows_to = top + scaled(206, k), (day.top if day else foot) - scaled(16, k)
    ahead = _rows(margin, inner, rows_from, rows_to, k) if foot - top > least else ()
    beside = code.left + code.width + scaled(14, k) if code else 0
    return Plan(
        panel=panel,
        name=Slot(margin, scaled(56, k), inner * 2 // 3, scaled(46, k), scaled(26, k), Style.STRONG),
        detail=Slot(margin + inner * 2 // 3, scaled(56, k), inner // 3, scaled(20, k, _TINY), 11),
        band=band,
        shape=shape,
        word=Slot(margin, band.top + scaled(194, k), inner, size, 12, Style.STATUS),
        goal=goal,
        line=Slot(margin, band.top + scaled(238, k), inner, scaled(38, k, 16), 12, Style.STRONG),
        overline=Slot(margin, top + scaled(34, k), inner, scaled(18, k, _TINY), 10, Style.STRONG),
        when=Slot(margin, top + scaled(68, k), inner, scaled(30, k, 14), 12, Style.STRONG),
        title=Slot(margin, top + scaled(106, k), inner, scaled(30, k, 15), scaled(24, k, 13)),
        organizer=Slot(margin, top + scaled(140, k), inner, scaled(24, k, _TINY), 12)
        if foot >= top + scaled(146, k)
        else None,
        ahead=ahead,
        day=day,
        code=code,
        caption=Slot(beside, code.top + code.height // 2, width - margin - beside, scaled(24, k, _TINY), 11, lines=3)
        if code
        else None,
    )


def _rows(left: int, width: int, top: int, bottom: int, k: float) -> tuple[tuple[Slot, Slot], ...]:
    size, time = scaled(22, k, _TINY), scaled(150, k)
    return tuple(
        (
            Slot(left, base, time, size, 11, Style.STRONG),
            Slot(left + time + scaled(10, k), base, width - time - scaled(10, k), size, 11),
        )
        for base in range(top, bottom, scaled(38, k))
    )


def _slim(panel: Panel, modules: int) -> Plan:
    """For a panel that is hardly wider than a word: the shape over the status."""
    k, goal = panel.width / _SLIM_DESIGN, goal_of(panel)
    width, margin = panel.width, scaled(6, k, 5)
    inner = width - 2 * margin
    side = max(scaled(44, k), goal * 3 // 4)
    band = Box(0, scaled(26, k), width, side + scaled(68, k))
    shape = Box(margin, band.top + scaled(8, k), side, side)
    base = band.top + band.height - scaled(12, k)
    bottom = band.top + band.height
    code = _foot(panel, modules, bottom + scaled(20, k), width, 0)
    end = code.top if code else panel.height
    rows = (end - bottom) // scaled(18, k)
    return Plan(
        panel=panel,
        name=Slot(margin, scaled(19, k), inner, scaled(20, k), scaled(14, k, 13), Style.STRONG),
        band=band,
        shape=shape,
        word=Slot(margin, base, inner, round(goal * 1.1), 12, Style.STATUS),
        goal=goal,
        line=Slot(margin, bottom + scaled(19, k), inner, scaled(18, k), 12, Style.STRONG),
        overline=None,
        when=Slot(margin, bottom + scaled(41, k), inner, scaled(15, k), 11, Style.STRONG) if rows >= 3 else None,
        title=Slot(margin, bottom + scaled(60, k), inner, scaled(15, k), 12, lines=max(1, min(3, rows - 2))),
        organizer=None,
        code=code,
    )


def _foot(panel: Panel, modules: int, top: int, side: int, margin: int) -> Box | None:
    """A square at the foot, below `top`; larger than wished where the code needs it, None where there is no room."""
    least = (modules + 2 * LEAST_QUIET) * LEAST_PIXELS
    room = min(panel.height - top, panel.width - margin)
    if not modules or room < least:
        return None
    side = min(max(side, least), room)
    return Box(
        margin // 2 if side < panel.width - margin else (panel.width - side) // 2, panel.height - side, side, side
    )
