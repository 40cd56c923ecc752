"""A real X screen without a monitor, whose pixels are read from outside the program, straight from its frame buffer."""

import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

Colour = tuple[int, int, int]


class Screen:
    """An Xvfb of `width` × `height` pixels at 24 bits; use it as a context manager."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        program = shutil.which("Xvfb")
        if program is None:
            message = "Xvfb is not installed; `make test` installs it, or: apt-get install xvfb"
            raise RuntimeError(message)
        self._folder = tempfile.TemporaryDirectory(prefix="kiosk-screen-")
        reading, writing = os.pipe()
        geometry = f"{width}x{height}x24"
        command = [program, "-displayfd", str(writing), "-screen", "0", geometry, "-fbdir", self._folder.name]
        self._process = subprocess.Popen(
            [*command, "-nolisten", "tcp", "-nocursor"],
            pass_fds=(writing,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as answer:
            self.display = f":{answer.readline().strip()}"
        with (Path(self._folder.name) / "Xvfb_screen0").open("rb") as frame:
            self._memory = mmap.mmap(frame.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self._memory[:100])
        self.width, self.height = header[4], header[5]
        self._line, self._start = header[12], header[0] + header[19] * 12

    def __enter__(self) -> Self:
        """The screen is ready when it has been made."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the screen down."""
        self.close()

    def close(self) -> None:
        """End the X server; programs on it lose their display."""
        self._process.terminate()
        self._process.wait()
        self._memory.close()
        self._folder.cleanup()

    def pixel(self, x: int, y: int) -> Colour:
        """The colour at a place, as it stands in the frame buffer now."""
        at = self._start + y * self._line + x * 4
        blue, green, red = self._memory[at : at + 3]
        return red, green, blue

    def picture(self) -> bytes:
        """The whole frame buffer, to compare two looks."""
        return self._memory[self._start : self._start + self._line * self.height]

    def save(self, path: Path) -> None:
        """Write what is on the screen as a PPM file."""
        rows = self.picture()
        pixels = bytearray()
        for at in range(0, len(rows), 4):
            pixels += rows[at + 2 : at + 3] + rows[at + 1 : at + 2] + rows[at : at + 1]
        path.write_bytes(b"P6 %d %d 255\n" % (self.width, self.height) + pixels)


def wait_for(condition: Callable[[], bool], what: str, *, patience: float = 60.0, every: float = 0.002) -> float:
    """Return the monotonic instant at which `condition` held. `patience` only ends a wait that would never end."""
    give_up = time.monotonic() + patience
    while not condition():
        if time.monotonic() > give_up:
            message = f"waited in vain for {what}"
            raise AssertionError(message)
        time.sleep(every)
    return time.monotonic()
