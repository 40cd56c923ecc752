"""Tells other programs of this machine where the server of a data file answers, in a small file beside it."""

from pathlib import Path
from urllib.parse import urlsplit


def note(data: Path, address: str) -> None:
    """Write down that the server of `data` answers at `address`; where the disk does not take it, nobody is told."""
    draft = _file(data).with_suffix(".draft")
    try:
        draft.write_text(address + "\n", encoding="ascii")
        draft.replace(_file(data))
    except OSError:
        return


def forget(data: Path) -> None:
    """The server has ended."""
    try:
        _file(data).unlink(missing_ok=True)
    except OSError:
        return


def noted(data: Path) -> str | None:
    """Where the server of `data` said that it answers, None where none did. It may have been killed since."""
    try:
        address = _file(data).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return address if urlsplit(address).scheme == "http" else None


def _file(data: Path) -> Path:
    return data.with_suffix(".address")
