"""The faults by name: what befalls the line, what the program calls it, and what the door says of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from kiosk.domain.connection import Trouble
from tests.faults.damage import Damage, End, drip, first, half, late, length, nothing, page, says, unmeasured
from tests.faults.door import Door

JSON = "application/json"
AGAIN = "trying again"
Deed = Callable[[Door], Awaitable[None]]


async def _mended(door: Door) -> None:
    door.mend()


@dataclass(frozen=True)
class Fault:
    """`begin` and `end` are done to the door's line. For `asked_for` seconds the server wants to be left alone.

    `note` is what the door's line of age ends with, `mark` its connection mark.
    """

    name: str
    begin: Deed
    trouble: Trouble
    note: str = AGAIN
    mark: str = "trouble"
    end: Deed = _mended
    asked_for: float = field(default=0.0, kw_only=True)


def answers(
    name: str, damage: Damage, trouble: Trouble, note: str = AGAIN, mark: str = "trouble", *, asked_for: float = 0.0
) -> Fault:
    """What befalls every answer."""

    async def begin(door: Door) -> None:
        door.line.damage = damage

    return Fault(name, begin, trouble, note, mark, asked_for=asked_for)


def body(text: bytes, status: int = 200) -> Damage:
    return says(status, text, Content_Type=JSON)


async def _hang_up(door: Door) -> None:
    door.line.down()


async def _listen(door: Door) -> None:
    await door.line.up()


async def _forget_names(door: Door) -> None:
    door.loop.names.clear()
    door.line.drop()


async def _find_names(door: Door) -> None:
    door.loop.names.add("localhost")


OFFLINE = [
    Fault("nobody listens", _hang_up, Trouble.UNREACHABLE, mark="offline", end=_listen),
    Fault("no name is found", _forget_names, Trouble.UNREACHABLE, mark="offline", end=_find_names),
    answers("closed without a byte", nothing(End.CLOSED), Trouble.UNREACHABLE, mark="offline"),
    answers("reset without a byte", nothing(End.RESET), Trouble.UNREACHABLE, mark="offline"),
    answers("silence", nothing(End.SILENT), Trouble.TIMED_OUT, mark="offline"),
    answers("half, then silence", half(End.SILENT), Trouble.TIMED_OUT, mark="offline"),
    answers("a head, then silence", first(60, End.SILENT), Trouble.TIMED_OUT, mark="offline"),
    answers("later than the deadline", late(12.0), Trouble.TIMED_OUT, mark="offline"),
    answers("a byte a second", drip(1, 1.0), Trouble.TIMED_OUT, mark="offline"),
    answers("a longer body promised", length(+10), Trouble.TIMED_OUT, mark="offline"),
]
UNREADABLE = "The answer could not be understood"
BROKEN = [
    answers("half, then closed", half(End.CLOSED), Trouble.GARBLED, UNREADABLE),
    answers("half, then reset", half(End.RESET), Trouble.GARBLED, UNREADABLE),
    answers("a shorter body promised", length(-10), Trouble.GARBLED, UNREADABLE),
    answers("half of an unmeasured body", unmeasured(120), Trouble.GARBLED, UNREADABLE),
    answers("a web page", page(), Trouble.GARBLED, UNREADABLE),
    answers("a web page called JSON", page(kind=JSON), Trouble.GARBLED, UNREADABLE),
    answers("no body", body(b""), Trouble.GARBLED, UNREADABLE),
    answers("no content", says(204), Trouble.GARBLED, UNREADABLE),
    answers("another shape", body(b'{"ok": true}'), Trouble.GARBLED, UNREADABLE),
    answers("null", body(b"null"), Trouble.GARBLED, UNREADABLE),
    answers("no JSON", body(b"[{"), Trouble.GARBLED, UNREADABLE),
    answers("deep JSON", body(b"[" * 100_000), Trouble.GARBLED, UNREADABLE),
    answers("no HTTP", lambda _: first(60)(b"SSH-2.0-OpenSSH_9.2\r\n\r\n" * 3), Trouble.GARBLED, UNREADABLE),
]
OF_ITS_OWN, PAUSE = "The server has a problem of its own", "The server asks for a pause"
REFUSED = [
    answers(
        "a login page elsewhere",
        says(302, Location="http://localhost:9/login"),
        Trouble.LOGIN_PAGE,
        "The network asks for a sign-in first",
    ),
    answers(
        "moved for ever",
        says(308, Location="https://example.invalid/"),
        Trouble.LOGIN_PAGE,
        "The network asks for a sign-in first",
    ),
    answers("401", body(b"{}", 401), Trouble.NOT_ALLOWED, "The server does not accept this panel"),
    answers("403 as a page", page(403), Trouble.NOT_ALLOWED, "The server does not accept this panel"),
    answers("404", body(b"{}", 404), Trouble.NOT_FOUND, "The server does not know this room"),
    answers("400", body(b"{}", 400), Trouble.REFUSED, "The server said no"),
    answers("500", body(b"{}", 500), Trouble.SERVER_ERROR, OF_ITS_OWN),
    answers("502 as a page", page(502), Trouble.SERVER_ERROR, OF_ITS_OWN),
    answers("503 for a while", says(503, Retry_After="4"), Trouble.SERVER_ERROR, OF_ITS_OWN),
    answers("429", says(429), Trouble.THROTTLED, PAUSE),
    answers("429 for a moment", says(429, Retry_After="3"), Trouble.THROTTLED, PAUSE, asked_for=3.3),
    answers("429 for a minute", says(429, Retry_After="60"), Trouble.THROTTLED, PAUSE, asked_for=66.0),
    answers("429 for a day", says(429, Retry_After="86400"), Trouble.THROTTLED, PAUSE, asked_for=990.0),
]
EVERY = [*OFFLINE, *BROKEN, *REFUSED]
