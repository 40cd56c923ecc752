"""The pictures that a peer's bytes are recorded of, and where. Knows no peer."""

from hashlib import sha256
from pathlib import Path

from kiosk.tags.picture import Palette, Picture
from tests.tags.codecs.unpacking import noise

FILE = Path(__file__).parents[2] / "golden" / "tags" / "opendisplay-peer.json"
PALETTES = (Palette.BW, Palette.BWR, Palette.BWY)
SIZES = (
    (200, 200), (250, 122), (296, 152), (360, 184), (296, 128), (384, 168), (384, 184), (400, 300), (648, 480),
    (800, 480), (640, 384), (880, 528), (1360, 480), (960, 640), (960, 680), (13, 3), (9, 9), (1, 1), (3, 2), (8, 1),
)  # fmt: skip
SMALL = 32
LARGEST_TURNED = 71_000
FACE = "5f0c"
FRAMED = (250, 172)


def named(picture: Picture) -> str:
    return f"{picture.width}x{picture.height}-{picture.palette.value}"


def told(data: bytes) -> str:
    """Few bytes in full, many by their hash."""
    return data.hex() if len(data) <= SMALL else f"sha256:{sha256(data).hexdigest()}"


def pictures() -> list[Picture]:
    """Every panel as it lies, the small ones as they stand too, and sizes that fill no byte."""
    turned = tuple((height, width) for width, height in SIZES if width > height and width * height <= LARGEST_TURNED)
    return [noise(width, height, palette) for width, height in (*SIZES, *turned) for palette in PALETTES]
