"""The commands that act on a room, and their options."""

import argparse
from collections.abc import Callable
from datetime import datetime
from typing import Any

ACTS = ("book", "extend", "end", "check-in", "cancel")
LONGEST_MINUTES = 1440


def add_acts(
    commands: "argparse._SubParsersAction[Any]",
    common: argparse.ArgumentParser,
    instant: Callable[[str], datetime],
) -> None:
    """Add them all; `instant` reads a date and time."""
    helps = {
        "book": "book a room, from now on or for later",
        "extend": "let a room's meeting last longer",
        "end": "end a room's meeting now",
        "check-in": "say that a room's meeting takes place",
        "cancel": "give the time of a room's meeting back",
    }
    found = {name: commands.add_parser(name, help=helps[name], parents=[common]) for name in ACTS}
    for command in found.values():
        command.add_argument("room", metavar="ROOM", help="the room's id, or its name where only one has that name")
        command.add_argument("--json", action="store_true", help="print one JSON document")
    for name in ("book", "extend"):
        found[name].add_argument(
            "--minutes", type=minutes, required=True, metavar="N", help="how long, or how much longer (1 to 1440)"
        )
    found["book"].add_argument("--start", type=instant, metavar="ISO", help="from when on, instead of now")
    found["book"].add_argument("--title", metavar="T", help="what it is about")
    found["cancel"].add_argument("--booking", metavar="ID", help="this booking, instead of the meeting that runs")


def minutes(text: str) -> int:
    """A length in whole minutes."""
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= LONGEST_MINUTES:
        message = f"{text!r} is not a number of minutes from 1 to {LONGEST_MINUTES}"
        raise argparse.ArgumentTypeError(message)
    return int(text)
