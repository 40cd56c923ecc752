"""What a backend may be able to do for a reception desk, each a small protocol. Any method may raise `BackendError`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from kiosk.backends.base import Backend
from kiosk.domain.visit import Host, Visit
from kiosk.domain.visiting import Invited


@runtime_checkable
class FindsVisits(Protocol):
    """A backend with `capabilities.visits`."""

    async def find_visits(self, code: str, at: datetime) -> tuple[Visit, ...]:
        """Every visit whose registration code or badge uid is exactly `code`, in all buildings, newest first."""
        ...


@runtime_checkable
class TakesArrivals(Protocol):
    """A backend with `capabilities.arrivals`: it wants to be told; elsewhere the arrival is kept by us alone.

    `key` is the idempotency key of this one arrival or departure: telling it twice changes nothing.
    """

    async def arrive(self, visit: Visit, at: datetime, key: str) -> None:
        """The visitor came at this instant."""
        ...

    async def leave(self, visit: Visit, at: datetime, key: str) -> None:
        """The visitor left at this instant."""
        ...


@runtime_checkable
class FindsHosts(Protocol):
    """A backend with `capabilities.hosts`: somebody without an appointment can say whom they came to see."""

    async def find_hosts(self, text: str, most: int = 5) -> tuple[Host, ...]:
        """People whose name begins with this text in any of its words; never a list of all."""
        ...


@runtime_checkable
class TakesWalkIns(Protocol):
    """A backend with `capabilities.walk_ins`: it keeps visits that nobody had announced."""

    async def walk_in(self, visit: Visit, key: str) -> Visit:
        """The visit as the backend keeps it, with its own id, code and uid; the same `key` gives the same visit."""
        ...


@runtime_checkable
class InvitesVisitors(Protocol):
    """A backend whose invitations are made here, as a local server's are."""

    async def invite(self, invited: Invited, key: str) -> Visit:
        """The visit with the code and the uid that the backend gave it; the same `key` gives the same visit."""
        ...

    async def expected(self) -> tuple[Visit, ...]:
        """Who is expected in the day to come, and who is in, the earliest first; at most a few hundred."""
        ...


@runtime_checkable
class SharesGuesses(Protocol):
    """A backend that counts wrong codes for all desks of a building, which know nothing of each other."""

    async def guess_lock(self, building: str, at: datetime) -> datetime | None:
        """Until when nobody may try a code at any desk of this building, None where anybody may."""
        ...

    async def guess_missed(self, building: str, at: datetime) -> None:
        """A code was none."""
        ...


@dataclass(frozen=True, slots=True)
class VisitAbilities:
    """What can be done for visitors at this moment; None for what cannot."""

    visits: FindsVisits | None = None
    arrivals: TakesArrivals | None = None
    hosts: FindsHosts | None = None
    walk_ins: TakesWalkIns | None = None


def visit_abilities_of(backend: Backend) -> VisitAbilities:
    """The abilities that a backend has and whose flag is set now; ask again each time, a flag may change."""
    flags = backend.capabilities
    return VisitAbilities(
        visits=backend if flags.visits and isinstance(backend, FindsVisits) else None,
        arrivals=backend if flags.arrivals and isinstance(backend, TakesArrivals) else None,
        hosts=backend if flags.hosts and isinstance(backend, FindsHosts) else None,
        walk_ins=backend if flags.walk_ins and isinstance(backend, TakesWalkIns) else None,
    )
