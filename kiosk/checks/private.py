"""What doctor says of what must stay private and whole: secrets' files, ways in the clear, data. Reads no secret."""

import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, is_dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.backends.http.address import parse_address
from kiosk.checks.check import Check
from kiosk.config import Config
from kiosk.private.file import open_to_others
from kiosk.private.secret import token_named, token_place
from kiosk.server.rescue import check, tells_damage
from kiosk.settings import NO_FILE, Settings, data_dir

_SECRET = re.compile(r"(?:^|_)(?:token|password|secret)_file$")
_PLAIN = "allow_plain_"
_CHANGED_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def private_checks(settings: Settings) -> list[Check]:
    """What this machine keeps, looked at from outside; nothing is opened for writing."""
    config, folder = settings.config, data_dir(settings)
    return [
        *_secrets(config),
        *_origin(settings),
        *_config(settings.file),
        *_folder(folder),
        *_ways(config),
        *_data(folder),
    ]


def _secrets(config: Config) -> list[Check]:
    named = [Path(str(value)).expanduser() for _, key, value in _walk("", config) if _SECRET.search(key) and value]
    opened = [path for path in named if open_to_others(path)]
    if opened:
        says = f"every user of this machine may read {', '.join(map(str, opened))}"
        return [Check("secrets", "bad", says, f"Run: chmod 600 {' '.join(map(str, opened))}", 2)]
    return [Check("secrets", "good", f"{len(named)} file(s), open to no other user")] if named else []


def _origin(settings: Settings) -> list[Check]:
    """Where the token comes from; without one, what asks the server says what is missing."""
    backend, nexudus = settings.config.backend, settings.config.nexudus
    if settings.demo or not (backend.url or nexudus.relay) or (backend.kind == "nexudus" and not nexudus.relay):
        return []
    named = token_named(settings.config)
    place = token_place(named, settings.environment)
    over = f", which goes before {named.place}" if named.place and place.startswith("$") else ""
    return [Check("token from", "good", f"{place}{over}")] if place else []


def _config(file: str) -> list[Check]:
    """Who may change the config may have programs of theirs run."""
    if file == NO_FILE or not _mode(Path(file)) & stat.S_IWOTH:
        return []
    says = f"every user of this machine may change {file}, and so what is run"
    return [Check("config file", "bad", says, f"Run: chmod o-w {file}", 2)]


def _folder(folder: Path) -> list[Check]:
    if not _mode(folder) & _CHANGED_BY_OTHERS:
        return []
    says = f"others than this user may put files into {folder}"
    return [Check("data folder", "doubtful", says, f"Run: chmod go-w {folder}")]


def _ways(config: Config) -> list[Check]:
    """What is allowed to travel unencrypted to another machine."""
    found = [f"{where} {key}" for where, key, value in _walk("", config) if key.startswith(_PLAIN) and value is True]
    if config.presence.mqtt.startswith("mqtt://") and config.presence.mqtt_password_file and not _here(config):
        found.append("[presence] mqtt, whose password is sent")
    if not found:
        return []
    do = "Use the encrypted way (https, ipps, mqtts, tls), then remove it: anyone on the way can read what is sent."
    return [Check("unencrypted", "doubtful", ", ".join(found), do)]


def _here(config: Config) -> bool:
    host = urlsplit(config.presence.mqtt).hostname or ""
    return parse_address(f"https://[{host}]" if ":" in host else f"https://{host}").loopback


def _data(folder: Path) -> list[Check]:
    """Each kept file of data, and those that were set aside as damaged."""
    files = sorted(folder.glob("*.sqlite"))
    broken = [path for path in files if _broken(path)]
    checks = [_damaged(path) for path in broken]
    if files and not broken:
        checks.append(Check("data files", "good", f"{len(files)} of them, none found damaged"))
    aside = sorted(one.name for one in folder.glob("*.damaged-*") if not one.name.endswith(("-wal", "-shm")))
    if aside:
        do = "Look at the disk, or at what cuts the power; then remove them."
        checks.append(Check("damaged files", "doubtful", f"set aside: {', '.join(aside)}", do))
    return checks


def _damaged(path: Path) -> Check:
    do = "Restart the program that keeps it: it sets the file aside, and saves from it what it can. Look at the disk."
    return Check("data files", "doubtful", f"{path}: damaged", do)


def _broken(path: Path) -> bool:
    """Whether SQLite finds the file not whole; what is held by the program that keeps it cannot be looked at."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=1.0)) as connection:
            check(connection)
    except sqlite3.Error as error:
        return tells_damage(error)
    return False


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _walk(where: str, value: object) -> Iterator[tuple[str, str, object]]:
    """Every setting with its section and its key, through lists and tables."""
    if not is_dataclass(value):
        return
    for one in fields(value):
        inner = getattr(value, one.name)
        parts = inner.values() if isinstance(inner, dict) else inner if isinstance(inner, tuple) else (inner,)
        if any(is_dataclass(part) for part in parts):
            name = f"{where[1:-1]}.{one.name}" if where else one.name
            for part in parts:
                yield from _walk(f"[{name}]", part)
        else:
            yield where, one.name, inner
