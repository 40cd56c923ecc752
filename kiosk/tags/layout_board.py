"""The layout of a panel that lies: name, status across, meeting and day below, the code at their right."""

from kiosk.tags.glyphs import Style
from kiosk.tags.panels import Panel
from kiosk.tags.plan import CAPITAL, DESCENT, Box, Content, Plan, Slot, code_box, goal_of, name_slot, scaled
from kiosk.tags.qr import least_side

_DESIGN_WIDTH, _DESIGN = 740, 480
_WIDE = 2.2
_TINY = 13
_CODE_SHARE = 0.28  # of the width
_TALLEST = 0.9  # of an em: what East Asian characters reach above the baseline
_ROWS = 4


def board(panel: Panel, modules: int, content: Content) -> Plan:
    """The layout of a lying panel larger than a hand."""
    k, goal = min(panel.width / _DESIGN_WIDTH, panel.height / _DESIGN), goal_of(panel)
    width, margin, bare = panel.width, scaled(20, k, 8), content is Content.STATUS
    middle, base = width * 3 // 5, scaled(52, k)
    band, shape, word, line = _bare(panel, margin, k, goal) if bare else _status(panel, margin, k, goal)
    top = band.top + band.height
    code = None if bare else _code(panel, modules, top + scaled(6, k), k, margin)
    right = code.left - scaled(8, k) if code else width - margin
    meeting = right - margin if width <= panel.height * _WIDE else min(right - margin, width * 2 // 5)
    when, title, organizer = _meeting(margin, meeting, top, k)
    day = Box(margin, panel.height - scaled(72, k, 40), right - margin, scaled(56, k, 32))
    spare = day.top - organizer.base - scaled(12, k)
    if content is Content.NO_MEETING:
        day = _alone(day, code, (top, panel.height), k)
    return Plan(
        panel=panel,
        name=name_slot(margin, base, middle - margin, (scaled(46, k), scaled(30, k)), band.top),
        detail=Slot(middle, base, width - margin - middle, scaled(24, k, 14), 12),
        band=band,
        shape=shape,
        word=word,
        goal=goal,
        line=line,
        overline=Slot(margin, top + scaled(38, k), meeting, scaled(20, k, _TINY), 11, Style.STRONG),
        when=when,
        title=title.of_lines(2 if spare >= title.leading else 1),
        organizer=organizer,
        ahead=_list(meeting + margin + scaled(36, k), right, top, k) if meeting < right - margin else (),
        day=day if spare >= 0 and not bare else None,
        code=code,
        caption=_caption(code, panel, k) if code else None,
    )


def _meeting(left: int, width: int, top: int, k: float) -> tuple[Slot, Slot, Slot]:
    """When it is, its title, and who called it."""
    return (
        Slot(left, top + scaled(76, k), width, scaled(34, k, 16), 14, Style.STRONG),
        Slot(left, top + scaled(116, k), width, scaled(32, k, 16), scaled(28, k, 15)),
        Slot(left, top + scaled(150, k), width, scaled(24, k, 14), scaled(22, k, _TINY)),
    )


def _status(panel: Panel, margin: int, k: float, goal: int) -> tuple[Box, Box, Slot, Slot]:
    """The band with the shape at its left, and the status with the line under it in its middle."""
    size, small = max(goal, scaled(94, k)), scaled(38, k, 16)
    gap = max(scaled(24, k), round(size * DESCENT) + 2)
    group = round(size * CAPITAL) + gap + round(small * CAPITAL)
    band = Box(0, scaled(72, k), panel.width, max(scaled(164, k), group + 2 * scaled(20, k, 12)))
    side = scaled(104 if goal <= scaled(94, k) else 92, k)
    shape = Box(margin, band.top + (band.height - side) // 2, side, side)
    top = band.top + (band.height - group) // 2 - scaled(4, k)
    return band, shape, *_beside(panel, shape, top, (size, small, gap), (k, margin * 2 // 3))


def _bare(panel: Panel, margin: int, k: float, goal: int) -> tuple[Box, Box, Slot, Slot]:
    """The status alone, as large as the panel allows, in the middle of all that is under the name."""
    top, side = scaled(72, k), scaled(132, k)
    size, small, gap = max(goal, scaled(130, k)), scaled(44, k, 18), scaled(34, k, 12)
    group = round(size * CAPITAL) + gap + round(small * CAPITAL)
    band = Box(0, top, panel.width, panel.height - top)
    head = band.top + (band.height - group) * 2 // 5
    shape = Box(margin, head + (group - side) // 2, side, side)
    return band, shape, *_beside(panel, shape, head, (size, small, gap), (k, margin))


def _beside(
    panel: Panel, shape: Box, top: int, sizes: tuple[int, int, int], scale: tuple[float, int]
) -> tuple[Slot, Slot]:
    (size, small, gap), (k, edge) = sizes, scale
    left = shape.left + shape.width + scaled(18, k)
    width, base = panel.width - left - edge, top + round(size * CAPITAL)
    low = base + gap + round(small * CAPITAL)
    return Slot(left, base, width, size, 12, Style.STATUS), Slot(
        left, low, width, small, scaled(28, k, 14), Style.STRONG
    )


def _code(panel: Panel, modules: int, top: int, k: float, margin: int) -> Box | None:
    if not modules:
        return None
    least, room = least_side(modules), panel.height - top
    wished = min(room - _words(k), max(scaled(206, k), round(panel.width * _CODE_SHARE)))
    side = max(wished, least)
    if side > room or side > panel.width // 2:
        return None
    return code_box(modules, side, panel.width, top, margin)


def _words(k: float) -> int:
    """How high the line under the code is."""
    return round(scaled(20, k, _TINY) * (_TALLEST + 0.4))


def _alone(day: Box, code: Box | None, rows: tuple[int, int], k: float) -> Box:
    """The day where no meeting is to be told: larger, and in the middle beside the code."""
    middle = code.top + code.height // 2 if code else sum(rows) // 2
    height = scaled(80, k, 40)
    return Box(day.left, middle - height // 2, day.width, height)


def _caption(code: Box, panel: Panel, k: float) -> Slot | None:
    """Under the code, in its middle."""
    size = scaled(20, k, _TINY)
    base, centre = code.top + code.height + round(size * _TALLEST), code.left + code.width // 2
    half = min(code.width // 2 + scaled(8, k), panel.width - centre - scaled(6, k, 3))
    fits = base + round(size * 0.3) <= panel.height
    return Slot(centre - half, base, 2 * half, size, 11) if fits else None


def _list(left: int, right: int, top: int, k: float) -> tuple[tuple[Slot, Slot], ...]:
    """Rows for the meetings after the next one, on a panel that is wide enough for them."""
    size, time, gap, step = scaled(24, k), scaled(160, k), scaled(12, k), scaled(37, k)
    return tuple(
        (
            Slot(left, base, time, size, 12, Style.STRONG),
            Slot(left + time + gap, base, right - left - time - gap, size, round(size * 0.9)),
        )
        for base in range(top + scaled(38, k), top + scaled(38, k) + _ROWS * step, step)
    )
