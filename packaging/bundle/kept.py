"""Which of the files that PyInstaller found go into the bundle. Knows where they lie, never what is in them."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""As PyInstaller lists it: where a file goes in the bundle, where it is now, and its kind."""

# What a screen at a door needs of Qt beside its libraries: its platforms, touch and keyboards, a camera's pictures, a
# drawing as a theme's logo.
_PLUGINS = {
    "egldeviceintegrations": ("qeglfs-kms-integration", "qeglfs-kms-egldevice-integration"),
    "generic": ("qevdevkeyboardplugin", "qevdevmouseplugin", "qevdevtouchplugin"),
    "imageformats": ("qsvg",),
    "multimedia": ("ffmpegmediaplugin", "windowsmediaplugin", "darwinmediaplugin"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platforms": ("qcocoa", "qeglfs", "qlinuxfb", "qoffscreen", "qvnc", "qwayland", "qwindows", "qxcb"),
    "wayland-decoration-client": ("bradient",),
    "wayland-graphics-integration-client": ("dmabuf-server", "drm-egl-server", "qt-plugin-wayland-egl"),
    "wayland-shell-integration": ("fullscreen-shell-v1", "xdg-shell"),
    "xcbglintegrations": ("qxcb-egl-integration", "qxcb-glx-integration"),
}
_ONLY_FOR_TOOLS = (".qmltypes", ".metainfo", ".qrc", ".cpp", ".h", ".pyi")


def modules(root: Path) -> list[str]:
    """Every module of the program by its dotted name, since a command loads its own by name."""
    paths = (path.relative_to(root).with_suffix("") for path in (root / "kiosk").rglob("*.py"))
    return sorted(".".join(path.parts) for path in paths if path.name not in {"__init__", "__main__"})


def locked(lock: str) -> list[str]:
    """The packages that a lock names."""
    return [line.partition("==")[0] for line in lock.splitlines() if "==" in line and not line.startswith(" ")]


def foreign(carried: Iterable[str], owners: Mapping[str, Sequence[str]]) -> list[str]:
    """What must not get in: importable names that only packages other than the carried ones own.

    `owners` is what `importlib.metadata.packages_distributions` says.
    """
    welcome = {_plain(name) for name in carried}
    return sorted(name for name, packages in owners.items() if not welcome.intersection(map(_plain, packages)))


def qml_modules(scanner: str, screens: Path, shipped: Path) -> frozenset[str]:
    """The QML modules of Qt in the folder `shipped` that the screens in `screens` load, such as `QtQuick/Shapes`."""
    command = [scanner, "-rootPath", str(screens), "-importPath", str(shipped)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - Qt's
    return frozenset(one["relativePath"] for one in found if one.get("relativePath") and "path" in one)


def wanted(place: str, qml: frozenset[str]) -> bool:
    """Whether the file that would go to `place` is of use; `qml` are the modules that the screens load."""
    path = PurePosixPath(place.replace("\\", "/"))
    if path.parts[0] != "PySide6":
        return True
    match [part for part in path.parts[1:-1] if part != "Qt"]:
        case ["translations", *_]:
            return False  # Qt's own words are never on the screen
        case ["plugins", kind, *_]:
            return path.stem.removeprefix("lib") in _PLUGINS.get(kind, ())
        case ["qml", *module]:
            return "/".join(module) in qml and path.suffix not in _ONLY_FOR_TOOLS
        case _:
            return True


def linked(entries: Iterable[Entry], links: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The entries without those libraries that nothing left refers to; `links` gives the files one is linked with."""
    by_source = {str(Path(source).resolve()): (place, source, kind) for place, source, kind in entries}
    due = [source for source, entry in by_source.items() if not _is_library(entry)]
    kept = set(due)
    while due:
        found = {str(Path(one).resolve()) for one in links(due.pop())} & by_source.keys()
        due += found - kept
        kept |= found
    return [entry for source, entry in by_source.items() if source in kept]


def stripped(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The entries, Python's own without what only a debugger reads; `folder` takes the slimmer copies.

    A Python that was built from source carries three times its size of it. Where there is no `strip`, all stay.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tool = shutil.which("strip")
    return [_stripped(tool, one, folder) if tool and _is_python(one[0]) else one for one in entries]


def standing(entries: Iterable[Entry], places: set[str]) -> list[Entry]:
    """The entries without the links that would lead to nowhere; `places` are where files go."""
    return [one for one in entries if one[2] != "SYMLINK" or str(PurePosixPath(one[0]).parent / one[1]) in places]


def _stripped(tool: str, entry: Entry, folder: Path) -> Entry:
    place, source, kind = entry
    slim = folder / PurePosixPath(place).name
    subprocess.run([tool, "--strip-unneeded", "-o", str(slim), source], check=True)  # noqa: S603 - of the system
    return place, str(slim), kind


def _is_python(place: str) -> bool:
    return PurePosixPath(place).name.startswith("libpython") or "lib-dynload" in place


def _is_library(entry: Entry) -> bool:
    """Whether it is of use only to what links it; the interpreter is loaded by the program that starts it."""
    place = PurePosixPath(entry[0].replace("\\", "/"))
    loaded = {"plugins", "qml"}.intersection(place.parts) or "python3" in place.name.lower()
    return entry[2] == "BINARY" and not loaded


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
