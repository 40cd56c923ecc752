"""The layouts of panels that stand upright: everything under one another, the code at the foot."""

from kiosk.tags.glyphs import Style
from kiosk.tags.panels import Panel
from kiosk.tags.plan import CAPITAL, DESCENT, Box, Content, Plan, Slot, code_box, goal_of, name_slot, scaled
from kiosk.tags.qr import least_side

_DESIGN, _DESIGN_HEIGHT, _SLIM, _SLIM_DESIGN = 480, 800, 200, 128
_TINY = 13
_CODE_SHARE = 0.6  # of the width, at most
_TWO_LINES = 400  # of the design: where so much is left, a meeting to come has two lines


def column(panel: Panel, modules: int, content: Content) -> Plan:
    """The layout of an upright panel."""
    return _slim(panel, modules) if panel.width <= _SLIM else _tall(panel, modules, content)


def _tall(panel: Panel, modules: int, content: Content) -> Plan:
    k, goal = min(panel.width / _DESIGN, panel.height / _DESIGN_HEIGHT), goal_of(panel)
    width, margin, bare = panel.width, scaled(24, k, 8), content is Content.STATUS
    inner, part = width - 2 * margin, (width - 2 * margin) * 3 // 5
    band, shape, word, line = _status(panel, margin, k, max(goal, scaled(100, k)), bare=bare)
    top = band.top + band.height
    code, day = (None, None) if bare else _foot(panel, modules, (top, margin), k, content)
    end = (day.top if day else code.top if code else panel.height - margin) - scaled(20, k)
    beside = code.left + code.width + scaled(4, k) if code else 0
    base = (code.top + code.height // 2 if code else 0) + scaled(8, k)
    when, title, organizer = _meeting(margin, inner, top, k)
    return Plan(
        panel=panel,
        name=name_slot(margin, scaled(54, k), part, (scaled(46, k), scaled(30, k)), band.top),
        detail=Slot(margin + part, scaled(54, k), inner - part, scaled(22, k, _TINY), 12),
        band=band,
        shape=shape,
        word=word,
        goal=goal,
        line=line,
        overline=Slot(margin, top + scaled(36, k), inner, scaled(20, k, _TINY), 11, Style.STRONG),
        when=when,
        title=title,
        organizer=organizer if end >= organizer.base else None,
        ahead=_rows(margin, inner, top + scaled(187, k), end, k),
        day=day,
        code=code,
        caption=Slot(beside, base, width - margin - beside, scaled(26, k, 14), _TINY, lines=2) if code else None,
        caption_share=0.0,
    )


def _meeting(left: int, width: int, top: int, k: float) -> tuple[Slot, Slot, Slot]:
    """When it is, its title, and who called it."""
    return (
        Slot(left, top + scaled(74, k), width, scaled(34, k, 16), 14, Style.STRONG),
        Slot(left, top + scaled(112, k), width, scaled(30, k, 16), scaled(26, k, 15)),
        Slot(left, top + scaled(144, k), width, scaled(24, k, 14), scaled(22, k, _TINY)),
    )


def _status(panel: Panel, margin: int, k: float, size: int, *, bare: bool) -> tuple[Box, Box, Slot, Slot]:
    """The band with the shape, the status under it and the line under that; all that is under the name if bare."""
    top, side, small, gap = scaled(78, k), scaled(84, k), scaled(38, k, 16), scaled(20, k)
    below = max(scaled(26, k, 12), round(size * DESCENT) + 2)
    high, low = round(size * CAPITAL), round(small * CAPITAL)
    group = side + gap + high + below + low
    band = Box(0, top, panel.width, panel.height - top if bare else group + 2 * gap + scaled(6, k))
    shape = Box(margin, top + ((band.height - group) * 2 // 5 if bare else gap), side, side)
    base = shape.top + side + gap + high
    word = Slot(margin, base, panel.width - margin - margin // 2, size, 12, Style.STATUS)
    line = Slot(margin, base + below + low, panel.width - 2 * margin, small, scaled(26, k, 14), Style.STRONG)
    return band, shape, word, line


def _foot(
    panel: Panel, modules: int, edges: tuple[int, int], k: float, content: Content
) -> tuple[Box | None, Box | None]:
    """The code at the foot and the day above it; both move up, and the code grows, where no meeting is to be told."""
    (top, margin), high, least = edges, scaled(56, k, 32), scaled(122, k)
    inner = panel.width - 2 * margin
    spare = panel.height - round(_DESIGN_HEIGHT * k)
    if content is Content.NO_MEETING:
        least = scaled(30, k) + high + scaled(10, k)
        spare = panel.height
    side = min(scaled(178, k) + spare // 3, max(scaled(178, k), round(inner * _CODE_SHARE)))
    code = _code(panel, modules, top + least, side, margin)
    foot = code.top - scaled(4, k) if code else panel.height - margin
    if content is Content.NO_MEETING and foot - top >= least - scaled(4, k):
        rest = (foot - top - least) // 2 if code else 0
        return code.lower(-rest) if code else None, Box(margin, top + scaled(30, k), inner, high)
    day = Box(margin, foot - high - scaled(10, k), inner, high)
    return code, day if foot - top >= scaled(156, k) + high + scaled(10, k) else None


def _rows(left: int, width: int, top: int, bottom: int, k: float) -> tuple[tuple[Slot, Slot], ...]:
    """Rows for the meetings after the next one: a line each, or two and larger where there is much room."""
    if bottom - top >= scaled(_TWO_LINES, k):
        size, under = scaled(28, k), scaled(34, k)
        return tuple(
            (
                Slot(left, base, width, size, 12, Style.STRONG),
                Slot(left, base + under, width, size, round(size * 0.9)),
            )
            for base in range(top + scaled(12, k), bottom - under, scaled(88, k))
        )
    size, time, gap = scaled(24, k, 14), scaled(160, k), scaled(10, k)
    return tuple(
        (
            Slot(left, base, time, size, 12, Style.STRONG),
            Slot(left + time + gap, base, width - time - gap, size, round(size * 0.9)),
        )
        for base in range(top, bottom + 1, scaled(36, k))
    )


def _code(panel: Panel, modules: int, top: int, side: int, margin: int) -> Box | None:
    """A square at the foot, below `top`; larger than wished where the code needs it, None where there is no room."""
    least = least_side(modules)
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
    line, when, title = (
        _slim_lines(margin, inner, bottom, code.top, k)
        if code
        else _slim_text(margin, inner, (bottom, panel.height), k)
    )
    return Plan(
        panel=panel,
        name=name_slot(margin, scaled(18, k), inner, (scaled(20, k), scaled(16, k, 14)), band.top),
        band=band,
        shape=shape,
        word=Slot(margin, bottom - scaled(10, k), inner, goal, 12, Style.STATUS),
        goal=goal,
        line=line,
        overline=None,
        when=when,
        title=title,
        organizer=None,
        code=code,
    )


def _slim_text(left: int, width: int, rows: tuple[int, int], k: float) -> tuple[Slot, Slot, Slot]:
    """The same three, larger where there is no code, and the meeting on as many lines as there is room for."""
    top, end = rows
    title = Slot(left, top + scaled(74, k), width, scaled(17, k), 14)
    return (
        Slot(left, top + scaled(24, k), width, scaled(21, k), 14, Style.STRONG),
        Slot(left, top + scaled(52, k), width, scaled(18, k), _TINY, Style.STRONG),
        title.of_lines(1 + max(0, end - title.base - round(title.size * DESCENT) - 2) // title.leading),
    )


def _slim_lines(left: int, width: int, top: int, end: int, k: float) -> tuple[Slot, Slot | None, Slot | None]:
    """Until when, and when and what the meeting is, as far as they stand above the code at `end`."""
    line = Slot(left, top + scaled(20, k), width, scaled(18, k), 14, Style.STRONG)
    when = Slot(left, line.base + scaled(23, k), width, scaled(16, k), _TINY, Style.STRONG)
    title = Slot(left, when.base + scaled(19, k), width, scaled(16, k), 14)
    descent = scaled(4, k)
    return line, when if when.base + descent <= end else None, title if title.base + descent <= end else None


def _slim_code(panel: Panel, modules: int, top: int) -> Box | None:
    least = least_side(modules)
    room = min(panel.height - top, panel.width)
    if not modules or room < least:
        return None
    found = code_box(modules, room, panel.width, 0, 0)
    return Box((panel.width - found.width) // 2, panel.height - found.height, found.width, found.height)
