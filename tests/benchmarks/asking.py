"""Asks a server over bare sockets, so that the asking costs little beside the answering. Knows no operation."""

import socket
import threading
import time
from collections.abc import Sequence
from typing import Self
from urllib.parse import urlsplit

from tests.app.programs import TOKEN

_HEAD_ENDS = b"\r\n\r\n"


class Line:
    """One connection that is kept open."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        assert address.hostname is not None
        self._host = address.netloc
        self._socket = socket.create_connection((address.hostname, address.port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def __enter__(self) -> Self:
        """Open since it was made."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._socket.close()

    def request(self, target: str, body: bytes | None = None) -> bytes:
        """The bytes of a request, a POST where there is a body."""
        head = (
            f"{'GET' if body is None else 'POST'} {target} HTTP/1.1\r\nHost: {self._host}\r\nAuthorization: {TOKEN}\r\n"
        )
        more = "" if body is None else f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        return f"{head}{more}\r\n".encode() + (body or b"")

    def ask(self, request: bytes) -> bytes:
        """The body of the answer, which must be 200."""
        self._socket.sendall(request)
        head = self._until_head_ends()
        assert head.startswith(b"HTTP/1.1 200"), head[:200] + self._rest[:500]
        length = next(int(one[15:]) for one in head.lower().split(b"\r\n") if one.startswith(b"content-length:"))
        while len(self._rest) < length:
            self._rest += self._more()
        body, self._rest = self._rest[:length], self._rest[length:]
        return body

    def _until_head_ends(self) -> bytes:
        while _HEAD_ENDS not in self._rest:
            self._rest += self._more()
        head, _, self._rest = self._rest.partition(_HEAD_ENDS)
        return head

    def _more(self) -> bytes:
        found = self._socket.recv(1 << 18)
        assert found, "the server has closed the connection"
        return found


def answered(url: str, targets: Sequence[str], seconds: float, lines: int) -> int:
    """How many requests were answered within `seconds`, over so many connections at once."""
    counts = [0] * lines
    until = time.monotonic() + seconds

    def work(place: int) -> None:
        with Line(url) as line:
            requests = [line.request(one) for one in targets]
            while time.monotonic() < until:
                line.ask(requests[(counts[place] + place) % len(requests)])
                counts[place] += 1

    threads = [threading.Thread(target=work, args=(place,)) for place in range(lines)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(counts)
