"""One HTTP connection that may take only so long: for a head, a body, at rest, and to read what it is told."""

import asyncio
from enum import Enum, auto
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from kiosk.server.lines import Lines

_TOO_LATE = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Waits(Enum):
    """What a connection waits for."""

    FIRST = auto()
    HEAD = auto()
    BODY = auto()
    ANSWER = auto()
    NEXT = auto()


class Line(H11Protocol):
    """A connection of the web server that is known to `lines`, and is judged by how long one thing lasts.

    A byte that comes prolongs nothing: a head has its seconds from its first byte on, and a body from its head's end.
    """

    def __init__(self, lines: Lines, **of_uvicorn: Any) -> None:  # noqa: ANN401 - what uvicorn hands its protocols
        super().__init__(**of_uvicorn)
        self._lines = lines
        self._waits = Waits.FIRST
        self._of: object = None
        self._due: float | None = None
        self._unread: float | None = None

    @property
    def address(self) -> str:
        """Whose it is."""
        return self.client[0] if self.client else ""

    @property
    def due(self) -> float | None:
        """The second at which it has taken too long."""
        return self._unread if self._unread is not None else self._due

    @property
    def resting(self) -> bool:
        """Whether it is kept for a next request."""
        return self._waits is Waits.NEXT

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take it, or end it at once where there are too many."""
        super().connection_made(transport)  # type: ignore[arg-type] # uvicorn narrows what it is given
        self._due = self._lines.now() + self._lines.patience.head
        if not self._lines.join(self):
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._lines.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, and look what it waits for then."""
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """Keep it for the next request, of which some may be here already."""
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        """Nobody reads what was written."""
        super().pause_writing()
        self._unread = self._lines.now() + self._lines.patience.unread

    def resume_writing(self) -> None:
        """Somebody does."""
        super().resume_writing()
        self._unread = None

    def give_up(self) -> None:
        """End it; who began a request and has no answer yet is told why."""
        begun = self._waits in {Waits.HEAD, Waits.BODY} and self._unread is None
        if begun and self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            if self.cycle is not None:
                self.cycle.disconnected = True  # its application has nobody to answer any more
            self.transport.write(_TOO_LATE)
            self.transport.close()
        elif self.resting:
            self.transport.close()
        else:
            self.transport.abort()

    def _look(self) -> None:
        waits = self._now_waits()
        if (waits, self.cycle) == (self._waits, self._of):
            return
        self._waits, self._of = waits, self.cycle
        seconds = self._seconds(waits)
        self._due = None if seconds is None else self._lines.now() + seconds

    def _now_waits(self) -> Waits:
        if self.conn.their_state is h11.SEND_BODY:
            return Waits.BODY
        if self.conn.their_state is not h11.IDLE:
            return Waits.ANSWER
        if self._waits is Waits.HEAD and self._of is self.cycle:
            return Waits.HEAD
        if self.conn.trailing_data[0]:
            return Waits.HEAD
        return self._waits if self._waits is Waits.FIRST else Waits.NEXT

    def _seconds(self, waits: Waits) -> float | None:
        patience = self._lines.patience
        match waits:
            case Waits.FIRST | Waits.HEAD:
                return patience.head
            case Waits.BODY:
                return patience.body
            case Waits.ANSWER:
                return None
            case Waits.NEXT:
                return patience.rest
