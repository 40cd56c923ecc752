"""Where qml/ and assets/ are: in a checkout beside the package, in a wheel and in a bundle inside it."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def assets() -> Path:
    """The folder of fonts, icons and catalogues."""
    return _folder("assets")


def qml() -> Path:
    """The folder of the QML modules, as the engine's import path."""
    return _folder("qml")


def _folder(name: str) -> Path:
    packed = _PACKAGE / f"_{name}"
    return packed if packed.is_dir() else _PACKAGE.parent / name
