"""Writes small files so that a power cut leaves the old one or the new one, never a half. Knows no content."""

import os
import secrets
from pathlib import Path


def write_whole(path: Path, text: str, mode: int = 0o600) -> None:
    """Put `text` in the place of the file, or make it with `mode`; it is on the disk when this returns.

    A file that is there keeps its own mode, unless that would let more people read it; a link stays a link. Raises
    OSError, and then the old file is as it was.
    """
    path = path.resolve()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _write(draft, text, mode)
        if path.exists() and mode != 0o600:  # noqa: PLR2004 - a secret's file is never opened up
            draft.chmod(path.stat().st_mode & 0o777)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _write(path: Path, text: str, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Make a renaming last; on a system that cannot open folders, it lasts by itself."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
