"""A sign as a short script with Pillow makes it: drawn in colour, dithered to three inks, packed, compressed."""

import zlib
from functools import lru_cache
from pathlib import Path

import qrcode  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

from tests.benchmarks.tag_items import HEIGHT, WIDTH, Item

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
_INKS = [0, 0, 0, 255, 255, 255, 255, 0, 0]
_WHITE, _RED = [255 * (index == 1) for index in range(256)], [255 * (index == 2) for index in range(256)]


def naive(things: list[Item]) -> bytes:
    """The compressed planes. It keeps its fonts, and nothing else."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(image)
    for one in things:
        _draw(image, pen, one)
    return packed(image)


def packed(image: Image.Image) -> bytes:
    """A coloured picture dithered, packed into two planes and compressed."""
    inks = Image.new("P", (1, 1))
    inks.putpalette(_INKS)
    found = image.quantize(palette=inks, dither=Image.Dither.FLOYDSTEINBERG)
    white, red = found.point(_WHITE, "1"), found.point(_RED, "1")
    both = found.point([max(one, two) for one, two in zip(_WHITE, _RED, strict=True)], "1")
    del white
    return zlib.compress(both.tobytes() + red.tobytes(), 6)


def _draw(image: Image.Image, pen: ImageDraw.ImageDraw, one: Item) -> None:
    match one["type"]:
        case "text":
            pen.text((one["x"], one["y"]), one["value"], one["color"], _font(one["font"], one["size"]), one["anchor"])
        case "qrcode":
            made = qrcode.QRCode(box_size=one["boxsize"], border=one["border"])
            made.add_data(one["data"])
            image.paste(made.make_image().get_image().convert("RGB"), (one["x"], one["y"]))
        case kind:
            draw = pen.ellipse if kind == "ellipse" else pen.rectangle
            place = (one["x_start"], one["y_start"], one["x_end"], one["y_end"])
            draw(place, fill=one.get("fill"), outline=one["outline"], width=one.get("width", 1))


@lru_cache(maxsize=64)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / name), size)
