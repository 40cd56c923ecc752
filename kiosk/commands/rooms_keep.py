"""`kiosk rooms add|change|remove|restore`: the rooms of a local server, which has no other place to make them."""

import argparse
from dataclasses import replace

from kiosk.arguments.rooms import PLACES
from kiosk.backends.rooms import KeepsRooms
from kiosk.commands.output import complain, print_json, print_table
from kiosk.commands.progress import during
from kiosk.commands.rooms import HEAD, document, row
from kiosk.commands.which_room import Unclear, room_called
from kiosk.domain.room import Room
from kiosk.domain.room_change import RoomChange
from kiosk.settings import Settings, clock_for, room_settings
from kiosk.site import open_backend, open_memory

DONE, USAGE, REFUSED = 0, 2, 5
LONGEST_NAME = 200
ELSEWHERE = "rooms are made and changed where they are kept: in the booking system; only a local server keeps them here"


def keep(settings: Settings, options: argparse.Namespace) -> int:
    """Do it, and print the room as it is then; exit 5 where the rooms are not kept here, else as a failure says."""
    try:
        change = _change(options)
        room = during("Telling the server", _kept(settings, options, change), quiet=options.json)
    except Unclear as unclear:
        complain(str(unclear))
        return unclear.code
    if options.json:
        print_json(document(room))
    else:
        print_table(HEAD, [row(room)])
    return DONE


def _change(options: argparse.Namespace) -> RoomChange:
    """What the command line wants. Raises `Unclear` where that cannot be done anywhere."""
    if options.act in {"remove", "restore"}:
        return RoomChange(in_use=options.act == "restore")
    change = RoomChange(
        name=_name(options.name, "NAME" if options.act == "add" else "--name"),
        building=_name(options.building, "--building"),
        floor=_name(options.floor, "--floor"),
        capacity=options.capacity,
        time_zone=options.time_zone,
        needs_check_in=options.needs_check_in,
    )
    if (change.building is None) != (change.floor is None):
        raise Unclear(PLACES, USAGE)
    if change == RoomChange():
        message = "nothing is to be changed: say what, such as --capacity 8"
        raise Unclear(message, USAGE)
    return change


def _name(given: str | None, what: str) -> str | None:
    """One line, without spaces around it."""
    if given is None:
        return None
    name = " ".join(given.split())
    if not 0 < len(name) <= LONGEST_NAME:
        message = f"{what} must not be empty, nor longer than {LONGEST_NAME} characters"
        raise Unclear(message, USAGE)
    return name


async def _kept(settings: Settings, options: argparse.Namespace, change: RoomChange) -> Room:
    clock = clock_for(None, settings.config)
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            if not isinstance(backend, KeepsRooms):
                raise Unclear(ELSEWHERE, REFUSED)
            if options.act == "add":
                here = change.time_zone or room_settings(settings.config).time_zone
                return await backend.add_room(replace(change, time_zone=here))
            return await backend.change_room(room_called(await backend.rooms(), options.room), change)
