"""Wheel and sdist: the same bytes wherever and whenever they are made, and a program where they are installed."""

import os
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk import __version__
from tests.app.programs import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source distribution of the checkout as it is now."""
    return made("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources as somebody has them who got the source distribution; each file is as old as its unpacking."""
    folder = tmp_path_factory.mktemp("sources")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder)  # noqa: S202 - our own sources
    (sources,) = folder.iterdir()
    for path in sources.rglob("*"):
        os.utime(path)
    return sources


@pytest.fixture(scope="module")
def wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made of the source distribution."""
    return made("wheel", unpacked, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with the wheel installed; other packages are borrowed from where the tests run."""
    folder = tmp_path_factory.mktemp("environment")
    done(sys.executable, "-m", "venv", "--without-pip", str(folder))
    python = str(folder / "bin" / "python")
    done(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", "-q", str(wheel))
    (site,) = (folder / "lib").glob("python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return folder


def test_the_sources_give_the_same_wheel_and_sdist_elsewhere_and_later(
    sdist: Path, wheel: Path, unpacked: Path, tmp_path: Path
) -> None:
    assert made("wheel", unpacked, tmp_path).read_bytes() == wheel.read_bytes()
    assert made("sdist", unpacked, tmp_path).read_bytes() == sdist.read_bytes()


def test_an_installed_wheel_draws_each_face(environment: Path, tmp_path: Path) -> None:
    for face in ("panel", "lobby", "reception"):
        picture = tmp_path / f"{face}.png"
        command = (str(environment / "bin" / "kiosk"), "screenshot", face, "--demo", "--output", str(picture))
        assert done(*command, home=tmp_path) == ""
        assert QImage(str(picture)).width() == 1280


def test_what_is_installed_is_the_wheel_and_not_the_checkout(environment: Path, tmp_path: Path) -> None:
    places = "import kiosk, kiosk.resources as r; print(kiosk.__file__, r.qml(), r.assets(), sep='\\n')"
    shown = done(str(environment / "bin" / "python"), "-c", places, home=tmp_path).splitlines()
    assert len(shown) == 3
    assert all(Path(place).is_relative_to(environment) for place in shown)
    assert done(str(environment / "bin" / "kiosk"), "--version", home=tmp_path) == f"room-kiosk {__version__}\n"


def test_the_wheel_asks_for_all_that_it_needs(environment: Path) -> None:
    """What pip would have to fetch is what the tests' environment has, at versions that fit."""
    python = str(environment / "bin" / "python")
    assert "No broken requirements" in done(sys.executable, "-m", "pip", "--python", python, "check")


def made(kind: str, sources: Path, folder: Path) -> Path:
    """The one distribution of this kind, made of the sources into a folder."""
    done(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder), cwd=sources)
    (file,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return file


def done(*command: str, home: Path | None = None, cwd: Path | None = None) -> str:
    """What a command says that succeeds; with a `home` it has nothing else of this machine."""
    bare = {"HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    run = subprocess.run(
        command, cwd=cwd or home, env=bare if home else None, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout
