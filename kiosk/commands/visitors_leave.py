"""`kiosk visitors check-out NAME`: for staff, of whom one has left without a word. Names are whole here."""

import argparse
import sys

from kiosk.backends.errors import BackendError
from kiosk.commands.desk import SECONDS, open_desk
from kiosk.commands.output import complain, complain_of, print_json
from kiosk.commands.progress import during
from kiosk.commands.visitors import DONE, NO_DISK, REFUSED, document, listed
from kiosk.domain.visit import BadgeState, Visit
from kiosk.domain.visit_names import is_called
from kiosk.domain.visiting import Receipt
from kiosk.settings import Settings, clock_for
from kiosk.sync.outbox_file import OutboxError

MOST_NAMED = 5
_Left = tuple[tuple[Visit, ...], Receipt | None, BackendError | None]


def leave(settings: Settings, options: argparse.Namespace) -> int:
    """Check out the one visitor who is in under this name; exit 5 where there is none, or are several.

    Where the server did not say who is in, and nobody here is called so, exit as that failure says.
    """
    try:
        found, receipt, failure = during("Asking who is in", _leave(settings, options.name), quiet=options.json)
    except OutboxError as problem:
        complain(str(problem))
        return NO_DISK
    if failure is not None and not found:
        return complain_of(failure)
    if receipt is None:
        complain(_why(found))
        return REFUSED
    one = found[0]
    if options.json:
        at = receipt.at.astimezone(one.zone).isoformat()
        said = {"state": BadgeState.OUT.value, "outcome": receipt.outcome.value, "at": at}
        print_json({**document(one), **said, "delivered": receipt.delivered})
    else:
        sys.stdout.buffer.write(f"{one.visitor} is checked out\n".encode("utf-8", "replace"))
        sys.stdout.flush()
    return DONE


async def _leave(settings: Settings, name: str) -> _Left:
    clock = clock_for(None, settings.config)
    async with open_desk(settings, clock) as (backend, visiting):
        visits, failure = await listed(backend, visiting.desk, settings.config.reception.building)
        here = {one.visit.id for one in await visiting.desk.present()}
        inside = (one for one in visits if one.state is BadgeState.IN or one.id in here)
        found = tuple(one for one in inside if is_called(one.visitor, name))
        if len(found) != 1:
            return found, None, failure
        receipt = await visiting.desk.check_out(found[0])
        await visiting.delivery.flush(SECONDS)
        return found, await visiting.desk.fate(receipt, SECONDS), None


def _why(found: tuple[Visit, ...]) -> str:
    if not found:
        return "nobody who is in is called so; `kiosk visitors list` says who is"
    names = ", ".join(one.visitor or "" for one in found[:MOST_NAMED])
    way = "type more of the name, or use `kiosk visit CODE --check-out`"
    return f"{len(found)} visitors who are in are called so ({names}); {way}"
