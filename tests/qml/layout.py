"""What is wrong with how a screen is laid out, measured on the screen itself: each fault as a line to be read."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.window.engine import PanelWindow
from tests.qml import geometry

LEAST, SLACK = 48, 1.5
END_OF_ISOLATE = "\u2069"
TARGETS = ("TouchButton", "CameraButton", "ActionButton", "Chip", "KeyCap", "SheetRow", "EntryField")
FRAMES = (*TARGETS, "DayLine", "DayColumn", "StatusField", "SheetRows", "RoomCard", "Board")
MARKS = ("Sign", "StateShape", "QrCode", "ConnectionMark", "ProgressBar", "Icon", "Logo")


class Shown:
    """An item that can be seen, with its type, its text, its place in the window, and all that it lies in."""

    def __init__(self, item: QQuickItem, above: tuple["Shown", ...], *, mirrored: bool) -> None:
        self.kind = item.metaObject().className().partition("_QMLTYPE")[0]
        self.above = above
        self.text = str(item.property("text") or "") if self.kind == "PlainText" else ""
        self.cut = bool(self.text) and bool(item.property("truncated"))
        self.box = _drawn(item, mirrored=mirrored) if self.text else geometry.box(item)
        self.name = self.text or str(item.property("spoken") or item.property("label") or "")
        self.window = next((one.box for one in reversed(above) if one.clips), None)
        self.clips: bool = item.clip()
        self.scrolls = item.inherits("QQuickListView")

    def __str__(self) -> str:
        box = self.box
        place = f"{box.x():.0f},{box.y():.0f} {box.width():.0f}x{box.height():.0f}"
        return f'{self.kind} "{self.name[:50]}" at {place}'

    @property
    def whole(self) -> bool:
        """Whether nothing of it is hidden by the edge of a list that scrolls."""
        return self.window is None or self.window.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(self.box)

    def inside(self, other: "Shown") -> bool:
        """Whether it belongs to the other."""
        return other in self.above


def shown(panel: PanelWindow, kind: str = "") -> list[Shown]:
    """Everything that can be seen, or only what is in the first item of this type."""
    root = geometry.of_type(panel, kind)[0] if kind else panel.window.contentItem()
    mirrored = bool(panel.window.property("mirrored"))
    return [one for one in _walk(root, (), mirrored=mirrored) if one.whole]


def faults(panel: PanelWindow, *, outside: Iterable[str], inside: str = "") -> list[str]:
    """All that is wrong, nothing where all is well.

    A text that ends with one of `outside` may be cut: that end is not ours.
    """
    found = shown(panel, inside)
    texts, targets = [one for one in found if one.text], [one for one in found if one.kind in TARGETS]
    marks = [one for one in found if one.kind in MARKS]
    edge = QRectF(0, 0, panel.window.width(), panel.window.height())
    strange = tuple(outside)
    ours = (one for one in texts if not one.text.rstrip(END_OF_ISOLATE).endswith(strange))
    return [
        *(f"cut: {one}" for one in ours if one.cut),
        *(f"out of the window: {one}" for one in (*texts, *targets) if not _holds(edge, one.box)),
        *(
            f"out of {two}: {one}"
            for one in texts
            for two in one.above
            if two.kind in FRAMES and not _holds(two.box, one.box)
        ),
        *(f"over {two}: {one}" for one, two in _over(texts, targets, marks)),
        *(f"small: {one}" for one in targets if min(one.box.width(), one.box.height()) < LEAST),
    ]


def _over(*groups: list[Shown]) -> Iterator[tuple[Shown, Shown]]:
    """What is drawn over something else, but for what belongs to it."""
    for one, two in combinations(chain(*groups), 2):
        if not (one.inside(two) or two.inside(one)) and _inner(one.box).intersects(_inner(two.box)):
            yield one, two


def _walk(item: QQuickItem, above: tuple[Shown, ...], *, mirrored: bool) -> Iterator[Shown]:
    if not item.isVisible() or not item.opacity():
        return
    here = Shown(item, above, mirrored=mirrored)
    if any(one.scrolls and not _inner(one.box).intersects(here.box) for one in above):
        return
    yield here
    for child in item.childItems():
        yield from _walk(child, (*above, here), mirrored=mirrored)


def _drawn(item: QQuickItem, *, mirrored: bool) -> QRectF:
    """Where the letters of a text are: at its line's beginning, and in the middle of its height."""
    width, height = item.property("contentWidth"), item.property("contentHeight")
    corner = QPointF(item.width() - width if mirrored else 0, (item.height() - height) / 2)
    return QRectF(item.mapToScene(corner), item.mapToScene(corner + QPointF(width, height)))


def _holds(outer: QRectF, inner: QRectF) -> bool:
    return outer.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(inner)


def _inner(box: QRectF) -> QRectF:
    return box.adjusted(SLACK, SLACK, -SLACK, -SLACK)
