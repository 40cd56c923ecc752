"""A config that was refused before there was a screen: what may be said of it there, and when it was mended.

Knows no screen. What was found in the config never leaves this place: a door is public.
"""

import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kiosk.config.file import ConfigError

_LARGEST = 1 << 20
Stamp = tuple[tuple[int, int, int] | None, ...]


def shown(failure: ConfigError) -> str:
    """Where the mistake is and what was expected there; no value, no folder."""
    place = f"{Path(failure.file).name}: {failure.key}"
    wanted = failure.expected
    return place if any(one in wanted for one in "/\\@") else f"{place}: expected {wanted}"


def concerned(failure: ConfigError, places: Iterable[Path]) -> tuple[Path, ...]:
    """The files whose change may mend it: the config's, and those that it names, such as a token's."""
    files = dict.fromkeys((Path(failure.file), *places))
    return (*files, *(one for file in files for one in _named_in(_table(file))))


def language_in(places: Iterable[Path]) -> str:
    """The language of a config that is otherwise refused; empty where none can be read."""
    for file in places:
        match _table(file):
            case {"panel": {"language": str(language)}}:
                return language
            case _:
                continue
    return ""


class Watched:
    """Some files, which may not be there; `changed` says whether any of them is another one than before."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = tuple(files)
        self._before = self._stamp()

    def changed(self) -> bool:
        """Whether one was written, closed to others, made, or taken away since this was made."""
        return self._stamp() != self._before

    def _stamp(self) -> Stamp:
        return tuple(_stamp_of(file) for file in self._files)


def _stamp_of(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    return found.st_ino, found.st_size, max(found.st_mtime_ns, found.st_ctime_ns)


def _table(file: Path) -> Mapping[str, object]:
    with suppress(OSError, ValueError, RecursionError):
        if file.is_file() and file.stat().st_size <= _LARGEST:
            return tomllib.loads(file.read_text(encoding="utf-8"))
    return {}


def _named_in(table: Mapping[str, object]) -> Iterable[Path]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _named_in(value)
        elif isinstance(value, str) and key.endswith("_file") and value:
            with suppress(RuntimeError):
                yield Path(value).expanduser()
