"""Carries out at the desk what the reception's machine wants done, and says what came of it. Knows no screen."""

from typing import assert_never

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
from kiosk.domain.visiting import Act, Receipt
from kiosk.sync.outbox_file import OutboxError
from kiosk.visits.desk import VisitDesk


async def carry_out(desk: VisitDesk, effect: Effect) -> Event | None:
    """The event that answers the effect; None for a badge to print, which is nothing that a desk does."""
    match effect:
        case LookUp(ticket, act, text, name):
            return LookedUp(ticket, await desk.look_up(text, act, name))
        case Record(ticket):
            try:
                return Recorded(ticket, await _recorded(desk, effect))
            except OutboxError:
                return NotRecorded(ticket)
        case SearchHosts(ticket, text):
            return HostsFound(ticket, await desk.find_hosts(text))
        case PrintBadge():
            return None
        case _:
            assert_never(effect)


async def _recorded(desk: VisitDesk, effect: Record) -> Receipt:
    if effect.form is not None:
        return await desk.walk_in(effect.form)
    if effect.visit is None:
        return await desk.take_down(effect.code, effect.act)
    match effect.act:
        case Act.ARRIVE:
            return await desk.check_in(effect.visit, certain=effect.certain)
        case Act.LEAVE:
            return await desk.check_out(effect.visit, certain=effect.certain)
