"""Which colours must stand out from which, by how much, and which do not. Pure.

Text needs 4.5 to 1 (WCAG 2.2, 1.4.3), signs, edges and bars need 3 to 1 (1.4.11). The screen's largest words would be
allowed 3 to 1 as well; they are read from the far end of a corridor, so they are given none of that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.theme.colours import contrast, over
from kiosk.theme.palette import STATES

TEXT, SIGN = 4.5, 3.0


@dataclass(frozen=True, slots=True)
class Pair:
    """One colour on another, by their names; between both lies `between`, partly clear, where it is named."""

    ink: str
    ground: str
    least: float
    between: str = ""

    @property
    def name(self) -> str:
        """As it is told to people."""
        return f"{self.ink} on {_BETWEEN[self.between]}{self.ground}"

    def ratio(self, colours: Mapping[str, str]) -> float:
        """How far they stand apart, from 1 to 21."""
        ground = colours[self.ground]
        return contrast(colours[self.ink], over(colours[self.between], ground) if self.between else ground)

    def stands(self, colours: Mapping[str, str]) -> bool:
        """Whether that is enough."""
        return self.ratio(colours) >= self.least


_BETWEEN = {"": "", "button_on_field": "a button on ", "track_on_field": "a bar on "}
_PAPERS = ("background", "surface", "card", "sheet")


def pairs(style: str) -> tuple[Pair, ...]:
    """All that are ever seen together in a look of this style."""
    return (*_words(), *_edges(), *(_fields() if style == "bold" else _bars()))


def _words() -> Iterator[Pair]:
    for ground in (*_PAPERS, "button"):
        yield from (Pair(ink, ground, TEXT) for ink in ("text", "muted"))
    for ground in ("surface", "card"):
        yield Pair("faint", ground, TEXT)
    for ground in ("background", "sheet"):
        yield Pair("error", ground, TEXT)
    yield from (Pair("on_accent", "accent", TEXT), Pair("on_danger", "danger", TEXT))
    for state in STATES:
        yield from (Pair(f"{state}_mark", ground, TEXT) for ground in _PAPERS)
        yield Pair(f"{state}_mark", "button", SIGN)


def _edges() -> Iterator[Pair]:
    for ground in ("surface", "card", "sheet"):
        yield Pair("outline", ground, SIGN)
    for ground in _PAPERS:
        yield Pair("focus", ground, SIGN)


def _fields() -> Iterator[Pair]:
    for state in STATES:
        yield Pair("on_state", state, TEXT)
        yield Pair("on_state", state, TEXT, "button_on_field")
        yield Pair("on_state", state, SIGN, "track_on_field")


def _bars() -> Iterator[Pair]:
    yield from (Pair(f"{state}_mark", "track", SIGN) for state in STATES)
