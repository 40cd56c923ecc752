"""Pictures for documents: few colours, so that they are small, with the flat ones as they are."""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

FLAT, BETWEEN = 24, 24  # colours of a picture: those that most of it is, and those of edges and small marks


def write_small(image: Image.Image, path: Path, widest: int) -> None:
    """Write a PNG with a palette, at most so many pixels across."""
    image = image.convert("RGB")
    if image.width > widest:
        image = image.resize((widest, round(image.height * widest / image.width)), Image.Resampling.LANCZOS)
    path.parent.mkdir(parents=True, exist_ok=True)
    _few(image).save(path, optimize=True)


def pillow(image: QImage) -> Image.Image:
    """Qt's picture as Pillow's."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def _few(image: Image.Image) -> Image.Image:
    counted = image.getcolors(image.width * image.height) or []
    flat = [part for _, colour in sorted(counted, key=lambda one: one[0])[-FLAT:] for part in _parts(colour)]
    between = image.quantize(BETWEEN, method=Image.Quantize.FASTOCTREE, kmeans=2).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*flat, *between])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def _parts(colour: object) -> tuple[int, ...]:
    assert isinstance(colour, tuple)
    return colour
