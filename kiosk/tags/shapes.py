"""The six shapes of a room's status, so that it is known without its colour: as on every other screen."""

from functools import lru_cache
from typing import assert_never

from PIL import Image, ImageDraw

from kiosk.domain.state import Status
from kiosk.tags.canvas import Mask

_FINER, _HALF = 4, 128
_STROKE = 0.13


@lru_cache(maxsize=512)
def shape_of(status: Status, side: int, stride: int) -> Mask:
    """The status's shape in a square of so many pixels, at the left edge of a canvas of this stride."""
    fine = side * _FINER
    image = Image.new("L", (fine, fine), 0)
    _draw(ImageDraw.Draw(image), status, fine)
    small = image.resize((side, side), Image.Resampling.BOX).point(lambda grey: 255 if grey >= _HALF else 0)
    whole = Image.new("1", (stride, side), 0)
    whole.paste(small.convert("1", dither=Image.Dither.NONE), (0, 0))
    return Mask(side, int.from_bytes(whole.tobytes(), "big"))


def _draw(pen: ImageDraw.ImageDraw, status: Status, side: int) -> None:
    stroke, edge = round(side * _STROKE), side - 1
    match status:
        case Status.FREE:
            pen.ellipse((0, 0, edge, edge), outline=255, width=stroke)
        case Status.STARTING_SOON:
            pen.ellipse((0, 0, edge, edge), outline=255, width=stroke // 2)
            pen.pieslice((0, 0, edge, edge), 90, 270, fill=255)
        case Status.WAITING_CHECK_IN:
            pen.ellipse((0, 0, edge, edge), outline=255, width=stroke)
            points = [(0.28, 0.52), (0.44, 0.68), (0.74, 0.36)]
            pen.line([(x * side, y * side) for x, y in points], fill=255, width=stroke, joint="curve")
        case Status.OCCUPIED:
            pen.ellipse((0, 0, edge, edge), fill=255)
            pen.rectangle((0.22 * side, 0.43 * side, 0.78 * side, 0.57 * side), fill=0)
        case Status.CLOSED:
            pen.rounded_rectangle((0, 0, edge, edge), 0.12 * side, outline=255, width=stroke)
            pen.rectangle((0.27 * side, 0.43 * side, 0.73 * side, 0.57 * side), fill=255)
        case Status.UNKNOWN:
            pen.ellipse((0, 0, edge, edge), outline=255, width=round(stroke * 0.7))
            _question(pen, side, stroke)
        case _:
            assert_never(status)


def _question(pen: ImageDraw.ImageDraw, side: int, stroke: int) -> None:
    """A question mark by hand: it is the same in every font and language."""
    box = (0.34 * side, 0.22 * side, 0.66 * side, 0.54 * side)
    pen.arc(box, 180, 90, fill=255, width=round(stroke * 0.85))
    half = stroke * 0.42
    pen.rectangle((0.5 * side - half, 0.48 * side, 0.5 * side + half, 0.62 * side), fill=255)
    pen.ellipse((0.5 * side - half * 1.2, 0.68 * side, 0.5 * side + half * 1.2, 0.68 * side + half * 2.4), fill=255)
