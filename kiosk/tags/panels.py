"""The panels that tags are made with: their pixels, their size in the hand, and their inks. Knows no tag."""

from dataclasses import dataclass
from math import hypot

from kiosk.tags.picture import Palette, Rotation

_USUAL_PPI = 125.0
_SIZES: dict[str, tuple[tuple[int, int], ...]] = {
    "1.54": ((200, 200),),
    "2.13": ((250, 122),),
    "2.66": ((296, 152), (360, 184)),
    "2.9": ((296, 128), (384, 168)),
    "3.5": ((384, 184),),
    "4.2": ((400, 300),),
    "5.83": ((648, 480),),
    "7.5": ((800, 480), (640, 384), (880, 528)),
    "10.85": ((1360, 480),),
    "11.6": ((960, 640),),
    "13.3": ((960, 680), (1600, 1200)),
}


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel, lying as it is made; `ppi` is how many pixels an inch has."""

    name: str
    width: int
    height: int
    palette: Palette
    ppi: float

    def hung(self, rotation: Rotation) -> "Panel":
        """The same as it is seen once it hangs turned by so many degrees."""
        if rotation in (0, 180):
            return self
        return Panel(self.name, self.height, self.width, self.palette, self.ppi)


def custom_panel(width: int, height: int, palette: Palette) -> Panel:
    """A panel that is known by its pixels only: it is taken to have as many an inch as most do."""
    return Panel(f"{width}x{height}-{palette.value}", width, height, palette, _USUAL_PPI)


def panels() -> tuple[Panel, ...]:
    """Every panel that has a name, smallest first: "7.5-bwr", or "7.5-640x384-bwr" where a size has several."""
    return tuple(_PANELS.values())


def panel_named(name: str) -> Panel | None:
    """The panel of this name, None where there is none; the pixels may be named where they need not be."""
    return _PANELS.get(name) or next((one for one in _PANELS.values() if name == _full(one)), None)


def _full(panel: Panel) -> str:
    inches = panel.name.partition("-")[0]
    return f"{inches}-{panel.width}x{panel.height}-{panel.palette.value}"


def _all() -> dict[str, Panel]:
    found = {}
    for inches, geometries in _SIZES.items():
        for index, (width, height) in enumerate(geometries):
            ppi = hypot(width, height) / float(inches)
            for palette in Palette:
                middle = f"-{width}x{height}" if index else ""
                name = f"{inches}{middle}-{palette.value}"
                found[name] = Panel(name, width, height, palette, ppi)
    return found


_PANELS = _all()
