"""What the program is made of, and under which licences. Knows no command line.

`assets/components.json`, which `make sbom` makes, says what was locked; what is installed says its own version.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

FILE = "components.json"


@dataclass(frozen=True, slots=True)
class Component:
    """A library or a font. `license` is an SPDX expression, `module` what a library is imported as, else empty."""

    name: str
    version: str
    license: str
    kind: Literal["library", "font"]
    module: str = ""


def locked(assets: Path) -> tuple[Component, ...]:
    """Everything that belongs to the program on any system, with its extras. Raises OSError where the file is gone."""
    return tuple(Component(**one) for one in json.loads((assets / FILE).read_text(encoding="utf-8")))


def present(
    components: tuple[Component, ...],
    installed: Callable[[str], str | None],
    can_import: Callable[[str], bool],
) -> tuple[tuple[str, str, str], ...]:
    """Name, version and licence of what is here, by `installed` (a version by its name) where that is known."""
    here = (one for one in components if one.kind == "font" or can_import(one.module))
    return tuple((one.name, (one.module and installed(one.name)) or one.version, one.license) for one in here)


def installed_version(name: str) -> str | None:
    """The version that an installed package says of itself; None in a bundle, which carries no such words."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def importable(module: str) -> bool:
    """Whether this module is here."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
