"""`kiosk tags preview --raw`: the bytes that each kind of gateway is sent, turned as the panel hangs."""

import json
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


MINEW = """
[[tags.gateway]]
name = "esl"
kind = "minew"
store = "s1"
template = { name = "{room}", line2 = "{status}", link = "{link}" }
records = { "ac01" = "goods-7" }
[[tags.tag]]
id = "ac01"
gateway = "esl"
room = "1"
panel = "4.2-bwr"
language = "de"
"""


def test_a_minew_server_is_sent_texts(tmp_path: Path) -> None:
    done = preview(tmp_path, MINEW, "--raw")
    assert (done.returncode, done.stderr) == (0, "")
    sent = json.loads((tmp_path / "out" / "ac01.bin").read_bytes())
    assert (sent["id"], sent["storeId"], sent["name"]) == ("goods-7", "s1", "Victoria")
    assert sent["line2"]
    assert sent["link"].startswith("https://")


def test_the_link_is_the_one_that_the_sign_keeps_for_days(tmp_path: Path) -> None:
    links = set[str]()
    for day in ("2026-11-20", "2026-11-21"):
        assert preview(tmp_path, MINEW, "--raw", "--at", f"{day}T09:00:00+01:00").returncode == 0
        links.add(json.loads((tmp_path / "out" / "ac01.bin").read_bytes())["link"])
    assert len(links) == 1


def test_a_template_with_a_place_that_there_is_not_is_named(tmp_path: Path) -> None:
    done = preview(tmp_path, MINEW.replace("{status}", "{colour}"), "--raw")
    assert done.returncode == 5
    assert 'tag "ac01"' in done.stderr
    assert "{colour}" in done.stderr
