"""How a visitor's badge fares on its way to the printer, as the outbox knows it. Knows no printer."""

from collections.abc import AsyncIterator

from kiosk.clock import Clock
from kiosk.printing.badges import BADGE
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.outbox_item import Item, Lane
from kiosk.viewmodels.reception_parts import Badge

LANE = Lane(BADGE)
PATIENCE = 20.0
"""A badge that is not out by then is asked for at the desk."""
_AGAIN = 0.25


async def badge_states(outbox: Outbox, clock: Clock, key: str) -> AsyncIterator[Badge]:
    """What is so now and then each change; nothing where no badge is printed for this arrival."""
    until, told = clock.monotonic() + PATIENCE, ""
    while True:
        try:
            item = await outbox.one(LANE, key)
        except OutboxError:
            return
        if item is None:
            return
        badge = _state(item, late=clock.monotonic() >= until)
        if badge != told:
            yield badge
        if badge != "printing":
            return
        told = badge
        await clock.sleep(_AGAIN)


def _state(item: Item, *, late: bool) -> Badge:
    if item.state == "delivered":
        return "printed"
    return "failed" if item.state != "waiting" or item.trouble or late else "printing"
