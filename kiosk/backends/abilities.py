"""What a backend may be able to do beside showing rooms: each ability a small protocol, each with its flag.

Every method may raise `BackendError`: `Conflict` where another booking has the time (it never says whose), `Rejected`
where a rule says no, `NotFound` for a room or a booking that is not there any more. Nothing is sent twice, so a
`NoAnswer` leaves it open whether it was done: look before asking again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from kiosk.backends.base import Backend
from kiosk.domain.booking import Booking
from kiosk.domain.problem import Report, Reported


@runtime_checkable
class CanBook(Protocol):
    """Flag: `Capabilities.create_booking`."""

    async def book(
        self, room_id: str, start: datetime, end: datetime, subject: str | None = None, *, marker: str | None = None
    ) -> Booking:
        """A new booking over `[start, end)`, to the second. Of several who want the same time exactly one gets it.

        It carries `marker`, a text that no other booking carries, so that it can be found when its answer is lost.
        """
        ...


@runtime_checkable
class FindsOwn(Protocol):
    """Beside `CanBook`: tells a booking that this program made from one that somebody else made at the same moment."""

    async def find_own(
        self, room_id: str, start: datetime, end: datetime, subject: str | None, *, marker: str
    ) -> Booking | None:
        """The booking over exactly this time that was made with `marker`, None where there is none."""
        ...


@runtime_checkable
class CanCheckIn(Protocol):
    """Flag: `Capabilities.check_in`."""

    async def check_in(self, held: Booking) -> Booking:
        """The booking, checked in. A second time changes nothing."""
        ...


@runtime_checkable
class CanExtend(Protocol):
    """Flag: `Capabilities.extend`."""

    async def extend(self, held: Booking, end: datetime) -> Booking:
        """The booking that has the room until `end`: the same one, or one of its own that directly follows."""
        ...


@runtime_checkable
class CanEnd(Protocol):
    """Flag: `Capabilities.end`."""

    async def end(self, held: Booking, at: datetime) -> Booking:
        """The booking, over `at` this instant; a backend that goes by its own clock ends it at its own now."""
        ...


@runtime_checkable
class CanCancel(Protocol):
    """Flag: `Capabilities.cancel`."""

    async def cancel(self, held: Booking) -> None:
        """Nothing is left of the booking; its whole time is free."""
        ...


@runtime_checkable
class CanReport(Protocol):
    """Flag: `Capabilities.report`. The key makes it safe to send a report again."""

    async def report_problem(self, report: Report, key: str) -> None:
        """Tell whoever looks after the building. With a key that came before nothing happens."""
        ...

    async def problems(self) -> tuple[Reported, ...]:
        """What was reported of all rooms, the newest first; at most a few hundred."""
        ...


@dataclass(frozen=True, slots=True)
class Abilities:
    """What can be done at this moment; None for what cannot."""

    book: CanBook | None = None
    check_in: CanCheckIn | None = None
    extend: CanExtend | None = None
    end: CanEnd | None = None
    cancel: CanCancel | None = None
    report: CanReport | None = None


def abilities_of(backend: Backend) -> Abilities:
    """The abilities that a backend has and whose flag is set now; ask again each time, a flag may change."""
    flags = backend.capabilities
    return Abilities(
        book=backend if flags.create_booking and isinstance(backend, CanBook) else None,
        check_in=backend if flags.check_in and isinstance(backend, CanCheckIn) else None,
        extend=backend if flags.extend and isinstance(backend, CanExtend) else None,
        end=backend if flags.end and isinstance(backend, CanEnd) else None,
        cancel=backend if flags.cancel and isinstance(backend, CanCancel) else None,
        report=backend if flags.report and isinstance(backend, CanReport) else None,
    )
