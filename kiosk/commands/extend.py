"""`kiosk extend`: let the meeting that has a room now last longer."""

import argparse
from collections.abc import Awaitable
from datetime import timedelta

from kiosk.acting.outcome import Act, Outcome
from kiosk.commands.acting import Place, on_current, run_act
from kiosk.domain.booking import Booking


def run(options: argparse.Namespace) -> int:
    """Extend it."""

    async def extend(place: Place) -> Outcome:
        def longer(held: Booking) -> Awaitable[Outcome]:
            return place.desk.extend(place.room.id, held, held.end + timedelta(minutes=options.minutes))

        return await on_current(place, Act.EXTEND, longer)

    return run_act(options, Act.EXTEND, extend)
