"""Contact sheets of every layout, to look at: build/screenshots/tags. Run as a module."""

import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from kiosk.domain.state import Status
from kiosk.tags.draw import Artist, sketch
from kiosk.tags.panels import Panel, panels
from kiosk.tags.picture import Palette, Picture
from tests.tags.samples import face

FOLDER = Path("build/screenshots/tags")
GREY, GAP = (150, 150, 150), 12


def image_of(picture: Picture) -> Image.Image:
    """The picture in its canonical inks."""
    image = Image.frombytes("P", (picture.width, picture.height), picture.pixels)
    image.putpalette([part for ink in picture.palette.inks for part in ink.rgb])
    return image.convert("RGB")


def sheet(images: list[Image.Image], across: int) -> Image.Image:
    """The pictures in rows."""
    rows = [images[start : start + across] for start in range(0, len(images), across)]
    width = max(sum(one.width + GAP for one in row) for row in rows) + GAP
    height = sum(max(one.height for one in row) + GAP for row in rows) + GAP
    whole, y = Image.new("RGB", (width, height), GREY), GAP
    for row in rows:
        x = GAP
        for one in row:
            whole.paste(one, (x, y))
            x += one.width + GAP
        y += max(one.height for one in row) + GAP
    return whole


def geometries(palette: Palette) -> Iterator[Panel]:
    """Every panel with these inks, lying and upright."""
    for one in panels():
        if one.palette is palette:
            yield one
            if one.width != one.height:
                yield one.hung(90)


def main(languages: list[str]) -> None:
    """Write a sheet of all states for each geometry."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    artist = Artist()
    for language in languages:
        for palette in Palette:
            for panel in geometries(palette):
                signs = [artist.draw(sketch(face(status, language), panel)) for status in Status]
                path = FOLDER / f"{panel.width}x{panel.height}-{palette.value}-{language}.png"
                sheet([image_of(sign.picture) for sign in signs], 3 if panel.width < 700 else 2).save(path)


if __name__ == "__main__":
    main(sys.argv[1:] or ["en", "de"])
