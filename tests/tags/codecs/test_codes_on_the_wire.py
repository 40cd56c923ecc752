"""Each QR code is read again, by two readers, from the very bytes that a gateway is sent, however the panel hangs."""

from collections.abc import Callable
from io import BytesIO
from typing import get_args
from zlib import decompress

import pytest
import zxingcpp
from PIL import Image

from kiosk.domain.state import Status
from kiosk.tags.codecs.bmp import bmp
from kiosk.tags.codecs.jpeg import jpeg
from kiosk.tags.codecs.opendisplay import compressed, planes
from kiosk.tags.codecs.png import png
from kiosk.tags.draw import Artist, NoCode, sketch
from kiosk.tags.panels import Panel, panels
from kiosk.tags.picture import Palette, Picture, Rotation, rotated
from tests.tags.samples import LINK, face

ARTIST = Artist()
Unpack = Callable[[Picture], Image.Image]


def _file(write: Callable[[Picture], bytes]) -> Unpack:
    return lambda mounted: Image.open(BytesIO(write(mounted))).convert("L")


def _first_plane(mounted: Picture) -> Image.Image:
    """What a panel has in its memory after it has unpacked what was sent: in all three codes white is a 1."""
    data = decompress(compressed(planes(mounted)))
    size = -(-mounted.width // 8) * mounted.height
    return Image.frombytes("1", (mounted.width, mounted.height), data[:size]).convert("L")


WAYS: list[tuple[str, Palette, Unpack]] = [
    ("OpenEPaperLink", Palette.BWRY, _file(jpeg)),
    ("OpenDisplay", Palette.BW, _first_plane),
    ("OpenDisplay", Palette.BWR, _first_plane),
    ("OpenDisplay", Palette.BWY, _first_plane),
    ("TRMNL", Palette.BW, _file(bmp)),
    ("PNG", Palette.BW, _file(png)),
    ("PNG", Palette.BWR, _file(png)),
    ("PNG", Palette.SPECTRA6, _file(png)),
]
SHAPES = [one for one in panels() if one.palette is Palette.BW]


def unpacked(panel: Panel, unpack: Unpack, rotation: Rotation) -> Image.Image | None:
    """The sign as it lies in the panel's memory; None where it states that it has no code."""
    sketched = sketch(face(Status.FREE), panel.hung(rotation))
    sign = ARTIST.draw(sketched)
    if sign.no_code is not None:
        assert sign.no_code is NoCode.PANEL_TOO_SMALL
        return None
    mounted = rotated(sign.picture, rotation)
    assert (mounted.width, mounted.height) == (panel.width, panel.height)
    return unpack(mounted)


def shaped(shape: Panel, palette: Palette) -> Panel:
    return next(
        one
        for one in panels()
        if (one.width, one.height, one.ppi) == (shape.width, shape.height, shape.ppi) and one.palette is palette
    )


def by_zxing(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


def by_zbar(image: Image.Image) -> list[str]:
    pyzbar = pytest.importorskip("pyzbar.pyzbar", reason="needs Debian's libzbar0", exc_type=ImportError)
    return [found.data.decode() for found in pyzbar.decode(image, symbols=[pyzbar.ZBarSymbol.QRCODE])]


@pytest.mark.parametrize("read", [by_zxing, by_zbar])
@pytest.mark.parametrize("rotation", get_args(Rotation))
@pytest.mark.parametrize(("kind", "palette", "unpack"), WAYS, ids=[f"{kind}-{palette}" for kind, palette, _ in WAYS])
def test_every_code_is_read_from_what_is_sent(
    kind: str, palette: Palette, unpack: Unpack, rotation: Rotation, read: Callable[[Image.Image], list[str]]
) -> None:
    images = {shape.name: unpacked(shaped(shape, palette), unpack, rotation) for shape in SHAPES}
    there = {name: image for name, image in images.items() if image is not None}
    assert len(there) >= len(SHAPES) - 4, f"{kind}: a panel or two are too small, no more"
    assert {name: found for name, image in there.items() if (found := read(image)) != [LINK]} == {}


@pytest.mark.parametrize("read", [by_zxing, by_zbar])
def test_a_sign_without_a_code_has_none_to_read(read: Callable[[Image.Image], list[str]]) -> None:
    sign = ARTIST.draw(sketch(face(Status.FREE, link=""), shaped(SHAPES[-1], Palette.BWR)))
    assert read(_file(png)(sign.picture)) == []
