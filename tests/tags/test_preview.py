"""`kiosk tags`: the panels listed, each tag's picture in a folder, and mistakes named all at once."""

import io
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

GOOD = """
[[tags.gateway]]
name = "shelf"
kind = "folder"
[[tags.tag]]
id = "A1"
gateway = "shelf"
room = "1"
panel = "7.5-bwr"
language = "de"
[[tags.tag]]
id = "A2"
gateway = "shelf"
room = "2"
panel = "2.9-bwry"
rotation = 90
"""


def kiosk(tmp_path: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    home = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_STATE_HOME": str(tmp_path / "state")}
    command = [sys.executable, "-m", "kiosk", "tags", *arguments]
    return subprocess.run(command, env=os.environ | home, capture_output=True, text=True, check=False)


def preview(tmp_path: Path, config: str, *more: str) -> "subprocess.CompletedProcess[str]":
    file = tmp_path / "kiosk.toml"
    file.write_text(config, encoding="utf-8")
    moment = ("--at", "2026-11-20T09:00:00+01:00")
    return kiosk(
        tmp_path, "preview", "--config", str(file), "--demo", "--output", str(tmp_path / "out"), *moment, *more
    )


def test_every_panel_is_listed(tmp_path: Path) -> None:
    listed = kiosk(tmp_path, "panels")
    assert listed.returncode == 0
    assert {"1.54-bw", "7.5-bwr", "7.5-880x528-bwry", "13.3-1600x1200-spectra6"} <= set(listed.stdout.split())


def test_each_tag_has_its_picture_as_a_person_sees_it(tmp_path: Path) -> None:
    done = preview(tmp_path, GOOD)
    assert (done.returncode, done.stderr) == (0, "")
    pictures = {path.name: Image.open(io.BytesIO(path.read_bytes())) for path in (tmp_path / "out").iterdir()}
    assert {name: (one.mode, one.size) for name, one in pictures.items()} == {
        "A1.png": ("P", (800, 480)),
        "A2.png": ("P", (128, 296)),
    }


def test_a_room_that_nobody_knows_leaves_the_others_drawn(tmp_path: Path) -> None:
    done = preview(tmp_path, GOOD.replace('room = "2"', 'room = "999"'))
    assert done.returncode == 5
    assert "999" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["A1.png"]


def test_mistakes_are_named_all_at_once(tmp_path: Path) -> None:
    wrong = (
        GOOD.replace("2.9-bwry", "2.9-pink").replace('"A2"', '"A1"').replace('gateway = "shelf"', 'gateway = "x"', 1)
    )
    done = preview(tmp_path, wrong)
    assert done.returncode == 2
    assert all(text in done.stderr for text in ("2.9-pink", "bound twice", 'no gateway "x"'))
    assert not (tmp_path / "out").exists()
