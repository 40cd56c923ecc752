"""Reads an entry of the system's keyring, in a process of its own: a keyring may wait for somebody who never comes.

Neither the library nor what it needs is ever loaded into the program itself.
"""

import subprocess
import sys
from collections.abc import Mapping
from typing import assert_never

from kiosk.config.file import ConfigError
from kiosk.private import entry_process
from kiosk.private.entry_process import Answer
from kiosk.private.environment import without_secrets

SERVICE = "room-kiosk"
PATIENCE = 30.0
"""Seconds in which somebody may unlock the keyring; a service's start, which takes no answer, waits two minutes."""


def read_entry(name: str, key: str, environment: Mapping[str, str], file: str, patience: float = PATIENCE) -> str:
    """The secret that the keyring holds for `name` under the service room-kiosk, as it was put there.

    `key` and `file` are for messages. Raises ConfigError where there is none, or it cannot be read within `patience`
    seconds.
    """
    answer, secret = _asked(name, environment, patience)
    if answer is Answer.FOUND:
        return secret
    found, expected = _sentence(answer, name, key.replace("_keyring", "_file"), patience)
    raise ConfigError(file, key, found, expected)


def _asked(name: str, environment: Mapping[str, str], patience: float) -> tuple[Answer | None, str]:
    """What came of it, None where nothing did in time; and the secret."""
    if getattr(sys, "frozen", False):  # there is no Python of its own, and no library
        return Answer.NO_LIBRARY, ""
    try:
        done = subprocess.run(  # noqa: S603 - our own program and arguments, and no shell
            [sys.executable, "-P", entry_process.__file__, SERVICE, name],
            env=without_secrets(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
        )
        return Answer(done.returncode), done.stdout.decode()
    except subprocess.TimeoutExpired:
        return None, ""
    except (OSError, ValueError):
        return Answer.UNREADABLE, ""


def _sentence(answer: Answer | None, name: str, instead: str, patience: float) -> tuple[str, str]:
    """What was found, and what is expected."""
    unlocked = f"one that is unlocked: log in as the user who runs this, or name a {instead}"
    match answer:
        case None:
            return f"a keyring that did not answer within {patience:g} seconds", unlocked
        case Answer.LOCKED:
            return "a keyring that is locked", unlocked
        case Answer.NO_KEYRING:
            return "no keyring for this user", f"one of a desktop, or a {instead} in its place"
        case Answer.NO_ENTRY | Answer.FOUND:
            return f'no entry "{name}" in the keyring', f"one: run `keyring set {SERVICE} {name}` as this user"
        case Answer.NO_LIBRARY:
            install = "`pip install room-kiosk[keyring]`"
            library = f"the keyring's library with it: {install}; in a bundle, which has none, a {instead}"
            return f'the entry "{name}"', library
        case Answer.UNREADABLE:
            return "a keyring that cannot be read", "one that can: `keyring --list-backends` says what there is"
        case _:
            assert_never(answer)
