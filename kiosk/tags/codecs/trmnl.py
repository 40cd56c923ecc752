"""The file that a TRMNL-style device takes: its own bitmap where that fits, else a PNG of a size that it can hold."""

from kiosk.tags.codecs.bmp import bmp
from kiosk.tags.codecs.png import png
from kiosk.tags.codecs.unfit import Unfit
from kiosk.tags.picture import Palette, Picture

LARGEST_PNG = 90_000
_BITMAP = (800, 480)


def trmnl_file(picture: Picture) -> tuple[bytes, str]:
    """The file, and "bmp" or "png". Raises `Unfit` for a picture too large."""
    if picture.palette is Palette.BW and (picture.width, picture.height) == _BITMAP:
        return bmp(picture), "bmp"
    if len(file := png(picture)) > LARGEST_PNG:
        raise Unfit(f"The picture has {len(file)} bytes; a TRMNL takes {LARGEST_PNG} at most.", "Use a smaller panel.")
    return file, "png"
