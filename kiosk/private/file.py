"""Whether a file with a secret is its user's alone. Reads none, and knows not what for."""

import os
import stat
from pathlib import Path

from kiosk.config.file import ConfigError

_OTHERS = stat.S_IROTH | stat.S_IWOTH


def open_to_others(path: Path) -> bool:
    """Whether every user of this machine may read or change it; a group may. False where it cannot be looked at."""
    if os.name == "nt":  # whose modes say nothing of who may read
        return False
    try:
        return bool(path.stat().st_mode & _OTHERS)
    except OSError:
        return False


def refuse_open(path: Path, key: str, file: str) -> None:
    """Raises ConfigError, with what to run, for a file that every user may read; `file` is the config's name."""
    if open_to_others(path):
        raise ConfigError(file, key, f"{path}, which every user of this machine may read", closed(path))


def closed(path: Path) -> str:
    """What is expected instead."""
    return f"a file for its user alone: run `chmod 600 {path}`"
