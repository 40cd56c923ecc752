"""`kiosk book`: a room, from now on or for later."""

import argparse
from datetime import UTC, datetime, timedelta

from kiosk.acting.outcome import Act, Outcome
from kiosk.commands.acting import Place, run_act
from kiosk.domain.offers import start_now
from kiosk.settings import policy_of


def run(options: argparse.Namespace) -> int:
    """Book it, whether or not the house is open: that is for its system to say."""

    async def book(place: Place) -> Outcome:
        start = _start(place, options.start)
        return await place.desk.book(place.room.id, start, start + timedelta(minutes=options.minutes), options.title)

    return run_act(options, Act.BOOK, book)


def _start(place: Place, asked: datetime | None) -> datetime:
    """The instant that was asked for (without an offset: in the room's zone), else the minute that runs."""
    if asked is not None:
        return (asked if asked.tzinfo else asked.replace(tzinfo=place.room.zone)).astimezone(UTC)
    free = start_now(place.agenda, place.now, policy_of(place.settings.config))
    return place.now.replace(second=0, microsecond=0) if free is None else free
