"""The wheel holds all that the program needs, and runs away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, qml_files

pytestmark = pytest.mark.slow

WHERE = "from kiosk.resources import assets, qml; print(qml()); print(assets())"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a wheel made now, as an installation lays them out."""
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_qml_and_assets_are_found_inside(unpacked: Path) -> None:
    qml, assets = map(Path, run("-c", WHERE, cwd=unpacked.parent, path=unpacked).splitlines())
    assert qml.is_relative_to(unpacked)
    assert names(qml, "*.qml") == {path.name for path in qml_files()}
    assert assets.is_relative_to(unpacked)
    assert names(assets, "*") == names(ROOT / "assets", "*")


def test_the_command_starts(unpacked: Path) -> None:
    assert run("-m", "kiosk", "--version", cwd=unpacked.parent, path=unpacked).startswith("room-kiosk ")


def test_the_licences_travel_along(unpacked: Path) -> None:
    (metadata,) = unpacked.glob("room_kiosk-*.dist-info")
    assert "LICENSE" in names(metadata, "*")
    assert names(ROOT / "assets" / "fonts", "OFL*") <= names(metadata, "*")


def run(*arguments: str, cwd: Path, path: Path | None = None) -> str:
    """What Python prints, with only `path` added to what it may import."""
    environment = {**os.environ, "PYTHONPATH": str(path or ""), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=cwd, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def names(folder: Path, pattern: str) -> set[str]:
    return {path.name for path in folder.rglob(pattern) if path.is_file()}
