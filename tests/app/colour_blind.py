"""How a picture looks to eyes that lack one kind of cone, so that colour never carries a meaning alone.

The matrices are those of Machado, Oliveira and Fernandes (2009) at full severity, applied to linear light.
"""

from functools import cache

from PySide6.QtGui import QImage

from kiosk.theme.colours import BLINDNESS

KINDS = BLINDNESS
Colour = tuple[int, int, int]


def seen(image: QImage, kind: str) -> QImage:
    """The picture as eyes of this kind see it."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, stride = plain.width(), plain.height(), plain.bytesPerLine()
    data = bytearray(plain.constBits())
    for row in range(height):
        for at in range(row * stride, row * stride + 3 * width, 3):
            data[at : at + 3] = bytes(shifted((data[at], data[at + 1], data[at + 2]), kind))
    return QImage(data, width, height, stride, QImage.Format.Format_RGB888).copy()


@cache
def shifted(colour: Colour, kind: str) -> Colour:
    """One sRGB colour, each channel from 0 to 255."""
    light = [_linear(channel) for channel in colour]
    red, green, blue = (
        _encoded(sum(weight * part for weight, part in zip(row, light, strict=True))) for row in KINDS[kind]
    )
    return red, green, blue


@cache
def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _encoded(light: float) -> int:
    light = min(1.0, max(0.0, light))
    share = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(255 * share)
