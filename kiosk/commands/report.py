"""`kiosk report`: report a problem of a room, as somebody does at its door."""

import argparse
import os
import sys
from random import Random

from kiosk.backends.base import Backend
from kiosk.backends.errors import NoAnswer
from kiosk.commands.output import complain
from kiosk.commands.progress import during
from kiosk.domain.problem import LONGEST_TEXT, Problem, Report
from kiosk.domain.room import Room
from kiosk.reporting import Reporting, open_reporting
from kiosk.settings import Settings, clock_for, settle
from kiosk.site import Memory, open_backend, open_memory
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.reports import Fate
from kiosk.wording_outside import clean

SECONDS = 2.0
SAID = {
    Fate.SENT: "The report has arrived.",
    Fate.WAITING: "The report is kept, and sent as soon as whoever gets it can be reached.",
}


def run(options: argparse.Namespace) -> int:
    """Keep the report, and say what became of it; exit 2 where it cannot be kept, 5 where nobody takes it."""
    settings = settle(options, os.environ)
    try:
        work = _report(settings, options.room, Problem(options.problem), options.text)
        code, sentence = during("Sending the report", work)
    except OutboxError as problem:
        complain(f"the report is not kept: {problem}")
        return 2
    if code:
        complain(sentence)
    else:
        sys.stdout.write(f"{sentence}\n")
    return code


async def _report(settings: Settings, room_id: str, problem: Problem, text: str) -> tuple[int, str]:
    """What the program ends with, and what it says."""
    clock = clock_for(None, settings.config)
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            reporting = open_reporting(settings, backend, clock, Random())  # noqa: S311 - spreads requests
            if not reporting.possible:
                return 5, "nobody gets reports: name a [report] webhook_url or command, or use a local server"
            await reporting.delivery.flush(SECONDS)
            room = await _room(backend, memory, room_id)
            if room is None:
                return 5, f'the server knows no room "{room_id}"; `kiosk rooms` lists those that it knows'
            return await _note(reporting, Report(room, problem, clock.now(), clean(text, LONGEST_TEXT)))


async def _room(backend: Backend, memory: Memory, room_id: str) -> Room | None:
    """As remembered, else as the backend tells it, else by its id alone; None for a room that there is not."""
    remembered = memory.agendas((room_id,))
    if remembered:
        return remembered[0].room
    try:
        return next((room for room in await backend.rooms() if room.id == room_id), None)
    except NoAnswer:
        return Room(room_id, room_id, memory.rooms.zone_of(room_id))


async def _note(reporting: Reporting, report: Report) -> tuple[int, str]:
    noted = await reporting.desk.note(report)
    if noted.before:
        return 0, "The same was reported a few minutes ago."
    await reporting.delivery.flush(SECONDS)
    fate = await reporting.desk.fate(noted, SECONDS)
    if fate is Fate.REFUSED:
        return 5, "the report was refused; `kiosk doctor` says why"
    return 0, SAID[fate]
