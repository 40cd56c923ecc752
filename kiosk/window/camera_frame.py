"""Turns a camera's frame into a grey picture, upright. Imports Qt Multimedia: to be loaded once a camera is used."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QTransform
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

from kiosk.domain.camera import Picture

LONGEST = 1280
"""No side of a picture is longer, in pixels: a code in a hand is read from that, and more would only take time."""
_Format = QVideoFrameFormat.PixelFormat
_FIRST_PLANE = frozenset(
    {
        _Format.Format_YUV420P,
        _Format.Format_YUV422P,
        _Format.Format_YV12,
        _Format.Format_NV12,
        _Format.Format_NV21,
        _Format.Format_IMC1,
        _Format.Format_IMC2,
        _Format.Format_IMC3,
        _Format.Format_IMC4,
        _Format.Format_Y8,
    }
)
"""Their first plane is the brightness of each pixel, a byte each."""
_BYTES = {
    _Format.Format_YUYV: (0, 2),
    _Format.Format_UYVY: (1, 2),
    _Format.Format_Y16: (1, 2),
    _Format.Format_P010: (1, 2),
    _Format.Format_P016: (1, 2),
    _Format.Format_AYUV: (1, 4),
    _Format.Format_AYUV_Premultiplied: (1, 4),
    _Format.Format_ARGB8888: (2, 4),
    _Format.Format_ARGB8888_Premultiplied: (2, 4),
    _Format.Format_XRGB8888: (2, 4),
    _Format.Format_ABGR8888: (2, 4),
    _Format.Format_XBGR8888: (2, 4),
}
"""Which of their bytes tells the brightness, and how many there are a pixel. Of 16 bits the upper half, of colours
that no image of Qt has in this order the green one."""


def picture_of(frame: QVideoFrame) -> Picture | None:
    """What the frame shows, in grey, turned and mirrored as it asks for; None where it cannot be read."""
    image = grey_of(frame)
    return None if image.isNull() else _picture(_small(image))


def grey_of(frame: QVideoFrame) -> QImage:
    """The same as an image, as large as the frame; a null image where it cannot be read."""
    kind = frame.pixelFormat()
    if kind in _FIRST_PLANE or kind in _BYTES:
        image = _mapped(frame, _brightness)
    elif (image_format := QVideoFrameFormat.imageFormatFromPixelFormat(kind)) != QImage.Format.Format_Invalid:
        image = _mapped(frame, lambda held: _colours(held, image_format))
    elif kind is _Format.Format_Jpeg:
        image = _mapped(frame, _photo)
    else:
        image = frame.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return _turned(image, frame.rotation(), mirrored=frame.mirrored())


def _mapped(frame: QVideoFrame, read: Callable[[QVideoFrame], QImage]) -> QImage:
    """What `read` makes of the frame while its bytes can be read; it keeps none of them."""
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return QImage()
    try:
        image = read(frame)
    finally:
        frame.unmap()
    return _of_its_surface(image, frame)


def _brightness(frame: QVideoFrame) -> QImage:
    data, line = memoryview(frame.bits(0)), frame.bytesPerLine(0)
    if (place := _BYTES.get(frame.pixelFormat())) is not None:
        first, step = place
        data, line = memoryview(data[first : line * frame.height() : step].tobytes()), line // step
    return QImage(data, frame.width(), frame.height(), line, QImage.Format.Format_Grayscale8).copy()


def _photo(frame: QVideoFrame) -> QImage:
    return QImage.fromData(bytes(frame.bits(0))).convertToFormat(QImage.Format.Format_Grayscale8)


def _colours(frame: QVideoFrame, image_format: QImage.Format) -> QImage:
    image = QImage(frame.bits(0), frame.width(), frame.height(), frame.bytesPerLine(0), image_format)
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def _of_its_surface(image: QImage, frame: QVideoFrame) -> QImage:
    """As `QVideoFrame.toImage` has it: in the order of its lines, then turned and mirrored as its surface says."""
    surface = frame.surfaceFormat()
    if surface.scanLineDirection() is QVideoFrameFormat.Direction.BottomToTop:
        image = image.transformed(QTransform().scale(1, -1))
    return _turned(image, surface.rotation(), mirrored=surface.isMirrored())


def _turned(image: QImage, by: QtVideo.Rotation, *, mirrored: bool) -> QImage:
    if by is not QtVideo.Rotation.None_:
        image = image.transformed(QTransform().rotate(by.value))
    return image.transformed(QTransform().scale(-1, 1)) if mirrored else image


def _small(image: QImage) -> QImage:
    if max(image.width(), image.height()) <= LONGEST:
        return image
    way = Qt.TransformationMode.SmoothTransformation
    small = image.scaled(QSize(LONGEST, LONGEST), Qt.AspectRatioMode.KeepAspectRatio, way)
    return small.convertToFormat(QImage.Format.Format_Grayscale8)


def _picture(image: QImage) -> Picture:
    return Picture(image.width(), image.height(), image.bytesPerLine(), bytes(image.constBits()))
