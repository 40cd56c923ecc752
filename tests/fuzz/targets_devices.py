"""What printers, mail servers and sensors say, and what was kept on the disk."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import httpcore

from kiosk.backends import ipp_message as ipp
from kiosk.backends.errors import BackendError
from kiosk.backends.ipp import IppPrinter, Job
from kiosk.backends.ipp_message import Attribute, Tag
from kiosk.backends.smtp import Mail, MailServer, Postman, Security
from kiosk.badge.badge import badge_in
from kiosk.clock import FixedClock
from kiosk.domain import guessing
from kiosk.domain.visit import Host, Visit
from kiosk.domain.visiting import Act
from kiosk.messages.notice import body_of, notice_in, notice_of
from kiosk.sync.presence_text import motion_in
from kiosk.visits.record import Note, errand, errand_of, packed, unpacked
from tests.fuzz.houses import FRIDAY
from tests.fuzz.played import EVERYTHING, NOWHERE, Runs, Tape
from tests.fuzz.target import Target

_AT = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)
_MAIL = Mail("a@example.com", "b@example.com", b"Subject: x\r\n\r\n.\r\nHello")


class Speaking(httpcore.AsyncNetworkStream):
    """A connection whose other end says these bytes, and then closes it."""

    def __init__(self, said: bytes) -> None:
        self._said = said

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109 - its signature
        part, self._said = self._said[:max_bytes], self._said[max_bytes:]
        return part

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - its signature
        """Nobody listens."""

    async def aclose(self) -> None:
        """Nothing is open."""

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - its signature
        return ("127.0.0.1", 9) if info == "client_addr" else None


class Heard(Postman):
    """Hands over to such a connection."""

    said = b""

    async def _connected(self) -> httpcore.AsyncNetworkStream:
        return Speaking(self.said)


def targets(run: Runs[Any]) -> Iterator[Target]:
    """All of them."""
    yield Target("a printer", _printer(run), tuple(_printers()), (BackendError,), 60)
    yield Target("a mail server", _mail(run), _MAILS, (BackendError,), 40)
    yield Target("a motion sensor", motion_in, (b"1", b"off", b'{"motion": true}', b'{"hasMotion":false}'), (), 20)
    yield from _kept()


def _printers() -> Iterator[bytes]:
    """What a printer says of itself, of a job, and of its jobs; requests and answers are built alike."""
    size = (Attribute("x-dimension", Tag.INTEGER, (6200,)), Attribute("y-dimension", Tag.INTEGER, (10000,)))
    about = (
        Attribute("document-format-supported", Tag.MIME, ("image/pwg-raster", "application/pdf")),
        Attribute("printer-state", Tag.ENUM, (3,)),
        Attribute("printer-state-reasons", Tag.KEYWORD, ("media-empty-error", "none")),
        Attribute("printer-is-accepting-jobs", Tag.BOOLEAN, (True,)),
        Attribute("media-col-default", Tag.KEYWORD, (size,)),
        Attribute("job-id", Tag.INTEGER, (7,)),
    )
    job = (Attribute("job-name", Tag.NAME, ("x",)), Attribute("job-state", Tag.ENUM, (5,)), about[-1])
    resolution = b"\x32\x00\x28pwg-raster-document-resolution-supported\x00\x09" + b"\x00\x00\x01\x2c" * 2 + b"\x03"
    for groups in ([(4, about)], [(ipp.JOB, job), (ipp.JOB, job)], [(ipp.OPERATION, ())]):
        whole = ipp.request(0, 1, groups)
        yield whole
        yield whole[:-1] + resolution + bytes([ipp.END])


def _printer(run: Runs[Any]) -> Callable[[bytes], object]:
    tape = Tape({}, EVERYTHING)
    printer = IppPrinter(NOWHERE, "/printers/x", FixedClock(FRIDAY), connect=tape.connect)

    async def ask() -> None:
        job = Job("x", "application/pdf", b"x", (1, 1))
        works = (printer.status, lambda: printer.print(job), lambda: printer.job(1), lambda: printer.has("x"))
        for work in works:
            with suppress(BackendError):
                await work()

    def feed(given: bytes) -> object:
        tape.given = given
        return run(ask())

    return feed


_TAKEN = (
    b"220 mail.example.com\r\n250-mail\r\n250-AUTH PLAIN LOGIN\r\n250 SMTPUTF8\r\n235 2.7.0 ok\r\n250 2.1.0 ok\r\n"
    b"250 2.1.5 ok\r\n354 go on\r\n250 2.0.0 taken\r\n"
)
_MAILS = (
    _TAKEN,
    b"220 x\r\n250-x\r\n250 AUTH LOGIN\r\n334 VXNlcg==\r\n334 UGFzcw==\r\n235 ok\r\n550 5.1.1 no\r\n",
    b"220 x\r\n250-x\r\n250 AUTH=LOGIN PLAIN\r\n535 5.7.8 no\r\n",
    b"421 4.3.2 later\r\n",
)


def _mail(run: Runs[Any]) -> Callable[[bytes], object]:
    server = MailServer("127.0.0.1", 25, Security.NONE, "u", "p")
    postman = Heard(server, None, FixedClock(FRIDAY))

    def feed(given: bytes) -> object:
        postman.said = given
        return run(postman.deliver(_MAIL))

    return feed


def _kept() -> Iterator[Target]:
    """What waits in a file of ours: whoever altered it, it is none, and nothing worse."""
    visit = Visit("1", "ABC", _AT, _AT, "Europe/Berlin", visitor="Ada", host=Host("Bea", "5"), arrived=_AT)
    note = Note("k", Act.ARRIVE, "1", _AT)
    guesses = guessing.packed(guessing.Guesses((_AT,), 2, _AT)).encode()
    yield _file("a kept visit", unpacked, (packed(visit),))
    yield _file("a kept errand", errand_of, (errand(note, visit), errand(note, None)))
    yield _file("a kept notice", notice_in, (body_of(notice_of(visit, _AT)),))
    yield _file("a kept badge", badge_in, (b'{"visitor":"Ada","uid":"x"}',))
    yield Target("kept guesses", _guesses, (guesses,), (), 5)


def _file(name: str, read: Callable[[bytes], object], seeds: Iterable[bytes]) -> Target:
    return Target(name, read, tuple(seeds), (ValueError,), 5)


def _guesses(given: bytes) -> object:
    """Read, and reckoned with."""
    found = guessing.unpacked(given.decode("utf-8", "replace"))
    return guessing.locked_until(guessing.missed(found, _AT), _AT)
