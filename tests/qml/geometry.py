"""Where the texts of a window are, read from the scene itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.window.engine import PanelWindow

SLACK = 1.0


@dataclass(frozen=True)
class ShownText:
    """One text: its words, its box in the window, and whether it was cut short."""

    text: str
    box: QRectF
    truncated: bool
    pixels: int


def items(item: QQuickItem) -> Iterator[QQuickItem]:
    """The item and all below it that can be seen."""
    if not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from items(child)


def of_type(panel: PanelWindow, name: str) -> list[QQuickItem]:
    """The visible items of one QML type, by its name."""
    root = panel.window.contentItem()
    return [one for one in items(root) if one.metaObject().className().startswith(f"{name}_")]


def texts(panel: PanelWindow) -> list[ShownText]:
    """Every text that is not empty."""
    mirrored = bool(panel.window.property("mirrored"))
    return [_shown(one, mirrored=mirrored) for one in of_type(panel, "PlainText") if one.property("text")]


def box(item: QQuickItem) -> QRectF:
    """An item's place in the window."""
    return QRectF(item.mapToScene(QPointF(0, 0)), item.size())


def overlaps(shown: list[ShownText]) -> list[tuple[str, str]]:
    """The texts that are drawn over each other."""
    pairs = combinations(shown, 2)
    return [(one.text[:40], two.text[:40]) for one, two in pairs if _inner(one.box).intersects(_inner(two.box))]


def outside(shown: list[ShownText], panel: PanelWindow) -> list[str]:
    """The texts that reach over the window's edge."""
    edge = QRectF(0, 0, panel.window.width(), panel.window.height()).adjusted(-SLACK, -SLACK, SLACK, SLACK)
    return [one.text[:40] for one in shown if not edge.contains(one.box)]


def _shown(item: QQuickItem, *, mirrored: bool) -> ShownText:
    width, height = item.property("contentWidth"), item.property("contentHeight")
    free = item.width() - width
    corner = item.mapToScene(QPointF(free if mirrored else 0, 0))
    place = QRectF(corner.x(), corner.y(), width, height)
    return ShownText(item.property("text"), place, item.property("truncated"), item.property("font").pixelSize())


def _inner(rect: QRectF) -> QRectF:
    return rect.adjusted(SLACK, SLACK, -SLACK, -SLACK)
