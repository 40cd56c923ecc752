"""Nothing of a camera is loaded where none is wanted, installed or plugged in."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.clock import Clock
from kiosk.window.camera_find import QtCameras

THERE = ("sys",)
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("wanted", "libraries", "possible"),
    [
        (True, THERE, True),
        ("C270", THERE, True),
        (False, THERE, False),
        (True, ("sys", "no_such_library"), False),
    ],
)
def test_there_may_be_one_where_it_is_wanted_and_installed(
    tmp_path: Path, *, wanted: bool | str, libraries: tuple[str, ...], possible: bool
) -> None:
    assert QtCameras(wanted, Clock(), tmp_path, libraries).possible is possible


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere only Qt can tell")
def test_without_anything_like_a_camera_nothing_is_loaded(tmp_path: Path) -> None:
    find = (
        "import sys; from pathlib import Path; from kiosk.clock import Clock\n"
        "from kiosk.window.camera_find import QtCameras\n"
        f"print(QtCameras(True, Clock(), Path({str(tmp_path)!r}), ('sys',))())\n"
        "print(*(one for one in sys.modules if 'QtMultimedia' in one or 'zxing' in one))"
    )
    done = subprocess.run([sys.executable, "-c", find], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["None"]
