"""Where this project's source is, for the tests that read it; knows nothing of what it says."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KIOSK = ROOT / "kiosk"
QML = ROOT / "qml"


@cache
def parsed(path: Path) -> ast.Module:
    """One file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def python_files(*folders: Path) -> list[Path]:
    """Every Python file under the folders."""
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def qml_files() -> list[Path]:
    """Every QML file of the program."""
    return sorted(QML.rglob("*.qml"))


def name_of(path: Path) -> str:
    """The dotted name of a module of this project."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tracked_files() -> list[Path]:
    """The files that version control knows or would add; in an unpacked archive, all but what is generated."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return sorted(path for path in _everything() if path.is_file())
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return sorted(path for path in paths if path.is_file())


def _everything() -> Iterator[Path]:
    for top in ROOT.iterdir():
        if top.name not in {"build", ".git"}:
            yield from [top] if top.is_file() else top.rglob("*")
