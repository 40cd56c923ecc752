"""The bundle as people get it: moved away from where it was built, and started with an environment of its own."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from tests.app.programs import ROOT, address_of, token_file, under_way

BUILT = ROOT / "build" / "bundle" / "room-kiosk"
WORK = ROOT / "build" / "cache" / "bundle"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle in `folder`, run by somebody whose home is `home` and who has nothing else: no PATH, no language."""

    folder: Path
    home: Path

    @property
    def program(self) -> Path:
        return self.folder / "kiosk"

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """One command to its end."""
        command = [str(self.program), *arguments]
        return subprocess.run(
            command, env=self.environment(more), cwd=self.home, capture_output=True, encoding="utf-8", check=False
        )

    def started(self, *arguments: str, **more: str) -> AbstractContextManager[subprocess.Popen[str]]:
        """A command under way; see `under_way`."""
        return under_way([str(self.program), *arguments], self.environment(more), self.home)

    @contextmanager
    def server(self) -> Iterator[str]:
        """The bundle's own local server with the demo building, and its address."""
        with self.started("server", "--demo", "--port", "0", "--token-file", str(token_file(self.home))) as process:
            yield address_of(process, self.home)

    def environment(self, more: dict[str, str]) -> dict[str, str]:
        return {"HOME": str(self.home), **more}


def built() -> Path:
    """The bundle of the sources as they are now, built if need be."""
    subprocess.run([sys.executable, str(ROOT / "packaging" / "bundle" / "build.py")], check=True, capture_output=True)
    return BUILT


def moved(folder: Path) -> Path:
    """The bundle in another folder, as long as the test wants it whatever is built meanwhile."""
    place = folder / "Room Kiosk ö"
    shutil.copytree(built(), place, symlinks=True, copy_function=_linked)
    return place


def packaging(name: str) -> ModuleType:
    """A script of packaging/bundle as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / "bundle" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mapped(pid: int) -> set[str]:
    """The files that a process has in its memory."""
    lines = Path(f"/proc/{pid}/maps").read_text().splitlines()
    return {line.split(maxsplit=5)[5] for line in lines if line.count("/")}


def _linked(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copy2(source, target)
    return target
