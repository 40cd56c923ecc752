"""Reads what the codecs wrote, by other means than they write it: bit by bit, and by Pillow's own readers."""

from io import BytesIO
from itertools import product
from random import Random

from PIL import Image

from kiosk.tags.picture import Ink, Palette, Picture


def noise(width: int, height: int, palette: Palette, seed: int = 7) -> Picture:
    """Every ink anywhere."""
    rng = Random(seed)
    return Picture(width, height, palette, bytes(rng.choices(range(len(palette.inks)), k=width * height)))


def bit(plane: bytes, width: int, x: int, y: int) -> int:
    return plane[y * -(-width // 8) + x // 8] >> (7 - x % 8) & 1


def by_codes(data: bytes, picture: Picture, codes: dict[str, int]) -> Picture:
    """Two planes, or one, read by the codes of a table like `{"00": 0, "10": 1}`."""
    width, height = picture.width, picture.height
    size = -(-width // 8) * height
    planes = [data[start : start + size] for start in range(0, len(data), size)]
    found = ("".join(str(bit(plane, width, x, y)) for plane in planes) for y, x in product(range(height), range(width)))
    return Picture(width, height, picture.palette, bytes(codes[code] for code in found))


def nearest(file: bytes, palette: Palette) -> Picture:
    """A file of any kind, each pixel taken for the ink that it is nearest to."""
    image = Image.open(BytesIO(file)).convert("RGB")
    known = {rgb: _nearest(rgb, palette.inks) for _, rgb in image.getcolors(1 << 24) or () if isinstance(rgb, tuple)}
    raw = image.tobytes()
    pixels = bytes(known[raw[at], raw[at + 1], raw[at + 2]] for at in range(0, len(raw), 3))
    return Picture(image.width, image.height, palette, pixels)


def _nearest(rgb: tuple[int, ...], inks: tuple[Ink, ...]) -> int:
    return min(range(len(inks)), key=lambda at: sum((a - b) ** 2 for a, b in zip(rgb, inks[at].rgb, strict=True)))
