"""`kiosk rooms`: the rooms that the backend knows."""

import argparse
import os

from kiosk.commands.output import complain, print_json, print_table
from kiosk.commands.progress import during
from kiosk.domain.room import Room
from kiosk.settings import Settings, clock_for, settle
from kiosk.site import open_backend, open_memory


def run(options: argparse.Namespace) -> int:
    """Print the rooms as a table or as JSON."""
    settings = settle(options, os.environ)
    rooms = during("Asking for the rooms", _rooms(settings), quiet=options.json)
    if not rooms and not options.json:
        complain("the server has no rooms yet, or none that this token may see")
    if options.json:
        print_json([_document(room) for room in rooms])
    else:
        rows = [(room.id, room.name, room.building or "", room.floor or "", str(room.capacity or "")) for room in rooms]
        print_table(("id", "name", "building", "floor", "capacity"), rows)
    return 0


async def _rooms(settings: Settings) -> tuple[Room, ...]:
    clock = clock_for(None, settings.config)
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            return await backend.rooms()


def _document(room: Room) -> dict[str, object]:
    return {
        "id": room.id,
        "name": room.name,
        "building": room.building,
        "floor": room.floor,
        "capacity": room.capacity,
    }
