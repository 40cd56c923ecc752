"""The layouts of panels that stand upright: everything under one another, the code at the foot."""

from kiosk.tags.glyphs import Style
from kiosk.tags.panels import Panel
from kiosk.tags.plan import CAPITAL, Box, Plan, Slot, code_box, goal_of, name_slot, scaled
from kiosk.tags.qr import LEAST_PIXELS, LEAST_QUIET

_DESIGN, _DESIGN_HEIGHT, _SLIM, _SLIM_DESIGN = 480, 650, 200, 128
_TINY = 13


def column(panel: Panel, modules: int) -> Plan:
    """The layout of an upright panel."""
    return _slim(panel, modules) if panel.width <= _SLIM else _tall(panel, modules)


def _tall(panel: Panel, modules: int) -> Plan:
    k, goal = min(panel.width / _DESIGN, panel.height / _DESIGN_HEIGHT), goal_of(panel)
    width, margin = panel.width, scaled(24, k, 8)
    inner = width - 2 * margin
    band, shape, word, line = _tall_status(width, margin, k, max(goal, scaled(100, k)))
    top = band.top + band.height
    code = _tall_code(panel, modules, top + scaled(122, k), scaled(178, k), margin)
    foot = code.top - scaled(4, k) if code else panel.height - margin
    day = Box(margin, foot - scaled(66, k), inner, scaled(56, k)) if foot - top >= scaled(222, k) else None
    end = (day.top if day else foot) - scaled(14, k)
    beside = code.left + code.width + scaled(4, k) if code else 0
    base = (code.top + code.height // 2 if code else 0) + scaled(8, k)
    return Plan(
        panel=panel,
        name=name_slot(margin, scaled(54, k), inner * 3 // 5, (scaled(46, k), scaled(30, k)), band.top),
        detail=Slot(margin + inner * 3 // 5, scaled(54, k), inner - inner * 3 // 5, scaled(22, k, _TINY), 12),
        band=band,
        shape=shape,
        word=word,
        goal=goal,
        line=line,
        overline=Slot(margin, top + scaled(36, k), inner, scaled(20, k, _TINY), 11, Style.STRONG),
        when=Slot(margin, top + scaled(74, k), inner, scaled(34, k, 16), 14, Style.STRONG),
        title=Slot(margin, top + scaled(112, k), inner, scaled(30, k, 16), scaled(26, k, 15)),
        organizer=Slot(margin, top + scaled(144, k), inner, scaled(24, k, 14), scaled(22, k, _TINY))
        if end >= top + scaled(146, k)
        else None,
        ahead=_rows(margin, inner, top + scaled(194, k), end, k),
        day=day,
        code=code,
        caption=Slot(beside, base, width - margin - beside, scaled(26, k, 14), 13, lines=2) if code else None,
        caption_share=0.0,
    )


def _tall_status(width: int, margin: int, k: float, size: int) -> tuple[Box, Box, Slot, Slot]:
    """The band with the shape, the status under it and the line under that."""
    side, small, gap = scaled(84, k), scaled(38, k, 16), scaled(20, k)
    shape = Box(margin, scaled(78 + 20, k), side, side)
    base = shape.top + side + gap + round(size * CAPITAL)
    word = Slot(margin, base, width - margin - margin // 2, size, 12, Style.STATUS)
    base += gap + round(small * CAPITAL)
    line = Slot(margin, base, width - 2 * margin, small, scaled(26, k, 14), Style.STRONG)
    return Box(0, scaled(78, k), width, base + gap - scaled(78, k)), shape, word, line


def _rows(left: int, width: int, top: int, bottom: int, k: float) -> tuple[tuple[Slot, Slot], ...]:
    size, time, gap = scaled(24, k, 14), scaled(160, k), scaled(10, k)
    return tuple(
        (
            Slot(left, base, time, size, 12, Style.STRONG),
            Slot(left + time + gap, base, width - time - gap, size, round(size * 0.9)),
        )
        for base in range(top, bottom, scaled(38, k))
    )


def _tall_code(panel: Panel, modules: int, top: int, side: int, margin: int) -> Box | None:
    """A square at the foot, below `top`; larger than wished where the code needs it, None where there is no room."""
    least = (modules + 2 * LEAST_QUIET) * LEAST_PIXELS
    room = min(panel.height - top, panel.width)
    if not modules or room < least:
        return None
    found = code_box(modules, min(max(side, least), room), panel.width, 0, margin)
    return Box(panel.width - found.left - found.width, panel.height - found.height, found.width, found.height)


def _slim(panel: Panel, modules: int) -> Plan:
    """For a panel that is hardly wider than a word: the shape over the status."""
    k, goal = panel.width / _SLIM_DESIGN, goal_of(panel)
    width, margin = panel.width, scaled(6, k, 5)
    inner, side, high = width - 2 * margin, scaled(44, k), round(goal * CAPITAL)
    band = Box(0, scaled(26, k), width, scaled(8 + 8 + 10, k) + side + high)
    shape = Box(margin, band.top + scaled(8, k), side, side)
    bottom = band.top + band.height
    code = _slim_code(panel, modules, bottom + scaled(24, k))
    rows = ((code.top if code else panel.height) - bottom - scaled(24, k)) // scaled(18, k)
    return Plan(
        panel=panel,
        name=name_slot(margin, scaled(18, k), inner, (scaled(20, k), scaled(16, k, 14)), band.top),
        band=band,
        shape=shape,
        word=Slot(margin, bottom - scaled(10, k), inner, goal, 12, Style.STATUS),
        goal=goal,
        line=Slot(margin, bottom + scaled(20, k), inner, scaled(18, k), 14, Style.STRONG, lines=1 if code else 2),
        overline=None,
        when=Slot(margin, bottom + scaled(44, k), inner, scaled(16, k), 13, Style.STRONG) if rows else None,
        title=Slot(margin, bottom + scaled(63, k), inner, scaled(16, k), 14, lines=min(3, rows - 1))
        if rows > 1
        else None,
        organizer=None,
        code=code,
    )


def _slim_code(panel: Panel, modules: int, top: int) -> Box | None:
    least = (modules + 2 * LEAST_QUIET) * LEAST_PIXELS
    room = min(panel.height - top, panel.width)
    if not modules or room < least:
        return None
    found = code_box(modules, room, panel.width, 0, 0)
    return Box((panel.width - found.width) // 2, panel.height - found.height, found.width, found.height)
