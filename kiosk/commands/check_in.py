"""`kiosk check-in`: say that the meeting that has a room now takes place."""

import argparse
from functools import partial

from kiosk.acting.outcome import Act, Outcome
from kiosk.commands.acting import Place, on_current, run_act


def run(options: argparse.Namespace) -> int:
    """Check in."""

    async def check_in(place: Place) -> Outcome:
        return await on_current(place, Act.CHECK_IN, partial(place.desk.check_in, place.room.id))

    return run_act(options, Act.CHECK_IN, check_in)
