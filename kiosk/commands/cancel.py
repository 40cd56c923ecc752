"""`kiosk cancel`: give the time of a meeting back, of the one that has the room now or of one that is named."""

import argparse

from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.commands.acting import Place, run_act
from kiosk.domain.booking import Booking, booking_behind


def run(options: argparse.Namespace) -> int:
    """Cancel it."""

    async def cancel(place: Place) -> Outcome:
        held = place.current() if options.booking is None else _named(place, options.booking)
        if held is None:
            return Outcome(Act.CANCEL, place.room.id, Ending.GONE)
        return await place.desk.cancel(place.room.id, held)

    return run_act(options, Act.CANCEL, cancel)


def _named(place: Place, booking_id: str) -> Booking | None:
    """The booking with this id, as far as the agenda reaches: the day and the one after."""
    held = (booking_behind(one, place.room.id) for one in place.agenda.appointments)
    return next((one for one in held if one is not None and one.id == booking_id), None)
