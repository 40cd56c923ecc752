"""What `--raw` writes is what the gateway gets."""

import pytest

from kiosk.tags.codecs.jpeg import jpeg
from kiosk.tags.codecs.opendisplay import planes
from kiosk.tags.codecs.png import png
from kiosk.tags.codecs.unfit import Unfit
from kiosk.tags.codecs.wire import Wire, wired
from kiosk.tags.picture import Palette
from tests.tags.codecs.unpacking import noise

SMALL = noise(32, 16, Palette.BWR)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (Wire.OPENEPAPERLINK, jpeg(SMALL)),
        (Wire.OPENDISPLAY, planes(SMALL)),
        (Wire.TRMNL, png(SMALL)),
        (Wire.HTTP, png(SMALL)),
        (Wire.FOLDER, png(SMALL)),
        (Wire.COMMAND, png(SMALL)),
    ],
)
def test_each_kind_has_its_bytes(kind: Wire, wanted: bytes) -> None:
    assert wired(kind, SMALL) == wanted


def test_a_trmnl_of_its_own_size_gets_its_bitmap() -> None:
    assert len(wired(Wire.TRMNL, noise(800, 480, Palette.BW))) == 48_062


def test_a_picture_too_large_is_refused_by_name() -> None:
    with pytest.raises(Unfit, match="90000"):
        wired(Wire.TRMNL, noise(960, 680, Palette.ACEP7))
