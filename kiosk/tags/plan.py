"""Where things stand on a sign: boxes and lines of type, in pixels. Knows no text."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from kiosk.tags.glyphs import Style
from kiosk.tags.panels import Panel
from kiosk.tags.qr import LEAST_QUIET, Code, fitted

MM_PER_INCH = 25.4
SMALL_MM, LARGE_MM = 9.3, 11.6  # capitals that are read at two metres: on small signs, and from 4.2 inches on
LARGE_INCHES = 4.0
CAPITAL, DESCENT = 0.727, 0.21  # of an em, in the bundled Latin faces


class Content(Enum):
    """What there is to say beside the status: meetings, or none but a code to scan or a day, or nothing at all."""

    MEETINGS = auto()
    NO_MEETING = auto()
    STATUS = auto()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, from the top left."""

    left: int
    top: int
    width: int
    height: int

    def lower(self, pixels: int) -> "Box":
        """The same, so much further down."""
        return replace(self, top=self.top + pixels)


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for up to `lines` lines: `base` is the first one's baseline, `size` and `least` are pixels an em.

    Ink may reach `rise` pixels over the baseline and `drop` under it.
    """

    left: int
    base: int
    width: int
    size: int
    least: int
    style: Style = Style.TEXT
    lines: int = 1
    rise: int = 9999
    drop: int = 9999

    @property
    def leading(self) -> int:
        """From baseline to baseline."""
        return round(self.size * 1.2)

    def of_lines(self, lines: int) -> "Slot":
        """The same for so many lines."""
        return replace(self, lines=lines)

    def lower(self, pixels: int) -> "Slot":
        """The same, so much further down."""
        return replace(self, base=self.base + pixels) if pixels else self


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A sign's layout; each is a thing of its own, so that what was drawn for it can be kept by it.

    What there is no room for is None, or has no rows; `ahead` are pairs of a time and a title. `goal` is the em at
    which the status is read at two metres.
    """

    panel: Panel
    name: Slot
    band: Box
    shape: Box
    word: Slot
    goal: int
    line: Slot
    overline: Slot | None
    when: Slot | None
    title: Slot | None
    organizer: Slot | None
    detail: Slot | None = None
    ahead: tuple[tuple[Slot, Slot], ...] = ()
    day: Box | None = None
    code: Box | None = None
    caption: Slot | None = None
    caption_share: float = 0.5


def goal_of(panel: Panel) -> int:
    """Pixels an em at which capitals are as large as two metres ask for, on this panel."""
    inches = (panel.width**2 + panel.height**2) ** 0.5 / panel.ppi
    millimetres = LARGE_MM if inches >= LARGE_INCHES else SMALL_MM
    return -int(-millimetres * panel.ppi / MM_PER_INCH / CAPITAL // 1)


def scaled(value: float, scale: float, least: int = 0) -> int:
    """A length of the design on a panel, never less than what can be read."""
    return max(least, round(value * scale))


def name_slot(left: int, base: int, width: int, sizes: tuple[int, int], band: int) -> Slot:
    """The slot of a room's name, between the upper edge and the band that begins at this row."""
    return Slot(left, base, width, *sizes, Style.STRONG, rise=base - 1, drop=band - base - 2)


def code_box(modules: int, side: int, right: int, top: int, margin: int) -> Box:
    """The square of a code in one of `side`, as large as whole modules make it.

    Its dark part ends `margin` before `right`, in line with what is above it, as its quiet zone is white anyway; for
    that the zone may reach over the edge, but never so far that less of it is left than a reader needs.
    """
    fit = fitted(Code(modules, ()), side)
    if fit is None:
        return Box(right - side, top, side, side)
    inset = max(margin - fit.quiet * fit.pixels, (LEAST_QUIET - fit.quiet) * fit.pixels)
    return Box(right - fit.side - inset, top, fit.side, fit.side)
