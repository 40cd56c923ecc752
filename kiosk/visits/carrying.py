"""Carries out at the desk what the reception's machine wants done, and says what came of it. Knows no screen."""

from typing import Protocol, assert_never

from kiosk.domain.reception_events import (
    Effect,
    Event,
    HostsFound,
    LookedUp,
    LookUp,
    NotRecorded,
    PrintBadge,
    Record,
    Recorded,
    SearchHosts,
)
from kiosk.domain.visit import Host, Visit
from kiosk.domain.visiting import Act, Finding, Form, Receipt
from kiosk.sync.outbox_file import OutboxError


class Desk(Protocol):
    """What a conversation needs of the desk; `VisitDesk` is the one there is."""

    async def look_up(self, text: str, act: Act = Act.ARRIVE, name: str = "") -> Finding:
        """What the code comes to, of somebody of this name where there is one."""
        ...

    async def check_in(self, visit: Visit, *, certain: bool = True) -> Receipt:
        """Write an arrival down. Raises OutboxError."""
        ...

    async def check_out(self, visit: Visit, *, certain: bool = True) -> Receipt:
        """Write a departure down. Raises OutboxError."""
        ...

    async def take_down(self, code: str, act: Act) -> Receipt:
        """Write a code down about which nobody can be asked. Raises OutboxError."""
        ...

    async def walk_in(self, form: Form) -> Receipt:
        """Write somebody down whom nobody announced. Raises OutboxError."""
        ...

    async def find_hosts(self, text: str) -> tuple[Host, ...]:
        """A few people by the beginning of their name."""
        ...

    async def fate(self, receipt: Receipt, seconds: float) -> Receipt:
        """The receipt once it is clear whether it was delivered."""
        ...


async def carry_out(desk: Desk, effect: Effect) -> Event | None:
    """The event that answers the effect; None for a badge to print, which is nothing that a desk does."""
    match effect:
        case LookUp(ticket, act, text, name):
            return LookedUp(ticket, await desk.look_up(text, act, name))
        case Record(ticket):
            try:
                return Recorded(ticket, await recorded(desk, effect))
            except OutboxError:
                return NotRecorded(ticket)
        case SearchHosts(ticket, text):
            return HostsFound(ticket, await desk.find_hosts(text))
        case PrintBadge():
            return None
        case _:
            assert_never(effect)


async def recorded(desk: Desk, wish: Record) -> Receipt:
    """The receipt of what is written down. Raises OutboxError."""
    if wish.form is not None:
        return await desk.walk_in(wish.form)
    if wish.visit is None:
        return await desk.take_down(wish.code, wish.act)
    match wish.act:
        case Act.ARRIVE:
            return await desk.check_in(wish.visit, certain=wish.certain)
        case Act.LEAVE:
            return await desk.check_out(wish.visit, certain=wish.certain)
