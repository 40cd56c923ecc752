"""The bundle, built once and moved away, for all tests of it; a home of its own for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.screen import Screen
from tests.packaging.bundled import WORK, Bundle, moved, packaging


@pytest.fixture(scope="session")
def bundle_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bundle lies, away from the checkout."""
    return moved(tmp_path_factory.mktemp("bundle"))


@pytest.fixture
def as_bundled(bundle_folder: Path) -> None:
    """The sources are still those of the bundle; whoever edits them during a run would compare it with others."""
    assert bundle_folder.is_dir()
    stamp = WORK / "made-of"  # gone while another build runs
    if not stamp.is_file() or stamp.read_text() != packaging("build").fingerprint():
        pytest.skip("the sources were changed after the bundle's build began")


@pytest.fixture
def bundle(bundle_folder: Path, tmp_path: Path) -> Bundle:
    """The bundle with a home that is thrown away."""
    home = tmp_path / "home"
    home.mkdir()
    return Bundle(bundle_folder, home)


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A real X screen of 1280 × 800."""
    with Screen() as one:
        yield one
