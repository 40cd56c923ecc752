"""What the commands that act on a room have in common: finding the room, doing it once, saying how it ended."""

import argparse
import os
import secrets
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from kiosk.acting.desk import RoomDesk
from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.backends.base import Backend
from kiosk.backends.errors import NoAnswer, NotAllowed
from kiosk.clock import Clock
from kiosk.commands.output import complain, print_json
from kiosk.commands.progress import during
from kiosk.commands.which_room import Unclear, room_called
from kiosk.domain.agenda import Agenda
from kiosk.domain.booking import Booking, booking_behind
from kiosk.domain.room import Room
from kiosk.domain.state import derive
from kiosk.phrases.acts import ActPhrases
from kiosk.settings import Settings, clock_for, policy_of, room_settings, settle
from kiosk.site import open_backend, open_memory
from kiosk.wording import Words

DONE, NO_ANSWER, NOT_ALLOWED, REFUSED = 0, 3, 4, 5


@dataclass(frozen=True, slots=True)
class Place:
    """The room that is meant, what is known of it at `now`, and who acts on it."""

    agenda: Agenda
    now: datetime
    desk: RoomDesk
    settings: Settings

    @property
    def room(self) -> Room:
        """The room that is meant."""
        return self.agenda.room

    def current(self) -> Booking | None:
        """The booking that has the room now, or waits to be checked in; None where nobody can act on one."""
        one = derive(self.agenda, self.now, policy_of(self.settings.config)).current
        return None if one is None else booking_behind(one, self.room.id)


Deed = Callable[[Place], Awaitable[Outcome]]


def run_act(options: argparse.Namespace, act: Act, deed: Deed) -> int:
    """Do it in the room that `options` name; print how it ended, and return the exit code for that."""
    settings = settle(options, os.environ)
    try:
        outcome, at, zone = during("Asking the server", _done(settings, options.room, act, deed), quiet=options.json)
    except Unclear as unclear:
        complain(str(unclear))
        return unclear.code
    _tell(outcome, at, zone, settings, as_json=options.json)
    return exit_code(outcome.ending)


async def on_current(place: Place, act: Act, deed: Callable[[Booking], Awaitable[Outcome]]) -> Outcome:
    """What comes of it for the booking that has the room now; without one there is nothing to act on."""
    held = place.current()
    return Outcome(act, place.room.id, Ending.GONE) if held is None else await deed(held)


def exit_code(ending: Ending) -> int:
    """The exit code of the contract for a way to end."""
    match ending:
        case Ending.DONE | Ending.ALREADY:
            return DONE
        case Ending.OFFLINE | Ending.UNSURE:
            return NO_ANSWER
        case Ending.NOT_ALLOWED:
            return NOT_ALLOWED
        case _:
            return REFUSED


async def _done(settings: Settings, asked: str, act: Act, deed: Deed) -> tuple[Outcome, datetime, ZoneInfo]:
    clock, zone = clock_for(None, settings.config), ZoneInfo(room_settings(settings.config).time_zone)
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            try:
                room = room_called(await backend.rooms(), asked)
                snapshot = await backend.agendas([room.id], clock.now(), whole=True)
            except (NoAnswer, NotAllowed) as failure:
                ending = Ending.OFFLINE if isinstance(failure, NoAnswer) else Ending.NOT_ALLOWED
                return Outcome(act, asked, ending, trouble=failure.trouble), clock.now(), zone
            agenda = next(iter(snapshot.agendas), Agenda(room, None))
            desk = _desk(backend, clock, settings)
            outcome = await deed(Place(agenda, clock.now(), desk, settings))
            return outcome, clock.now(), agenda.room.zone


def _desk(backend: Backend, clock: Clock, settings: Settings) -> RoomDesk:
    return RoomDesk(backend, clock, policy_of(settings.config), partial(secrets.token_hex, 8))


def _tell(outcome: Outcome, at: datetime, zone: ZoneInfo, settings: Settings, *, as_json: bool) -> None:
    words = Words(settings.config.panel.language, hour12=settings.config.panel.time_format == "12h")
    sentence = ActPhrases(words).sentence(outcome, at, zone)
    if as_json:
        print_json(document(outcome, sentence, zone))
    elif exit_code(outcome.ending) == DONE:
        sys.stdout.write(f"{sentence}\n")
    if exit_code(outcome.ending) != DONE:
        complain(sentence)
        if outcome.trouble is not None:
            complain(words.trouble(outcome.trouble))
        elif outcome.reason:
            complain(outcome.reason)


def document(outcome: Outcome, wording: str, zone: ZoneInfo) -> dict[str, object]:
    """How it ended as JSON; every instant carries the room's own offset."""

    def instant(moment: datetime | None) -> str | None:
        return None if moment is None else moment.astimezone(zone).isoformat()

    held = outcome.booking
    booking = held and {
        "id": held.id, "start": instant(held.start), "end": instant(held.end), "subject": held.subject,
    }  # fmt: skip
    return {
        "room": outcome.room_id,
        "act": outcome.act.value,
        "outcome": outcome.ending.value,
        "booking": booking,
        "until": instant(None if held is None else held.end),
        "free_from": instant(outcome.free_from),
        "wording": wording,
    }
