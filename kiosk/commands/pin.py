"""`kiosk pin`: the settings' PIN, set or cleared at the desk. It is read from the keyboard, never from an argument."""

import argparse
import os
import secrets
import sys
from getpass import getpass

from kiosk.commands.output import complain
from kiosk.settings import data_dir, settle
from kiosk.setup.pin import PinFiles
from kiosk.setup.pin_hash import LONGEST, SHORTEST, hashed, usable


def run(options: argparse.Namespace) -> int:
    """Set, print or clear; exit 2 for what is no PIN, or where it cannot be kept."""
    settings = settle(options, os.environ)
    files = PinFiles(data_dir(settings))
    try:
        if options.act == "clear":
            files.clear()
            return 0
        pin = _asked()
        if pin is None:
            return 2
        made = hashed(pin, secrets.token_bytes(16))
        if options.print:
            sys.stdout.write(f"{made}\n")
            return 0
        files.clear()
        files.keep_pin(made)
    except OSError as problem:
        complain(f"{data_dir(settings)}: the PIN cannot be kept there ({problem.strerror})")
        return 2
    if settings.config.panel.pin_hash:
        complain("[panel] pin_hash in the config goes before this PIN")
    return 0


def _asked() -> str | None:
    """The PIN: twice from a keyboard, once from a pipe. None, and a sentence, where it is none."""
    if sys.stdin.isatty():
        pin, again = getpass("PIN: "), getpass("Once more: ")
    else:
        pin = again = sys.stdin.readline().strip()
    if not usable(pin):
        complain(f"a PIN has {SHORTEST} to {LONGEST} digits, and not all the same")
        return None
    if pin != again:
        complain("the two are not the same")
        return None
    return pin
