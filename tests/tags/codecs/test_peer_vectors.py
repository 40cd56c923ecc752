"""Bytes that OpenDisplay's own client made of the same pictures, recorded by `make peers ARGS=--record`."""

import json
import subprocess

import pytest

from kiosk.tags.codecs.opendisplay import planes
from kiosk.tags.gateways.gateway import Sign
from kiosk.tags.gateways.opendisplay import OpenDisplay
from kiosk.tags.picture import Palette
from tests.app.programs import ROOT
from tests.tags.codecs.unpacking import noise
from tests.tags.emulators.panel import Habit, panel_of
from tests.tags.peers.vectors import FACE, FILE, FRAMED, PALETTES, named, pictures, told

RECORDED = json.loads(FILE.read_text(encoding="utf-8"))
PEERS = ROOT / "build" / "peers" / "bin" / "python"


def test_the_planes_of_every_panel_are_the_peers_bit_for_bit() -> None:
    every = pictures()
    made = {named(picture): planes(picture) for picture in every}
    assert {name: told(data) for name, data in made.items()} == RECORDED["planes"]
    assert len(RECORDED["planes"]) == len(every)


@pytest.mark.parametrize("palette", PALETTES)
async def test_the_frames_of_an_uncompressed_sign_are_the_peers(palette: Palette) -> None:
    picture = noise(*FRAMED, palette)
    async with panel_of(len(planes(picture)), Habit.NO_ZLIB) as panel:
        await OpenDisplay("p1", "127.0.0.1", panel.port).push(Sign("p1", FACE, picture))
    refused, *frames = [told(frame) for frame in panel.heard]
    assert panel.heard[0].startswith(b"\0\x70")
    assert refused not in frames
    assert frames == RECORDED["frames"][palette.value]


@pytest.mark.slow
@pytest.mark.skipif(not PEERS.is_file(), reason="no peers here: `make peers` brings them, with Python 3.13")
def test_the_peers_themselves_agree_where_they_are_installed() -> None:
    done = subprocess.run([PEERS, "-m", "tests.tags.peers"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
