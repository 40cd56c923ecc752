"""A printer, or a queue of CUPS, over IPP (RFC 8011). Knows no badge; says nothing of what is printed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from itertools import count

from kiosk.backends import ipp_message as ipp
from kiosk.backends.errors import BackendError, Declined, Garbled, NotAllowed, Rejected, ServerTrouble
from kiosk.backends.http.address import Address
from kiosk.backends.http.exchange import Connections, Outgoing
from kiosk.backends.http.network import Patience
from kiosk.backends.http.refusals import refusal
from kiosk.backends.http.sending import sent_once
from kiosk.backends.ipp_message import Attribute, Tag, Values
from kiosk.backends.ipp_status import PrinterStatus, status_of
from kiosk.clock import Clock

DEADLINE = 15.0
_PRINT_JOB, _GET_JOB, _GET_JOBS, _GET_PRINTER = 0x0002, 0x0009, 0x000A, 0x000B
_LARGEST_ANSWER = 4 << 20
_NOT_ALLOWED, _UNPRINTABLE = {0x0401, 0x0402, 0x0403}, {0x0408, 0x040A, 0x0411, 0x0418}
_UNKNOWN_VALUE, _NO_SUCH_OPERATION = 0x040B, 0x0501
_ERRORS = 0x0400
_UPGRADE = 426
USER = "room-kiosk"


class _UnknownValue(ServerTrouble):
    """The printer does not know the value of something that was wished for."""


class JobState(IntEnum):
    """How far a printer is with a job."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


@dataclass(frozen=True, slots=True)
class Job:
    """Something to print: `kind` is its media type, `size` the medium in hundredths of a millimetre.

    `name` is seen by whoever looks at the queue. `media` is the printer's own name for the medium, where that is used.
    """

    name: str
    kind: str
    data: bytes = field(repr=False)
    size: tuple[int, int]
    media: str = ""
    copies: int = 1


