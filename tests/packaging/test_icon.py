"""The icon of Windows' and macOS' programs is the drawing that there is."""

from pathlib import Path

import pytest
from PIL import Image

from kiosk.resources import assets
from tests.packaging.bundled import packaging

GREEN, WHITE, NOTHING = (0x0B, 0x7A, 0x4B, 255), (255, 255, 255, 255), 0


@pytest.mark.parametrize("kind", ["ico", "icns"])
def test_it_is_drawn_in_every_size(tmp_path: Path, kind: str) -> None:
    file = packaging("icon").icon(assets() / "icons" / "room-kiosk.svg", tmp_path / "made" / f"room-kiosk.{kind}")
    with Image.open(file) as image:
        assert {(16, 16), (32, 32), (256, 256)} <= {size[:2] for size in image.info["sizes"]}
        pixels = image.convert("RGBA").resize((256, 256))
    middle, ring, corner = (pixels.getpixel(at) for at in ((128, 128), (128, 62), (0, 0)))
    assert (middle, ring) == (GREEN, WHITE)
    assert isinstance(corner, tuple)
    assert corner[3] == NOTHING
