"""`kiosk rooms`: the rooms that the backend knows."""

import argparse
import os

from kiosk.commands.output import complain, print_json, print_table
from kiosk.commands.progress import during
from kiosk.domain.room import Room
from kiosk.settings import Settings, clock_for, settle
from kiosk.site import open_backend, open_memory

HEAD = ("id", "name", "building", "floor", "capacity", "")


def run(options: argparse.Namespace) -> int:
    """Print the rooms as a table or as JSON; or do to one of them what the command line says."""
    settings = settle(options, os.environ)
    if options.act is not None:
        from kiosk.commands.rooms_keep import keep  # noqa: PLC0415 - it needs this module's table

        return keep(settings, options)
    rooms = during("Asking for the rooms", _rooms(settings), quiet=options.json)
    if not rooms and not options.json:
        complain("the server has no rooms yet, or none that this token may see")
    if options.json:
        print_json([document(room) for room in rooms])
    else:
        print_table(HEAD, [row(room) for room in rooms])
    return 0


async def _rooms(settings: Settings) -> tuple[Room, ...]:
    clock = clock_for(None, settings.config)
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            return await backend.rooms()


def row(room: Room) -> tuple[str, ...]:
    """A room as a line of the table."""
    remark = "out of use" if room.gone else ""
    return room.id, room.name, room.building or "", room.floor or "", str(room.capacity or ""), remark


def document(room: Room) -> dict[str, object]:
    """A room as JSON."""
    return {
        "id": room.id,
        "name": room.name,
        "building": room.building,
        "floor": room.floor,
        "capacity": room.capacity,
        "in_use": not room.gone,
    }
