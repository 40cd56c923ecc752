"""Draws a badge on its label: black on white, no greys, so that it is sharp on a label printer."""

from dataclasses import dataclass

import qrcode  # type: ignore[import-untyped]
from PIL import Image, ImageDraw
from qrcode.exceptions import DataOverflowError  # type: ignore[import-untyped]

from kiosk.badge.badge import Badge
from kiosk.badge.direction import right_to_left
from kiosk.badge.fitting import LINE, fitted, steady
from kiosk.badge.template import Box, Template, TextField, filled
from kiosk.badge.typefaces import ASCENT, Typefaces

DPI = 300
QUIET_ZONE = 4
WHITE, MM_PER_INCH = 255, 25.4
_HALF, _POINTS_PER_INCH = 128, 72


@dataclass(frozen=True, slots=True)
class Drawing:
    """A badge in dots (mode "1"), `dpi` of them to an inch."""

    image: Image.Image
    dpi: int
    millimetres: tuple[float, float]

    def turned(self) -> "Drawing":
        """The same with its left side at the top."""
        across, down = self.millimetres
        return Drawing(self.image.transpose(Image.Transpose.ROTATE_270), self.dpi, (down, across))


def draw(template: Template, badge: Badge, language: str, dpi: int = DPI) -> Drawing:
    """The badge on its label, upright."""
    scale = dpi / MM_PER_INCH
    image = Image.new("L", (round(template.width * scale), round(template.height * scale)), WHITE)
    canvas, faces, values = ImageDraw.Draw(image), Typefaces(language), badge.values()
    for field in template.texts:
        _write(canvas, field, steady(filled(field.content, values)), faces, dpi)
    image = sharp(image)
    for bar in template.bars:
        left, top, right, bottom = _dots(bar, scale)
        image.paste(0, (left, top, right, bottom))
    if template.qr is not None and badge.uid:
        _code(image, _dots(template.qr, scale), badge.uid)
    return Drawing(image, dpi, (template.width, template.height))


def sharp(image: Image.Image) -> Image.Image:
    """The same in black and white, without greys."""
    return image.point(lambda grey: WHITE if grey >= _HALF else 0).convert("1", dither=Image.Dither.NONE)


def _write(canvas: ImageDraw.ImageDraw, field: TextField, text: str, faces: Typefaces, dpi: int) -> None:
    if not text:
        return
    left, top, right, bottom = _dots(field.box, dpi / MM_PER_INCH)
    point = dpi / _POINTS_PER_INCH

    def width(part: str, size: float) -> float:
        return faces.width(part, field.weight, size)

    box, sizes = (right - left, bottom - top), (field.largest * point, field.least * point)
    found = fitted(text, box, *sizes, field.lines, width)
    y = top + (box[1] - found.height) * field.place + ASCENT * found.size
    for line in found.lines:
        gap = box[0] - width(line, found.size)
        share = 0.5 if field.centred else 1.0 if right_to_left(text) else 0.0
        faces.draw(canvas, (left + gap * share, y), line, field.weight, found.size)
        y += LINE * found.size


def _code(image: Image.Image, box: tuple[int, int, int, int], uid: str) -> None:
    """A QR code in the middle of its box, each module as many whole dots as fit, with its quiet zone."""
    modules = _modules(uid)
    if modules is None:
        return
    left, top, right, bottom = box
    dots = min(right - left, bottom - top) // len(modules)
    if dots < 1:
        return
    side = dots * len(modules)
    small = Image.new("1", (len(modules), len(modules)), 1)
    small.putdata([0 if dark else 1 for row in modules for dark in row])
    place = (left + (right - left - side) // 2, top + (bottom - top - side) // 2)
    image.paste(small.resize((side, side), Image.Resampling.NEAREST), place)


def _modules(uid: str) -> list[list[bool]] | None:
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QUIET_ZONE)
    try:
        code.add_data(uid.encode())
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    return [[bool(module) for module in row] for row in code.get_matrix()]


def _dots(box: Box, scale: float) -> tuple[int, int, int, int]:
    edges = (box.left, box.top, box.left + box.width, box.top + box.height)
    left, top, right, bottom = (round(edge * scale) for edge in edges)
    return left, top, right, bottom
