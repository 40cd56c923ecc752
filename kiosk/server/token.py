"""The token that clients of the local server show. It is never printed and never logged."""

import os
import secrets
from pathlib import Path

from kiosk.private.file import closed, open_to_others
from kiosk.server.refusal import ServerFault

SHORTEST = 8


def token_from(path: Path) -> str:
    """The token in the file, which is made with mode 0600 where it is missing. Raises `ServerFault`."""
    try:
        return _create(path)
    except FileExistsError:
        return _read(path)
    except OSError as error:
        message = f"{path}: the token file cannot be made ({error.strerror}): name another one"
        raise ServerFault(message) from error


def _create(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    token = secrets.token_urlsafe(32)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(token + "\n")
        file.flush()
        os.fsync(file.fileno())
    return token


def _read(path: Path) -> str:
    if open_to_others(path):
        message = f"{path}: every user of this machine may read the token; expected {closed(path)}"
        raise ServerFault(message)
    try:
        token = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: the token file cannot be read: make it readable for this user, or name another one"
        raise ServerFault(message) from error
    if len(token) < SHORTEST or not token.isprintable() or " " in token:
        message = f"{path}: expected one token of at least {SHORTEST} characters; delete the file to get a new one"
        raise ServerFault(message)
    return token
