"""The two that are compared, each as processes on a screen of its own: the panel, and the page in a kiosk browser."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.app.programs import config_file, environment, started
from tests.app.screen import Screen
from tests.benchmarks.building import ROOM

BROWSER = Path("/usr/bin/chromium")
FREE, OCCUPIED = (0x0B, 0x7A, 0x4B), (0xB3, 0x26, 0x1E)
FIELD = (12, 420)  # a place of the field that no word covers, on both screens
_FLAGS = (
    "--kiosk",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--password-store=basic",
    "--window-position=0,0",
)


@dataclass(frozen=True, slots=True)
class Running:
    """Something that was started at `since` (monotonic) as process `pid`; `home` holds what it wrote."""

    pid: int
    since: float
    home: Path


def now() -> float:
    """The monotonic second that `Running.since` goes by."""
    return time.monotonic()


class Subject(Protocol):
    """What can be started on its screen again and again."""

    screen: Screen

    @contextmanager
    def run(self) -> Iterator[Running]:
        """Start it; ended when the block is left."""
        ...


class Panel:
    """The program as it ships, showing `face`. `remembers` keeps what earlier runs wrote; else each remembers nothing.

    `more` is added to the config. What compiling and caching leaves is kept in both cases, as on a panel.
    """

    def __init__(
        self, screen: Screen, home: Path, url: str, *, remembers: bool = True, more: str = "", face: str = "panel"
    ) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.screen = screen
        self.home = home
        self._remembers = remembers
        config = config_file(home, url, kind="local", room=ROOM, more=more)
        self.command = (face, "--config", str(config))

    @contextmanager
    def run(self, **more: str) -> Iterator[Running]:
        """Start it; ended when the block is left. `more` goes into its environment."""
        environment(self.home)
        if not self._remembers:
            for file in (self.home / "state").glob("remembered.*"):
                file.unlink()
        since = now()
        own = {"DISPLAY": self.screen.display, "PYTHONWARNINGS": "", **more}
        with started(*self.command, home=self.home, **own) as process:
            yield Running(process.pid, since, self.home)


class Browser:
    """Debian's Chromium in kiosk mode, drawing in software, each time with a fresh copy of a profile once warmed."""

    def __init__(self, screen: Screen, home: Path, url: str) -> None:
        self.screen = screen
        self._home = home
        self._url = url
        self._warm = home / "warm"

    @contextmanager
    def run(self) -> Iterator[Running]:
        """Start it; ended when the block is left."""
        with tempfile.TemporaryDirectory(prefix="kiosk-browser-", ignore_cleanup_errors=True) as folder:
            if self._warm.exists():
                shutil.copytree(self._warm, folder, dirs_exist_ok=True, symlinks=True)
            with self._started(Path(folder)) as running:
                yield running
            if not self._warm.exists():
                shutil.copytree(folder, self._warm, symlinks=True, ignore=shutil.ignore_patterns("Singleton*"))

    @contextmanager
    def _started(self, profile: Path) -> Iterator[Running]:
        size = f"--window-size={self.screen.width},{self.screen.height}"
        command = [str(BROWSER), *_FLAGS, size, f"--user-data-dir={profile}", self._url]
        variables = environment(self._home, DISPLAY=self.screen.display)
        since = time.monotonic()
        process = subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield Running(process.pid, since, self._home)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()
