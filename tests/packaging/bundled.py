"""The bundle as people get it: moved away from where it was built, and started with an environment of its own."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from tests.app.programs import READY, ROOT, TOKEN

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

    @contextmanager
    def started(self, *arguments: str, **more: str) -> Iterator[subprocess.Popen[str]]:
        """A command under way; asked to end (SIGTERM) when the block is left, unless it has ended by itself."""
        with (self.home / "output.txt").open("a") as output:
            process = subprocess.Popen(
                [str(self.program), *arguments],
                env=self.environment(more),
                cwd=self.home,
                stdout=subprocess.PIPE,
                stderr=output,
                text=True,
            )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate()

    @contextmanager
    def server(self) -> Iterator[str]:
        """The bundle's own local server with the demo building, and its address."""
        token = self.home / "token"
        token.write_text(TOKEN)
        token.chmod(0o600)
        with self.started("server", "--demo", "--port", "0", "--token-file", str(token)) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith(READY), line + (self.home / "output.txt").read_text()
            yield line.removeprefix(READY).strip()

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
