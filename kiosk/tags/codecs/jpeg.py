"""The JPEG that an OpenEPaperLink access point takes, true enough that each pixel finds its ink again."""

from io import BytesIO

from PIL import Image

from kiosk.tags.picture import Picture

_QUALITY = 95
_FULL_COLOUR = "4:4:4"


def jpeg(picture: Picture) -> bytes:
    """The whole file, of canonical inks, without thinned-out colour."""
    image = Image.frombuffer("P", (picture.width, picture.height), picture.pixels, "raw", "P", 0, 1)
    image.putpalette(b"".join(bytes(ink.rgb) for ink in picture.palette.inks))
    file = BytesIO()
    image.convert("RGB").save(file, "JPEG", quality=_QUALITY, subsampling=_FULL_COLOUR)
    return file.getvalue()
