"""`kiosk completion`: what a shell needs to complete the commands and their options."""

import argparse
import sys

from kiosk.arguments.parser import parser
from kiosk.usage.bash import bash
from kiosk.usage.fish import fish
from kiosk.usage.tree import tree_of
from kiosk.usage.zsh import zsh

SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}


def run(options: argparse.Namespace) -> int:
    """Print the script of one shell."""
    sys.stdout.write(SHELLS[options.shell](tree_of(parser())))
    return 0
