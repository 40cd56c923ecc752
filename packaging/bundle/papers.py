"""Gathers the licences of everything that the bundle carries. Knows packages by their names only."""

import shutil
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

_NAMES = ("licen", "copying", "notice", "lgpl", "gpl")


def gather(root: Path, carried: Iterable[str], folder: Path) -> Path:
    """Put the project's licence and a folder for each package that is carried below `folder`, made anew.

    A package without a licence file of its own gets its metadata, which name the licence.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(root / "LICENSE", folder)
    for name in carried:
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # belongs to another system
        _copy(package, folder / name)
    return folder


def _copy(package: Distribution, folder: Path) -> None:
    folder.mkdir()
    for file in _files(package):
        shutil.copy(file, folder / file.name)


def _files(package: Distribution) -> list[Path]:
    files = [one for one in package.files or () if ".dist-info" in one.parts[0]]
    licences = [one for one in files if any(word in one.name.lower() for word in _NAMES)]
    found = licences or [one for one in files if one.name == "METADATA"]
    return [Path(str(package.locate_file(one))) for one in found]
