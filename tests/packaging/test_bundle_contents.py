"""The bundle holds the whole program, the parts of Qt that it uses, and nothing of its development."""

import re
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader

from kiosk.resources import assets, qml
from tests.app.programs import ROOT
from tests.packaging.bundled import WORK, packaging

pytestmark = pytest.mark.slow

MOST = 190_000_000
LEFT_OUT = {
    "PySide6.QtWidgets",
    "tkinter",
    "setuptools",
    "pytest",
    "pygments",
    "babel",
    "fontTools",
    "mypy",
    "click._x",
}
NOT_HERE = {"msvcrt", "PySide6.QtMultimedia", "zxingcpp", "keyring", "keyring.errors"}
"""What the program imports on another system, or for a camera or a keyring, which a bundle has not."""


@pytest.fixture(scope="module")
def modules(bundle_folder: Path) -> set[str]:
    archive = CArchiveReader(str(bundle_folder / "kiosk"))
    (name,) = (one for one in archive.toc if one.endswith(".pyz"))
    return set(archive.open_embedded_archive(name).toc)


@pytest.mark.usefixtures("as_bundled")
def test_every_module_of_the_program_is_in_it(modules: set[str]) -> None:
    own = set(packaging("kept").modules(ROOT))
    assert len(own) > 400
    assert sorted(own - modules) == []


def test_nothing_of_the_development_is_in_it(modules: set[str]) -> None:
    assert not LEFT_OUT & modules
    assert not {name for name in modules if name.startswith("tests")}


@pytest.mark.usefixtures("as_bundled")
def test_nothing_that_the_program_imports_is_missing(bundle_folder: Path) -> None:
    """PyInstaller writes down what it looked for in vain."""
    assert bundle_folder.is_dir()
    missing = {}
    for line in (WORK / "kiosk" / "warn-kiosk.txt").read_text().splitlines():
        found = re.match(r"(?:missing|excluded) module named '?([\w.]+)'? - imported by (.*)", line)
        if found and (users := re.findall(r"\bkiosk[\w.]*", found[2])):
            missing[found[1]] = users
    assert not {name: users for name, users in missing.items() if name not in NOT_HERE}


def test_it_is_no_larger_than_promised(bundle_folder: Path) -> None:
    files = [path for path in bundle_folder.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) <= MOST


@pytest.mark.usefixtures("as_bundled")
def test_screens_and_assets_are_all_there(bundle_folder: Path) -> None:
    inside = bundle_folder / "_internal" / "kiosk"
    assert names(inside / "_qml") == names(qml())
    assert names(inside / "_assets") == names(assets())


def test_zones_and_certificates_are_in_it(bundle_folder: Path, modules: set[str]) -> None:
    assert (bundle_folder / "_internal" / "tzdata" / "zoneinfo" / "Europe" / "Berlin").is_file()
    assert "tzdata.zoneinfo.Europe" in modules
    assert (bundle_folder / "_internal" / "certifi" / "cacert.pem").is_file()


def test_no_link_leads_to_nowhere(bundle_folder: Path) -> None:
    links = [path for path in bundle_folder.rglob("*") if path.is_symlink()]
    assert not [path for path in links if not path.resolve().is_relative_to(bundle_folder) or not path.exists()]


def test_each_package_in_it_has_its_licence(bundle_folder: Path) -> None:
    licences = bundle_folder / "_internal" / "licences"
    assert (licences / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    packages = {path.name for path in licences.iterdir() if path.is_dir() and any(path.iterdir())}
    assert {"pyside6-essentials", "httpx", "pillow", "tzdata", "uvicorn", "paho-mqtt"} <= packages


def test_no_file_names_the_checkout_that_it_was_built_in(bundle_folder: Path) -> None:
    here = str(ROOT).encode()
    texts = (path for path in bundle_folder.rglob("*") if path.is_file() and path.suffix in {".py", ".json", ".toml"})
    assert not [path for path in texts if here in path.read_bytes()]


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
