"""Colours as numbers: how bright, how far apart, what is nearest that can be read. Knows no screen.

A colour is written `#RRGGBB`, or `#AARRGGBB` where it is partly clear. Luminance and contrast are those of WCAG 2.2,
lightness and distance those of Oklab (Ottosson, 2020), and what eyes without one kind of cone see is by Machado,
Oliveira and Fernandes (2009) at full severity.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

Linear = tuple[float, float, float]
Matrix = tuple[Linear, Linear, Linear]

BLINDNESS: dict[str, Matrix] = {
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
_TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB: Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_CONES: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
_OPAQUE = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_STEPS, _STRIDE, _HALVINGS = 256, 8, 6
_DARK_SHARE, _DARK_LIGHT, _ROUNDING = 0.04045, 0.0031308, 1e-4


def parse(text: str) -> str:
    """`#RRGGBB` in capitals, from that or from `#RGB`. Raises ValueError for anything else."""
    if not _OPAQUE.fullmatch(text):
        message = f"{text!r} is no colour such as #0B7A4B"
        raise ValueError(message)
    digits = text[1:] if len(text) > len("#RGB") else "".join(2 * one for one in text[1:])
    return "#" + digits.upper()


def luminance(colour: str) -> float:
    """From 0, black, to 1, white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black and white."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def over(colour: str, ground: str) -> str:
    """A colour that may be partly clear, as it looks on its ground."""
    if len(colour) == len("#RRGGBB"):
        return colour
    share = int(colour[1:3], 16) / 255
    mixed = (share * a + (1 - share) * b for a, b in zip(_channels(colour[-6:]), _channels(ground[1:]), strict=True))
    return "#" + "".join(f"{round(one):02X}" for one in mixed)


def distance(one: str, other: str, eyes: str = "") -> float:
    """How different two colours look, from 0 to 1; to `eyes` of a kind in BLINDNESS, where one is named."""
    pairs = zip(_seen(one, eyes), _seen(other, eyes), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def nearest(colour: str, fits: Callable[[str], bool]) -> str | None:
    """The colour of the same hue whose lightness differs least and that `fits`; None where no lightness does.

    It is looked for in strides, then step by step: a colour that fits between two that do not may be stridden over.
    """
    if fits(colour):
        return colour
    lightness, *tint = _lab(_linear(colour))
    for far in range(_STRIDE, _STEPS + _STRIDE, _STRIDE):
        if any(fits(_at(lightness, tint, sign * far)) for sign in (1, -1)):
            steps = range(far - _STRIDE + 1, far + 1)
            tried = (_at(lightness, tint, sign * step) for step in steps for sign in (1, -1))
            return next((one for one in tried if fits(one)), None)
    return None


def _at(lightness: float, tint: Sequence[float], step: int) -> str:
    """The colour of this hue so many steps lighter or darker, paler where a screen has none so strong."""
    tried, low, high = min(1.0, max(0.0, lightness + step / _STEPS)), 0.0, 1.0
    for _ in range(_HALVINGS):
        share = (low + high) / 2
        inside = all(-_ROUNDING <= one <= 1 + _ROUNDING for one in _shown(tried, tint, share))
        low, high = (share, high) if inside else (low, share)
    return _written(_shown(tried, tint, low))


def _shown(lightness: float, tint: Sequence[float], share: float) -> Linear:
    return _light((lightness, share * tint[0], share * tint[1]))


def _seen(colour: str, eyes: str) -> Linear:
    light = _linear(colour)
    return _lab(_times(BLINDNESS[eyes], light) if eyes else light)


def _lab(light: Linear) -> Linear:
    long, medium, short = (max(0.0, one) ** (1 / 3) for one in _times(_TO_CONES, light))
    return _times(_TO_LAB, (long, medium, short))


def _light(lab: Linear) -> Linear:
    long, medium, short = (one**3 for one in _times(_FROM_LAB, lab))
    return _times(_FROM_CONES, (long, medium, short))


def _times(matrix: Matrix, values: Linear) -> Linear:
    one, two, three = values
    first, second, third = matrix
    return (
        first[0] * one + first[1] * two + first[2] * three,
        second[0] * one + second[1] * two + second[2] * three,
        third[0] * one + third[1] * two + third[2] * three,
    )


def _written(light: Linear) -> str:
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, one)))):02X}" for one in light)


def _encoded(light: float) -> float:
    return 12.92 * light if light <= _DARK_LIGHT else float(1.055 * light ** (1 / 2.4) - 0.055)


@cache
def _linear(colour: str) -> Linear:
    red, green, blue = (_decoded(one / 255) for one in _channels(colour[-6:]))
    return red, green, blue


def _decoded(share: float) -> float:
    return share / 12.92 if share <= _DARK_SHARE else float(((share + 0.055) / 1.055) ** 2.4)


def _channels(digits: str) -> tuple[int, int, int]:
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
