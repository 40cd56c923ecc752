"""Tells the service manager how the program is, in the datagrams of sd_notify(3). Knows no face and no server."""

import logging
import os
import socket
from collections.abc import Mapping

_log = logging.getLogger(__name__)
_MICROSECONDS = 1_000_000
_PATIENCE = 1.0
_LONGEST_STATUS = 400


class Notifier:
    """Says what it is told to the socket at `address`; without one nothing is sent.

    `watchdog` is after how many seconds without `alive` the manager takes the program for dead, None: it never does.
    A manager that does not listen is no reason to fail: the log says so, and the program goes on.
    """

    def __init__(self, address: str | bytes | None = None, watchdog: float | None = None) -> None:
        self._address = address
        self.watchdog = watchdog if address else None
        self._status = ""
        self._deaf = False

    @property
    def wanted(self) -> bool:
        """Whether anybody wants to know."""
        return bool(self._address)

    def ready(self, status: str) -> None:
        """The first frame is on the screen, or the first request would be answered."""
        self._status = status
        self._send("READY=1", f"STATUS={_line(status)}")

    def says(self, status: str) -> None:
        """One plain sentence for who asks how the service is; what was said already is not said again."""
        if status != self._status:
            self._status = status
            self._send(f"STATUS={_line(status)}")

    def alive(self) -> None:
        """Everything that has to work was seen to work just now."""
        if self.watchdog is not None:
            self._send("WATCHDOG=1")

    def stopping(self) -> None:
        """The end has begun, and it was wanted."""
        self._send("STOPPING=1", "STATUS=Ends.")

    def _send(self, *lines: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
                one.settimeout(_PATIENCE)
                one.sendto("\n".join(lines).encode(), self._address)
            self._deaf = False
        except OSError as problem:
            if self._deaf:
                return
            self._deaf = True
            _log.warning("The service manager cannot be told how the program is (%s).", problem.strerror or problem)


def notifier_of(environment: Mapping[str, str]) -> Notifier:
    """The manager that the environment names: $NOTIFY_SOCKET (a path, or `@` and an abstract name), $WATCHDOG_USEC."""
    place = environment.get("NOTIFY_SOCKET", "")
    address = place if place.startswith("/") else b"\0" + place[1:].encode() if place.startswith("@") else None
    return Notifier(address, _watchdog(environment))


def _watchdog(environment: Mapping[str, str]) -> float | None:
    meant = environment.get("WATCHDOG_PID", "") in {"", str(os.getpid())}
    try:
        seconds = int(environment.get("WATCHDOG_USEC", "0")) / _MICROSECONDS
    except ValueError:
        return None
    return seconds if meant and seconds > 0 else None


def _line(status: str) -> str:
    return " ".join(status.split())[:_LONGEST_STATUS]
