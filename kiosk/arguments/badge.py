"""The command about badges, and its options."""

import argparse
from pathlib import Path
from typing import Any


def add_badge(commands: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Add it."""
    badge = commands.add_parser("badge", help="a visitor's badge, as a file or from the printer", parents=[common])
    whose = badge.add_mutually_exclusive_group(required=True)
    whose.add_argument("code", nargs="?", metavar="CODE", help="the code of the visit")
    whose.add_argument("--sample", action="store_true", help="a badge of nobody, to look at")
    badge.add_argument("--output", type=Path, metavar="F.png|F.pdf", help="the file to write")
    badge.add_argument("--print", action="store_true", help="print it, on the printer of the config")
    badge.add_argument("--label", metavar="L", help="the label instead of the config's, such as 62x100")
