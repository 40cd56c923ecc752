"""A building of real programs under a fast clock, its faults, and what its programs have from time to time."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from os import SEEK_END
from pathlib import Path
from random import Random
from typing import Any

from kiosk.setup.pin import PinFiles
from kiosk.setup.pin_hash import hashed
from tests.app.programs import environment
from tests.escape.keeper import CONFIG, GIVEN_BACK, PIN

FACES = ("panel", "reception", "lobby", "tags")
HOME = """
[backend]
kind = "local"
url = "http://127.0.0.1:{port}"
deadline_seconds = 120
[panel]
room = "2"
time_zone = "Europe/Berlin"
[reception]
title = "Spreehaus"
[[tags.gateway]]
name = "files"
kind = "folder"
path = "{home}/signs"
"""
TAG = '[[tags.tag]]\nid = "T{number}"\ngateway = "files"\nroom = "{number}"\npanel = "{panel}"\n'
TAIL = 2048
PANELS = ("7.5-bwr", "2.9-bw", "4.2-bw")


class Program:
    """One program of the building, in a home of its own; what it has to say is in `output`."""

    def __init__(self, face: str, home: Path, arguments: list[str]) -> None:
        self.face = face
        self.home = home
        self.begun = 0
        self.output = home / "output.txt"
        self._arguments = arguments
        self._process: subprocess.Popen[str] | None = None

    @property
    def process(self) -> subprocess.Popen[str]:
        assert self._process is not None
        return self._process

    def begin(self) -> None:
        """Start, or start again."""
        self.begun += 1
        with self.output.open("a") as errors, self._said().open("w") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.soak.face", self.face, *self._arguments],
                env=environment(self.home, QT_QPA_PLATFORM="offscreen", **GIVEN_BACK),
                cwd=self.home, stdout=said, stderr=errors, text=True,
            )  # fmt: skip

    def samples(self) -> Iterator[dict[str, Any]]:
        """All that it has said of itself in this life, from the first on."""
        lines = self._said().read_text().splitlines(keepends=True)
        return (json.loads(line) for line in lines if line.startswith("{") and line.endswith("}\n"))

    def latest(self) -> dict[str, Any]:
        """The last that it said of itself; nothing where it has not spoken yet."""
        with self._said().open("rb") as said:
            said.seek(max(0, said.seek(0, SEEK_END) - TAIL))
            lines = [line for line in said.read().splitlines(keepends=True) if line.endswith(b"}\n")]
        found: dict[str, Any] = json.loads(lines[-1]) if lines and lines[-1].startswith(b"{") else {}
        return found

    def end(self) -> int:
        """Ask it to end; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait()

    def kill(self) -> None:
        """Take its power away."""
        self.process.kill()
        self.process.wait()

    def _said(self) -> Path:
        return self.home / f"said-{self.begun}.txt"


class Building:
    """A server and every face of it, `factor` times as fast as the world."""

    def __init__(self, folder: Path, factor: float, rng: Random) -> None:
        self.factor = factor
        self.faults = 0
        self._rng = rng
        self._begun = time.monotonic()
        port = _free_port()
        times = [str(factor), str(self._begun)]
        self.server = Program("server", _home(folder / "server", port), [*times, str(port)])
        self.faces = [Program(face, _home(folder / face, port), times) for face in FACES]

    @property
    def programs(self) -> list[Program]:
        return [self.server, *self.faces]

    def begin(self) -> None:
        for one in self.programs:
            one.begin()

    @property
    def online(self) -> bool:
        """Whether every face has news of the server."""
        return all(one.latest().get("online") for one in self.faces)

    def check(self) -> None:
        """All run."""
        for one in self.programs:
            assert one.process.poll() is None, f"{one.face} ended: {one.output.read_text()[-2000:]}"

    def fault(self, *, power: bool = True) -> None:
        """The server hangs for a while, or now and then loses its power, where that may be."""
        self.faults += 1
        if power and self.faults % 20 == 10:
            self.server.kill()
            time.sleep(self._rng.uniform(0.1, 2.0))
            self.server.begin()
            return
        self.server.process.send_signal(signal.SIGSTOP)
        time.sleep(self._rng.uniform(0.05, 2.0))
        self.server.process.send_signal(signal.SIGCONT)


@contextmanager
def standing(folder: Path, factor: float, seed: int) -> Iterator[Building]:
    """A building whose programs run; they are killed in the end, if they did not end before."""
    building = Building(folder, factor, Random(seed))
    building.begin()
    try:
        yield building
    finally:
        for one in building.programs:
            if one.process.poll() is None:
                one.kill()


def _home(home: Path, port: int) -> Path:
    (home / "state").mkdir(parents=True)
    path = home / CONFIG
    path.parent.mkdir(parents=True)
    tags = "".join(TAG.format(number=number, panel=panel) for number, panel in enumerate(PANELS, start=1))
    path.write_text(HOME.format(port=port, home=home) + tags)
    PinFiles(home / "state").keep_pin(hashed(PIN, bytes(16)))
    return home


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port: int = one.getsockname()[1]
        return port
