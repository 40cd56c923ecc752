"""A service manager's ear: a real datagram socket that a program is told to report to."""

import socket
from pathlib import Path
from types import TracebackType
from typing import Self


class Manager:
    """Hears what a program says of itself; `environment` is what the program is to be started with.

    `abstract` takes a name outside the file system. `watchdog` is in seconds.
    """

    def __init__(self, folder: Path, *, watchdog: float | None = None, abstract: bool = False) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        place = f"@kiosk-test-{folder.name}-{id(self)}" if abstract else str(folder / "notify")
        self._socket.bind(f"\0{place[1:]}" if abstract else place)
        self._socket.settimeout(60.0)
        self.environment = {"NOTIFY_SOCKET": place}
        if watchdog is not None:
            self.environment["WATCHDOG_USEC"] = str(round(watchdog * 1_000_000))

    def __enter__(self) -> Self:
        """It hears from the moment at which it was made."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hear no more."""
        self._socket.close()

    def hears(self) -> list[str]:
        """The lines of the next message; whoever never says one fails the test."""
        return self._socket.recv(4096).decode().splitlines()

    def hears_until(self, line: str) -> list[str]:
        """Every line up to the first message that holds `line`, which may end in a star."""
        lines: list[str] = []
        while not any(one == line or (line.endswith("*") and one.startswith(line[:-1])) for one in lines):
            lines += self.hears()
        return lines

    def heard(self) -> list[str]:
        """Every line that was said and not heard yet, without waiting for more."""
        lines: list[str] = []
        self._socket.settimeout(0.0)
        try:
            while True:
                lines += self.hears()
        except BlockingIOError:
            return lines
        finally:
            self._socket.settimeout(60.0)

    def silent_for(self, seconds: float) -> bool:
        """Whether nothing is said for so long."""
        self._socket.settimeout(seconds)
        try:
            return not self._socket.recv(4096)
        except TimeoutError:
            return True
        finally:
            self._socket.settimeout(60.0)