class IppPrinter:
    """One printer at `address` under `path`. Every method raises `BackendError`."""

    def __init__(
        self,
        address: Address,
        path: str,
        clock: Clock,
        *,
        deadline: float = DEADLINE,
        connect: Callable[[Address, int], Connections] = Connections,
    ) -> None:
        self.name = f"the printer {address.origin.partition('//')[2]}{path}"
        self._uri = f"{'ipps' if address.secure else 'ipp'}://{address.origin.partition('//')[2]}{path}"
        self._path = path
        self._clock = clock
        self._deadline = deadline
        self._connect: Callable[[], Connections] = partial(connect, address, _LARGEST_ANSWER)
        self._numbers = count(1)

    async def status(self) -> PrinterStatus:
        """What it can print, and whether it does now."""
        groups = await self._ask(_GET_PRINTER, (Attribute("requested-attributes", Tag.KEYWORD, ("all",)),))
        return status_of(_merged(groups))

    async def print(self, job: Job) -> int:
        """Hand it over; the number under which the printer keeps it. `Rejected` where it never will be printed.

        A printer that does not know the medium prints on what is in it.
        """
        about = (
            Attribute("job-name", Tag.NAME, (job.name,)),
            Attribute("ipp-attribute-fidelity", Tag.BOOLEAN, (False,)),
            Attribute("document-format", Tag.MIME, (job.kind,)),
        )
        try:
            groups = await self._ask(_PRINT_JOB, about, (*_copies(job), _medium(job)), job.data)
        except _UnknownValue:  # of the medium: some printers refuse what is not their own list
            groups = await self._ask(_PRINT_JOB, about, _copies(job), job.data)
        number = _merged(groups).get("job-id", (0,))[0]
        if not isinstance(number, int) or number <= 0:
            raise Garbled(f"{self.name} took a job without giving it a number.")
        return number

    async def job(self, number: int) -> JobState:
        """How far it is with a job; a job that it does not remember is over."""
        about = (Attribute("job-id", Tag.INTEGER, (number,)),)
        return _state(_merged(await self._ask(_GET_JOB, about)))

    async def has(self, name: str) -> bool:
        """Whether a job of ours with this name was taken before and not given up by the printer."""
        for which in ("not-completed", "completed"):
            about = (
                Attribute("which-jobs", Tag.KEYWORD, (which,)),
                Attribute("requested-attributes", Tag.KEYWORD, ("job-name", "job-state")),
            )
            for tag, job in await self._ask(_GET_JOBS, about, missing=True):
                if tag == ipp.JOB and name in job.get("job-name", ()) and _state(job) is not JobState.ABORTED:
                    return True
        return False

    async def _ask(
        self,
        operation: int,
        about: Sequence[Attribute],
        wishes: Sequence[Attribute] = (),
        document: bytes = b"",
        *,
        missing: bool = False,
    ) -> tuple[tuple[int, Mapping[str, Values]], ...]:
        """The groups of the answer; none where the printer lacks the operation and that is no matter (`missing`)."""
        head = (
            Attribute("attributes-charset", Tag.CHARSET, ("utf-8",)),
            Attribute("attributes-natural-language", Tag.LANGUAGE, ("en",)),
            Attribute("printer-uri", Tag.URI, (self._uri,)),
        )
        user = Attribute("requesting-user-name", Tag.NAME, (USER,))
        first, *rest = about
        own = (*head, first, user, *rest) if first.name == "job-id" else (*head, user, *about)
        groups = [(ipp.OPERATION, own), *([(ipp.JOB, wishes)] if wishes else [])]
        said = await self._exchanged(ipp.request(operation, next(self._numbers), groups) + document)
        if said.status < _ERRORS:
            return said.groups
        if missing and said.status == _NO_SUCH_OPERATION:
            return ()
        raise self._no(said.status)

    async def _exchanged(self, body: bytes) -> ipp.Answer:
        headers = (
            (b"Content-Type", b"application/ipp"),
            (b"Accept", b"application/ipp"),
            (b"User-Agent", b"room-kiosk"),
        )
        outgoing = Outgoing("POST", self._path or "/", headers, body)
        patience = Patience(self._clock, self._clock.monotonic() + self._deadline)
        found = await sent_once(self._connect(), outgoing, patience, self.name)
        if found.status == _UPGRADE:
            raise NotAllowed(f"{self.name} asks for encryption.", "Use ipps:// in [printer] url.")
        match refusal(self.name, "", found, None):
            case None:
                pass
            case Declined() as no:
                raise ServerTrouble(no.sentence, "Check the path in [printer] url.")
            case no:
                raise no
        try:
            return ipp.answer(found.body)
        except ValueError:
            raise Garbled(f"{self.name} answered with something that is not IPP.", "Check [printer] url.") from None

    def _no(self, status: int) -> BackendError:
        sentence = f"{self.name} did not take it (IPP status {status:#06x})."
        if status == _UNKNOWN_VALUE:
            return _UnknownValue(sentence, "Check [printer] media and copies.")
        if status in _NOT_ALLOWED:
            return NotAllowed(sentence, "Let this machine print there.")
        return Rejected(sentence) if status in _UNPRINTABLE else ServerTrouble(sentence, "Look at the printer.")


def _copies(job: Job) -> tuple[Attribute, ...]:
    return (Attribute("copies", Tag.INTEGER, (job.copies,)),)


def _medium(job: Job) -> Attribute:
    if job.media:
        return Attribute("media", Tag.KEYWORD, (job.media,))
    across, down = job.size
    sides = (Attribute("x-dimension", Tag.INTEGER, (across,)), Attribute("y-dimension", Tag.INTEGER, (down,)))
    size = Attribute("media-size", Tag.KEYWORD, (sides,))
    return Attribute("media-col", Tag.KEYWORD, ((size,),))


def _merged(groups: Sequence[tuple[int, Mapping[str, Values]]]) -> Mapping[str, Values]:
    return {name: values for _, group in groups for name, values in group.items()}


def _state(job: Mapping[str, Values]) -> JobState:
    found = job.get("job-state", (None,))[0]
    return JobState(found) if found in tuple(JobState) else JobState.PENDING
