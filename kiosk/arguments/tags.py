"""The command about room tags, and its options."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any


def add_tags(
    commands: "argparse._SubParsersAction[Any]",
    common: argparse.ArgumentParser,
    instant: Callable[[str], datetime],
) -> None:
    """Add it; `instant` reads a date and time."""
    tags = commands.add_parser("tags", help="e-paper signs of rooms", parents=[common])
    below = tags.add_subparsers(dest="act", metavar="run|status|preview|panels", required=True)
    below.add_parser("run", help="keep every tag up to date until told to end", parents=[common])
    below.add_parser("panels", help="the panels that the program knows", parents=[common])
    preview = below.add_parser("preview", help="one PNG a tag, as a person sees it", parents=[common])
    preview.add_argument("--output", type=Path, required=True, metavar="DIR", help="the folder to write them into")
    preview.add_argument("--raw", action="store_true", help="also the bytes that each gateway would be sent")
    preview.add_argument("--at", type=instant, metavar="ISO", help="at this instant instead of now")
    status = below.add_parser("status", help="how the tags are", parents=[common])
    status.add_argument("--json", action="store_true", help="as one JSON document")
