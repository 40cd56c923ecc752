"""Real frames of Qt Multimedia in the formats that cameras send. To be imported only where Qt Multimedia is."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

Format = QVideoFrameFormat.PixelFormat
PLANAR = (Format.Format_NV12, Format.Format_NV21, Format.Format_YUV420P, Format.Format_YUV422P, Format.Format_Y8)
PACKED = (Format.Format_YUYV, Format.Format_UYVY, Format.Format_Y16, Format.Format_P010, Format.Format_AYUV)
ALPHA_FIRST = (Format.Format_ARGB8888, Format.Format_XBGR8888)
COLOURS = (Format.Format_BGRA8888, Format.Format_BGRX8888, Format.Format_RGBA8888, *ALPHA_FIRST)
NOISE = 0x55
"""What stands in the bytes that are no brightness: a reader that takes one of them sees no code."""


def frame(
    image: Image.Image,
    kind: Format,
    *,
    turned: QtVideo.Rotation = QtVideo.Rotation.None_,
    mirrored: bool = False,
    surface: Callable[[QVideoFrameFormat], None] = lambda _: None,
) -> QVideoFrame:
    """A frame that holds this grey image; `surface` may change how its surface is to be shown."""
    form = QVideoFrameFormat(QSize(*image.size), kind)
    surface(form)
    made = QVideoFrame(form)
    assert made.map(QVideoFrame.MapMode.WriteOnly)
    _fill(made, image, kind)
    made.unmap()
    made.setRotation(turned)
    made.setMirrored(mirrored)
    return made


def _fill(made: QVideoFrame, image: Image.Image, kind: Format) -> None:
    bits, line, grey = memoryview(made.bits(0)), made.bytesPerLine(0), image.tobytes()
    width, height = image.size
    for plane in range(made.planeCount()):
        made.bits(plane)[:] = bytes([NOISE]) * made.mappedBytes(plane)  # type: ignore[index]
    for y in range(height):
        row, at = grey[y * width : (y + 1) * width], y * line
        if kind in COLOURS:
            bits[at : at + 4 * width] = _opaque(row, first=kind in ALPHA_FIRST)
        elif kind is Format.Format_AYUV:
            bits[at + 1 : at + 4 * width : 4] = row
        elif kind in PACKED:
            first = 0 if kind is Format.Format_YUYV else 1
            bits[at + first : at + 2 * width : 2] = row
        else:
            bits[at : at + width] = row


def photo(image: Image.Image) -> QVideoFrame:
    """The same as a JPEG, which some cameras send."""
    file = BytesIO()
    image.save(file, "JPEG")
    made = QVideoFrame(QVideoFrameFormat(QSize(*image.size), Format.Format_Jpeg))
    assert made.map(QVideoFrame.MapMode.WriteOnly)
    memoryview(made.bits(0))[: file.tell()] = file.getvalue()
    made.unmap()
    return made


def _opaque(row: bytes, *, first: bool) -> bytes:
    grey, full = Image.frombytes("L", (len(row), 1), row), Image.new("L", (len(row), 1), 255)
    return Image.merge("RGBA", (full, grey, grey, grey) if first else (grey, grey, grey, full)).tobytes()
