"""`kiosk tags preview --raw`: the bytes that each kind of gateway is sent, turned as the panel hangs."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kiosk.tags.picture import Palette, Picture, rotated
from tests.tags.codecs.unpacking import by_codes, nearest
from tests.tags.test_preview import preview

pytestmark = pytest.mark.slow
KINDS = ("openepaperlink", "opendisplay", "trmnl", "http", "folder")
PANEL = {"openepaperlink": "4.2-bwry", "opendisplay": "2.13-bwr", "trmnl": "7.5-bw"}
RED_AND_BLACK = {"00": 0, "10": 1, "11": 2}


def config(rotation: int) -> str:
    gateways = "".join(f'[[tags.gateway]]\nname = "{kind}"\nkind = "{kind}"\n' for kind in KINDS)
    return gateways + "".join(
        f'[[tags.tag]]\nid = "{kind}"\ngateway = "{kind}"\nroom = "1"\nlanguage = "ja"\n'
        f'panel = "{PANEL.get(kind, "2.9-bwy")}"\nrotation = {rotation}\n'
        for kind in KINDS
    )


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_each_gateway_is_sent_its_own_kind_of_the_picture_as_the_panel_hangs(tmp_path: Path, rotation: int) -> None:
    done = preview(tmp_path, config(rotation), "--raw")
    assert (done.returncode, done.stderr) == (0, "")
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert files.keys() == {f"{kind}.{ending}" for kind in KINDS for ending in ("png", "bin")}
    for kind in KINDS:
        palette = Palette(PANEL.get(kind, "2.9-bwy").partition("-")[2])
        seen, sent = nearest(files[f"{kind}.png"], palette), files[f"{kind}.bin"]
        mounted = rotated(seen, rotation)  # type: ignore[arg-type]
        assert mounted.width > mounted.height, "the panel's own memory lies"
        assert shown(kind, sent, mounted) == mounted


def shown(kind: str, sent: bytes, like: Picture) -> Picture:
    if kind == "opendisplay":
        return by_codes(sent, like, RED_AND_BLACK)
    wanted = {"openepaperlink": "JPEG", "trmnl": "BMP"}.get(kind, "PNG")
    assert Image.open(BytesIO(sent)).format == wanted
    return nearest(sent, like.palette)


def test_a_panel_that_a_gateway_cannot_show_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    done = preview(tmp_path, config(0).replace("2.13-bwr", "2.13-spectra6"), "--raw")
    assert done.returncode == 5
    assert 'tag "opendisplay": OpenDisplay shows bw, bwr, bwy, not spectra6' in done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert "opendisplay.png" in names
    assert names.issuperset({f"{kind}.bin" for kind in KINDS if kind != "opendisplay"})
    assert "opendisplay.bin" not in names
