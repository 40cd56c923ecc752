"""What may happen to an answer on its way: how the bytes that a server gave go over the wire, if they do."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from enum import Enum, auto

Damage = Callable[[bytes], "Wire"]
Now = Callable[[], datetime]
_HEAD_END = b"\r\n\r\n"


class End(Enum):
    """What becomes of the connection: it serves the next request, is closed or reset, or nothing comes any more."""

    KEPT = auto()
    CLOSED = auto()
    RESET = auto()
    SILENT = auto()


@dataclass(frozen=True, slots=True)
class Wire:
    """Pieces, each after `pause` seconds, and then the end."""

    pieces: tuple[bytes, ...] = ()
    pause: float = 0.0
    end: End = End.KEPT


def whole(answer: bytes) -> Wire:
    """As the server gave it."""
    return Wire((answer,))


def first(count: int, end: End = End.CLOSED) -> Damage:
    """Only so many bytes."""
    return lambda answer: Wire((answer[:count],), end=end)


def half(end: End) -> Damage:
    """The head, and half of the body."""
    return lambda answer: Wire((answer[: (answer.index(_HEAD_END) + len(answer)) // 2],), end=end)


def nothing(end: End) -> Damage:
    """No byte."""
    return lambda _: Wire(end=end)


def late(seconds: float) -> Damage:
    """All of it, after so many seconds."""
    return lambda answer: Wire((answer,), pause=seconds)


def drip(size: int, pause: float) -> Damage:
    """A few bytes at a time."""
    return lambda answer: Wire(tuple(answer[at : at + size] for at in range(0, len(answer), size)), pause)


def length(change: int) -> Damage:
    """The head promises a body that is so much longer than it is."""

    def damaged(answer: bytes) -> Wire:
        body = len(answer) - answer.index(_HEAD_END) - len(_HEAD_END)
        return Wire((_with(answer, "Content-Length", str(max(0, body + change))),))

    return damaged


def unmeasured(count: int | None = None) -> Damage:
    """So many bytes of a body whose length is not said: only the connection's end is its end."""

    def damaged(answer: bytes) -> Wire:
        head, _, body = _without(answer, "Content-Length").partition(_HEAD_END)
        return Wire((head + b"\r\nConnection: close" + _HEAD_END + body[:count],), end=End.CLOSED)

    return damaged


def says(status: int, body: bytes = b"", **headers: str) -> Damage:
    """Something else, whatever the server said."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {text}" for name, text in headers.items()]
    return lambda _: Wire(("\r\n".join(lines).encode() + _HEAD_END + body,))


def page(status: int = 200, kind: str = "text/html; charset=utf-8") -> Damage:
    """A web page, as a proxy or a hotel's network shows one."""
    return says(status, b"<!DOCTYPE html><html><title>Sign in</title></html>", Content_Type=kind)


def dated(clock: Now | str) -> Damage:
    """The answer of a server whose clock shows that: an instant when asked, or what is none."""

    def damaged(answer: bytes) -> Wire:
        text = clock if isinstance(clock, str) else format_datetime(clock(), usegmt=True)
        return Wire((_with(answer, "Date", text),))

    return damaged


def _with(answer: bytes, name: str, text: str) -> bytes:
    head, _, body = _without(answer, name).partition(_HEAD_END)
    return head + f"\r\n{name}: {text}".encode() + _HEAD_END + body


def _without(answer: bytes, name: str) -> bytes:
    head, _, body = answer.partition(_HEAD_END)
    return re.sub(rb"\r\n" + name.encode() + rb":[^\r]*", b"", head, flags=re.IGNORECASE) + _HEAD_END + body
