"""A program whose own fonts are gone or damaged: it starts, says so, and shows the system's letters."""

import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from PySide6.QtGui import QImage

from kiosk.checks.program import fonts
from kiosk.fontfiles import BUNDLED, LATIN, faulty
from kiosk.resources import assets
from tests.app.programs import ROOT, environment

OWN = assets() / "fonts"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Fonts that may be spoilt: links to the real ones."""
    made = tmp_path / "fonts"
    made.mkdir()
    for name in BUNDLED:
        (made / name).symlink_to(OWN / name)
    return made


def spoil(folder: Path, name: str, content: bytes | None) -> None:
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)


def test_the_list_is_that_of_the_files_and_all_are_whole() -> None:
    assert sorted(BUNDLED) == sorted(path.name for path in OWN.glob("*.?tf"))
    assert faulty(OWN) == ()
    assert fonts().state == "good"


@pytest.mark.parametrize(
    "content",
    [None, b"", b"\0", b"not a font at all", (OWN / LATIN[0]).read_bytes()[:9000], (OWN / LATIN[0]).read_bytes()[:-9]],
    ids=["missing", "empty", "one byte", "another file", "cut off", "cut off at its end"],
)
def test_a_file_that_is_missing_or_not_whole_is_named(folder: Path, content: bytes | None) -> None:
    assert faulty(folder) == ()
    spoil(folder, LATIN[0], content)
    assert faulty(folder) == (LATIN[0],)
    check = fonts(folder)
    assert check.state == "doubtful"
    assert LATIN[0] in check.says
    assert check.do


@pytest.mark.slow
def test_a_program_without_its_fonts_draws_its_screen_and_says_why_it_looks_otherwise(
    home: Path, tmp_path: Path
) -> None:
    """A copy of the program, beside which the fonts are missing but for one that is damaged."""
    place = tmp_path / "program"
    copytree(ROOT / "kiosk", place / "kiosk", ignore=ignore_patterns("__pycache__"))
    (place / "qml").symlink_to(ROOT / "qml")
    (place / "assets" / "fonts").mkdir(parents=True)
    for one in assets().iterdir():
        if one.name != "fonts":
            (place / "assets" / one.name).symlink_to(one)
    (place / "assets" / "fonts" / LATIN[0]).write_bytes((OWN / LATIN[0]).read_bytes()[:9000])
    picture = tmp_path / "panel.png"
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "screenshot", "panel", "--demo", "--output", str(picture), "--size", "800x480"],
        env=environment(home, PYTHONPATH=str(place), QT_QPA_PLATFORM="offscreen"),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("fonts are missing or damaged") == 1
    assert LATIN[1] in done.stderr
    image = QImage(str(picture))
    assert not image.isNull()
    assert len({image.pixel(x, y) for x in range(0, 800, 3) for y in range(0, 480, 3)}) > 20
