"""The layouts of panels no larger than a hand: a strip, and a square. Knows no text, and no ink."""

from kiosk.tags.glyphs import Style
from kiosk.tags.panels import Panel
from kiosk.tags.plan import CAPITAL, DESCENT, Box, Plan, Slot, code_box, goal_of, name_slot, scaled
from kiosk.tags.qr import least_side

_DESIGN, _DESIGN_SQUARE = 128, 200
_STATUS = 3.0  # ems of "Libre" and its shape: what must stand beside a code
_TWO_LINES = 38  # pixels
_CODE_WIDTH = 290  # from here on a code stands even where the longest words get smaller for it


def strip(panel: Panel, modules: int) -> Plan:
    """Lines under one another, and the code at their right over the whole height where the status stays large."""
    k, goal = panel.height / _DESIGN, goal_of(panel)
    margin = scaled(6, min(k, 1.6))
    code = _strip_code(panel, modules, goal, margin)
    right = code.left if code else panel.width
    width, size = right - 2 * margin, max(goal, scaled(52, k))
    room, last = round(size * CAPITAL), panel.height - scaled(6, k)
    band = Box(0, scaled(26, k), right, max(scaled(55, k), room + round(size * DESCENT) + 4))
    side = min(band.height - scaled(14, k), width // (6 if code else 4))
    shape = Box(margin, band.top + (band.height - side) // 2, side, side)
    left = shape.left + side + margin
    bottom = band.top + band.height
    single, middle = panel.height - bottom < _TWO_LINES, bottom + (last - bottom) // 2
    line = Slot(margin, middle, width, scaled(18, k), scaled(16, k, 14), Style.STRONG)
    return Plan(
        panel=panel,
        name=name_slot(margin, scaled(19, k), width, (scaled(22, k), scaled(18, k, 15)), band.top),
        band=band,
        shape=shape,
        word=Slot(left, band.top + (band.height + room) // 2, right - left - margin // 2, size, 12, Style.STATUS),
        goal=goal,
        line=_until(margin, bottom, panel.height, width, k) if single else line,
        overline=None,
        when=None,
        title=None if single else Slot(margin, last, width, scaled(15, k), scaled(14, k, 14)),
        organizer=None,
        code=code,
    )


def _until(left: int, top: int, bottom: int, width: int, k: float) -> Slot:
    """One line in the middle of what is left, where two would stand on each other."""
    size = scaled(20, k)
    return Slot(left, (top + bottom + round(size * CAPITAL)) // 2, width, size, scaled(16, k, 14), Style.STRONG)


def _strip_code(panel: Panel, modules: int, goal: int, margin: int) -> Box | None:
    """A square at the right, as large as leaves the status its size; None where that is too small for the code."""
    least = least_side(modules)
    most = min(panel.height, panel.width - round(goal * _STATUS) - 4 * margin)
    if not modules or panel.height < least:
        return None
    if most < least:
        if panel.width < _CODE_WIDTH or least > panel.width // 2:
            return None
        most = least
    box = code_box(modules, most, panel.width, 0, margin)
    return Box(box.left, (panel.height - box.height) // 2, box.width, box.height)


def square(panel: Panel, modules: int) -> Plan:
    """The status under its shape and the time, as large as the panel is wide. A code has no room beside it."""
    del modules
    k, goal = panel.height / _DESIGN_SQUARE, goal_of(panel)
    margin = scaled(7, k)
    width, side = panel.width - 2 * margin, scaled(40, k)
    band = Box(0, scaled(30, k), panel.width, scaled(8 + 40 + 7 + 9, k) + round(goal * CAPITAL))
    shape = Box(margin, band.top + scaled(8, k), side, side)
    left = shape.left + side + margin
    small = scaled(24, k)
    return Plan(
        panel=panel,
        name=name_slot(margin, scaled(22, k), width, (scaled(24, k), scaled(20, k)), band.top),
        band=band,
        shape=shape,
        word=Slot(margin, band.top + band.height - scaled(9, k), width, goal, 12, Style.STATUS),
        goal=goal,
        line=Slot(left, shape.top + (side + round(small * CAPITAL)) // 2, width - left, small, 17, Style.STRONG),
        overline=None,
        when=Slot(margin, scaled(177, k), width, scaled(18, k), 15, Style.STRONG),
        title=Slot(margin, scaled(195, k), width, scaled(18, k), 14, rise=scaled(17, k)),
        organizer=None,
    )
