"""The program's icon in the formats of Windows and macOS, drawn from the one that there is. Knows no bundle."""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256)
LARGEST = 1024


def icon(drawing: Path, file: Path) -> Path:
    """Write an SVG file as `file`, which ends in .ico or .icns, in all the sizes that systems ask for."""
    file.parent.mkdir(parents=True, exist_ok=True)
    pixels = _drawn(drawing, LARGEST)
    if file.suffix == ".icns":
        pixels.save(file, "ICNS")
    else:
        pixels.save(file, "ICO", sizes=[(size, size) for size in SIZES])
    return file


def _drawn(drawing: Path, size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes
    return Image.open(io.BytesIO(data.data()))
