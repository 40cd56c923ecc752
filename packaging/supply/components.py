"""Writes assets/components.json: what is locked and which fonts there are, with their licences (SPDX).

Usage: python packaging/supply/components.py      (`make sbom` runs it; libraries are read from this environment)
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # it ships no types

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", re.MULTILINE)
KEYRING = (
    "backports-tarfile", "cffi", "cryptography", "importlib-metadata", "jaraco-classes", "jaraco-context",
    "jaraco-functools", "jeepney", "keyring", "lazy-importer", "more-itertools", "pycparser", "pywin32-ctypes",
    "secretstorage", "zipp",
)  # fmt: skip
EXTRAS = (*KEYRING, "paho-mqtt", "pyside6-addons", "zxing-cpp")
QT = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
# What is not installed on every system, or has nothing but a word in its metadata: licence, and what is imported.
TOLD = {
    "backports-tarfile": ("MIT", "backports.tarfile"),
    "colorama": ("BSD-3-Clause", "colorama"),
    "importlib-metadata": ("Apache-2.0", "importlib_metadata"),
    "jaraco-classes": ("MIT", "jaraco.classes"),
    "jaraco-context": ("MIT", "jaraco.context"),
    "jaraco-functools": ("MIT", "jaraco.functools"),
    "jeepney": ("MIT", "jeepney"),
    "lazy-importer": ("Apache-2.0", "lazy_importer"),
    "pyside6-addons": (QT, "PySide6.QtMultimedia"),
    "pyside6-essentials": (QT, "PySide6.QtCore"),
    "pywin32-ctypes": ("BSD-3-Clause", "win32ctypes"),
    "qrcode": ("BSD-3-Clause", "qrcode"),
    "secretstorage": ("BSD-3-Clause", "secretstorage"),
    "shiboken6": (QT, "shiboken6"),
    "typing-extensions": ("PSF-2.0", "typing_extensions"),
    "zipp": ("MIT", "zipp"),
    "zxing-cpp": ("Apache-2.0", "zxingcpp"),
}
FONT_LICENCE = "OFL-1.1"


def components() -> list[dict[str, str]]:
    """Libraries and fonts, each by name."""
    return [*libraries(), *fonts()]


def libraries() -> Iterator[dict[str, str]]:
    """Those of the lock and of the extras; an extra's version is the one that the tests' lock has."""
    run, dev = (_locked(name) for name in ("run.txt", "dev.txt"))
    wanted = {**run, **{name: dev.get(name, run.get("pyside6-essentials", "")) for name in EXTRAS}}
    for name, version in sorted(wanted.items()):
        licence, module = TOLD.get(name) or _read(name)
        yield {"name": name, "version": version, "license": licence, "kind": "library", "module": module}


def fonts() -> Iterator[dict[str, str]]:
    """Every family once, with its own version."""
    found = {}
    for path in sorted((ROOT / "assets" / "fonts").glob("*.?tf")):
        with TTFont(path, lazy=True) as font:
            words = str(font["name"].getDebugName(5)).removeprefix("Version ")
        found[path.stem.partition("-")[0]] = words.partition(";")[0]
    for name, version in found.items():
        yield {"name": name, "version": version, "license": FONT_LICENCE, "kind": "font"}


def _locked(name: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / "requirements" / name).read_text(encoding="utf-8")))


def _read(name: str) -> tuple[str, str]:
    """Licence and module of an installed library."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        sys.exit(f"{name} is locked but not installed: add its licence to TOLD in {Path(__file__).name}")
    modules = [module for module, owners in packages_distributions().items() if _same(owners, name)]
    return _licence(package, name), min(modules, key=lambda one: (one.startswith("_"), one))


def _licence(package: Distribution, name: str) -> str:
    words = package.metadata.json  # a key that is not there is a warning otherwise, from Python 3.12 on
    said = str(words.get("license_expression") or words.get("license") or "")
    if not re.fullmatch(r"[A-Za-z0-9.+-]+(?: (?:OR|AND|WITH) [A-Za-z0-9.+-]+)*", said) or said == "BSD":
        sys.exit(f"{name} says of its licence {said[:60]!r}: add the expression to TOLD in {Path(__file__).name}")
    return said


def _same(owners: list[str], name: str) -> bool:
    return name in {re.sub(r"[-_.]+", "-", one).lower() for one in owners}


def main() -> None:
    """Write the file."""
    text = "[\n" + ",\n".join("  " + json.dumps(one) for one in components()) + "\n]\n"
    (ROOT / "assets" / "components.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
