"""Chooses the layout of a panel: a board, a strip, a square or a column. Knows no text, and no ink."""

from functools import lru_cache

from kiosk.tags.layout_board import board
from kiosk.tags.layout_column import column
from kiosk.tags.layout_small import square, strip
from kiosk.tags.panels import Panel
from kiosk.tags.plan import Content, Plan

_STRIP_HEIGHT = 200
_NARROW = 1.1


@lru_cache(maxsize=1024)
def plan_of(panel: Panel, modules: int = 0, content: Content = Content.MEETINGS) -> Plan:
    """The layout of a panel as it is seen; `modules` is how many the code has on a side, 0 where there is none."""
    if panel.height <= _STRIP_HEIGHT and panel.width < panel.height * _NARROW and panel.width >= panel.height:
        return square(panel, modules)
    if panel.height > panel.width:
        return column(panel, modules, content)
    if panel.height <= _STRIP_HEIGHT:
        return strip(panel, modules)
    return board(panel, modules, content)
