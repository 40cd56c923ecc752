"""How a picture looks to eyes that lack one kind of cone, so that colour never carries a meaning alone.

The matrices are those of Machado, Oliveira and Fernandes (2009) at full severity, applied to linear light.
"""

from functools import cache

from PySide6.QtGui import QImage

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]
KINDS: dict[str, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
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
