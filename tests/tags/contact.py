"""Contact sheets of every layout, to look at: build/screenshots/tags. Run as a module, with languages or none."""

import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from kiosk.domain.state import Status
from kiosk.i18n import languages
from kiosk.tags.draw import Artist, sketch
from kiosk.tags.face import Face
from kiosk.tags.panels import Panel, panels
from kiosk.tags.picture import Palette, Picture
from tests.tags.samples import face

FOLDER = Path("build/screenshots/tags")
GREY, GAP = (150, 150, 150), 12
WIDEST = 2600  # pixels of a sheet


def indexed(picture: Picture) -> Image.Image:
    """The picture with a palette of its canonical inks."""
    image = Image.frombytes("P", (picture.width, picture.height), picture.pixels)
    image.putpalette([part for ink in picture.palette.inks for part in ink.rgb])
    return image


def image_of(picture: Picture) -> Image.Image:
    """The picture in its canonical inks."""
    return indexed(picture).convert("RGB")


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


def _every_state(language: str) -> list[Face]:
    return [*(face(status, language) for status in Status), face(Status.FREE, language, meetings=[])]


def main(asked: list[str]) -> None:
    """A sheet of all states for each panel and palette in English, and in each language for each panel."""
    for language in asked or languages():
        artist, faces = Artist(), _every_state(language)
        for palette in Palette if language == "en" else (Palette.BWRY,):
            (FOLDER / language).mkdir(parents=True, exist_ok=True)
            for panel in geometries(palette):
                signs = [image_of(artist.draw(sketch(one, panel)).picture) for one in faces]
                path = FOLDER / language / f"{panel.width}x{panel.height}-{palette.value}.png"
                sheet(signs, max(2, min(len(signs), WIDEST // (panel.width + GAP)))).save(path)


if __name__ == "__main__":
    main(sys.argv[1:])
