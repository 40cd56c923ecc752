"""The socket that connections come in by: it lets none take the files that the program itself needs."""

import logging
import socket
from typing import Any

from kiosk.server.lines import KEPT_FILES, most_files
from kiosk.server.refusal import ServerFault

_log = logging.getLogger(__name__)


class Listener(socket.socket):
    """Ends a connection at once that got a file's number of `most` or more: numbers are given from below.

    Else, in a rush, all files would be gone before the first connection too many is looked at. Then asyncio's loop
    (until Python 3.13 at least) tries again ever more often, and logs a traceback each time.
    """

    most: int | None = None
    _told = False

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection. Raises BlockingIOError where there is none, or none that may stay."""
        line, address = super().accept()
        if self.most is None or line.fileno() < self.most:
            return line, address
        line.close()
        if not self._told:
            self._told = True
            _log.warning("Connections are refused: nearly all of the files that may be open are. More: LimitNOFILE.")
        raise BlockingIOError


def listener(host: str, port: int) -> Listener:
    """A socket that listens there. Raises ServerFault where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        made = socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        message = f"cannot listen on {host}, port {port} ({error}): free the port, or name another host or port"
        raise ServerFault(message) from error
    listening = Listener(made.family, made.type, made.proto, fileno=made.detach())
    listening.most = most_open()
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # head and body are two writes: none waits
    return listening


def most_open() -> int | None:
    """How many files may be open before the rest is kept for the program; None where there is no limit."""
    files = most_files()
    return None if files is None else files - min(KEPT_FILES // 2, files // 4)
