"""`kiosk end`: end the meeting that has a room now."""

import argparse
from functools import partial

from kiosk.acting.outcome import Act, Outcome
from kiosk.commands.acting import Place, on_current, run_act


def run(options: argparse.Namespace) -> int:
    """End it."""

    async def end(place: Place) -> Outcome:
        return await on_current(place, Act.END, partial(place.desk.end, place.room.id))

    return run_act(options, Act.END, end)
