"""A font of a building's own for tests: one of the bundled ones by another name, with or without some letters."""

from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from kiosk.resources import assets

FAMILY = "Brand"


def brand(folder: Path, *, without: str = "", source: str = "Inter-Regular.ttf") -> Path:
    """A font file of the family Brand."""
    font = TTFont(assets() / "fonts" / source)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = FAMILY
    for table in font["cmap"].tables:
        table.cmap = {code: glyph for code, glyph in table.cmap.items() if chr(code) not in without}
    path = folder / "brand.ttf"
    font.save(path)
    return path
