"""The command about rooms, and its options."""

import argparse
from typing import Any

from kiosk.arguments.values import seats, zone

PLACES = "--building and --floor go together: a floor belongs to a building"


def add_rooms(commands: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Add it; without a word behind it, it lists."""
    rooms = commands.add_parser(
        "rooms", help="the rooms that the backend knows; make and change a local server's", parents=[common]
    )
    _json(rooms)
    below = rooms.add_subparsers(dest="act", metavar="add|change|remove|restore")
    add = below.add_parser("add", help="a new room, at a local server", parents=[common])
    add.add_argument("name", metavar="NAME", help="what it is called")
    _fields(add)
    change = below.add_parser("change", help="change what a local server knows of a room", parents=[common])
    _which(change)
    change.add_argument("--name", metavar="N", help="what it is called from now on")
    _fields(change)
    remove = below.add_parser("remove", help="take a local server's room out of use", parents=[common])
    _which(remove)
    restore = below.add_parser("restore", help="put it to use again", parents=[common])
    _which(restore)
    for command in (add, change, remove, restore):
        _json(command)


def _which(command: argparse.ArgumentParser) -> None:
    command.add_argument("room", metavar="ROOM", help="the room's id, or its name")


def _fields(command: argparse.ArgumentParser) -> None:
    command.add_argument("--building", metavar="B", help="the building by its name, made when missing")
    command.add_argument("--floor", metavar="F", help="its floor by its name, made when missing")
    command.add_argument("--capacity", type=seats, metavar="N", help="how many people it seats")
    command.add_argument("--time-zone", type=zone, metavar="Z", help="such as Europe/Berlin, instead of the config's")
    command.add_argument(
        "--needs-check-in",
        action=argparse.BooleanOptionalAction,
        help="whether a booking is given back where nobody checks in",
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON document")
