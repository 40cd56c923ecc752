"""The commands about visitors, and their options."""

import argparse
from collections.abc import Callable
from datetime import datetime
from typing import Any

VISITS = ("visit", "visitors")


def add_visits(
    commands: "argparse._SubParsersAction[Any]",
    common: argparse.ArgumentParser,
    instant: Callable[[str], datetime],
) -> None:
    """Add them all; `instant` reads a date and time."""
    visit = commands.add_parser("visit", help="look a visitor's code up, check in or out", parents=[common])
    visit.add_argument("code", metavar="CODE", help="the code, or what a scanner reads off the badge")
    act = visit.add_mutually_exclusive_group()
    act.add_argument("--check-in", action="store_true", help="the visitor is here")
    act.add_argument("--check-out", action="store_true", help="the visitor leaves")
    visit.add_argument("--name", metavar="N", help="with --check-out: only where the visitor is called so")
    visit.add_argument("--at", type=instant, metavar="ISO", help="at this instant instead of now")
    _json(visit)
    acts = commands.add_parser("visitors", help="invite, list or check out visitors", parents=[common])
    below = acts.add_subparsers(dest="act", metavar="invite|list|check-out", required=True)
    _invite(below.add_parser("invite", help="invite somebody, at a local server", parents=[common]), instant)
    leave = below.add_parser("check-out", help="somebody left without a word: check them out by name", parents=[common])
    leave.add_argument("name", metavar="NAME", help="the name, or as much of it as tells them from the others")
    _json(leave)
    _json(below.add_parser("list", help="who is expected, and who is in", parents=[common]))


def _invite(command: argparse.ArgumentParser, instant: Callable[[str], datetime]) -> None:
    command.add_argument("--name", required=True, metavar="N", help="the visitor")
    command.add_argument("--host", required=True, metavar="H", help="whom they visit: an id, a mail address or a name")
    command.add_argument("--email", metavar="E", help="the visitor's mail address")
    command.add_argument("--company", metavar="C", help="the visitor's company")
    command.add_argument("--from", dest="start", type=instant, required=True, metavar="ISO", help="when it begins")
    command.add_argument("--to", dest="end", type=instant, required=True, metavar="ISO", help="when it ends")
    command.add_argument("--building", metavar="B", help="the building, by id or name")
    command.add_argument("--room", metavar="R", help="the room, by id or name")
    _json(command)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON document")
