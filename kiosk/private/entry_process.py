"""Prints one entry of the system's keyring: a process of its own, with the one import of keyring, an extra.

Never imports the rest of the program, which is not to be found from here; `kiosk.private.entry` starts it.
"""

import sys
from enum import IntEnum


class Answer(IntEnum):
    """What came of it, as an exit code."""

    FOUND = 0
    UNREADABLE = 1
    """Also what Python itself ends with when something is wrong."""
    NO_LIBRARY = 3
    NO_KEYRING = 4
    LOCKED = 5
    NO_ENTRY = 6


def answer(service: str, name: str) -> Answer:
    """Write the entry to standard output. May wait for somebody to unlock the keyring, for as long as they take."""
    try:
        import keyring  # noqa: PLC0415 - an extra
        from keyring.errors import InitError, KeyringLocked, NoKeyringError  # noqa: PLC0415
    except ImportError:
        return Answer.NO_LIBRARY
    try:
        secret = keyring.get_password(service, name)
    except NoKeyringError:
        return Answer.NO_KEYRING
    except (KeyringLocked, InitError):
        return Answer.LOCKED
    if not secret or secret.isspace():
        return Answer.NO_ENTRY
    sys.stdout.buffer.write(secret.encode())
    return Answer.FOUND


if __name__ == "__main__":
    sys.exit(answer(*sys.argv[1:]))
