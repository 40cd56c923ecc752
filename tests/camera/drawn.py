"""Pictures as a camera would see them: real codes on a grey wall."""

import qrcode  # type: ignore[import-untyped]
from PIL import Image, ImageFilter

from kiosk.domain.camera import Picture

WALL = 168
SIZE = (640, 480)


def code(text: str, side: int) -> Image.Image:
    """A code with its quiet zone, `side` pixels wide."""
    drawn: Image.Image = qrcode.make(text).convert("L")
    return drawn.resize((side, side), Image.Resampling.BILINEAR)


def wall(*pasted: tuple[Image.Image, tuple[int, int]], size: tuple[int, int] = SIZE) -> Image.Image:
    """A grey wall with pictures on it, each at its place."""
    image = Image.new("L", size, WALL)
    for one, place in pasted:
        image.paste(one, place)
    return image


def held(text: str = "FJUEIW", side: int = 200) -> Image.Image:
    """A code that is held in the middle."""
    return wall((code(text, side), ((SIZE[0] - side) // 2, (SIZE[1] - side) // 2)))


def blurred(image: Image.Image, radius: float) -> Image.Image:
    """The same out of focus."""
    return image.filter(ImageFilter.GaussianBlur(radius))


def picture(image: Image.Image, spare: int = 0) -> Picture:
    """As a camera hands it over, with `spare` bytes of anything after each line."""
    width, height = image.size
    data = image.tobytes()
    lines = (data[start : start + width] + b"\x00" * spare for start in range(0, len(data), width))
    return Picture(width, height, width + spare, b"".join(lines))
