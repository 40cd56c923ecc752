"""A config as a file for another panel: without secrets, and without what belongs to one machine or would run there."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.config.file import ConfigError, parse
from kiosk.setup.draft import SECRETS, Changes, Draft, changes_of

FILE_NAME = "room-kiosk-setup.toml"
# Of one door or one machine, run there, or likely to hold a key; beside every name of a file.
_OWN = frozenset(
    {"pin_hash", "data_dir", "data", "presence", "lightbar", "brightness_command", "callback_url", "callback_listen"}
)
_CREDENTIALS = re.compile(r"://[^/@\s]*:[^/@\s]*@")
_LARGEST = 1 << 18
# What else a secret of the config is for: the keys of that server's section, and what its secret is called.
_SERVERS = (("nexudus", ("relay",), "relay_token"), ("hosts", ("mail_host", "mail_port", "mail_user"), "mail_password"))


def exported(text: str) -> str:
    """The portable part of a config's text as a file of its own. Comments stay behind: nobody knows what is in them."""
    import tomlkit  # noqa: PLC0415 - only when somebody exports

    return tomlkit.dumps(portable(tomllib.loads(text)))


def portable(table: Mapping[str, Any]) -> dict[str, Any]:
    """A config's table without names of files and entries, programs to run, and addresses with a password in them."""
    kept = {key: _portable(value) for key, value in table.items() if not _own(key) and not _is_theme_file(key, value)}
    return {key: value for key, value in kept.items() if value not in ({}, None)}


def imported(path: Path) -> dict[str, Any]:
    """The portable part of such a file. Raises ConfigError where it is none, or does not fit this program."""
    try:
        raw = path.read_bytes()
        if len(raw) > _LARGEST:
            raise ConfigError(str(path), "the file", "a very large file", "an exported set-up")
        table = tomllib.loads(raw.decode("utf-8"))
    except OSError as problem:
        found = (problem.strerror or "nothing").lower()
        raise ConfigError(str(path), "the file", found, "an exported set-up") from None
    except (ValueError, RecursionError):
        raise ConfigError(str(path), "the file", "something else", "an exported set-up (TOML in UTF-8)") from None
    parse(table, str(path))
    return portable(table)


def changes_to(table: Mapping[str, Any], current: Mapping[str, Any]) -> Changes:
    """What a config must take over; where that leads to another server, the secrets for the old one are let go."""
    changes = dict(_leaves(table, ()))
    before, after = (_place(one) for one in (current, {**current, **table}))
    if before != after:
        changes |= dict.fromkeys(SECRETS)
    for section, keys, secret in _SERVERS:
        old, new = current.get(section, {}), table.get(section, {})
        if any(key in new and new[key] != old.get(key) for key in keys):
            changes |= {(section, f"{secret}_file"): None, (section, f"{secret}_keyring"): None}
    return changes


def draft_and_rest(table: Mapping[str, Any]) -> tuple[Draft, Changes]:
    """The same as a set-up that can be tried, and all that it says beside that."""
    backend, nexudus, panel = (table.get(section, {}) for section in ("backend", "nexudus", "panel"))
    draft = Draft(
        kind=backend.get("kind"),
        url=backend.get("url", ""),
        username=nexudus.get("username", ""),
        room=panel.get("room", ""),
        language=panel.get("language", ""),
        theme=panel.get("theme", ""),
        time_zone=panel.get("time_zone", ""),
    )
    told = changes_of(draft)
    return draft, {key: value for key, value in _leaves(table, ()) if key not in told}


def _place(table: Mapping[str, Any]) -> tuple[object, ...]:
    backend, nexudus = table.get("backend", {}), table.get("nexudus", {})
    return backend.get("kind", "local"), str(backend.get("url", "")).rstrip("/"), nexudus.get("username", "")


def _leaves(table: Mapping[str, Any], above: tuple[str, ...]) -> list[tuple[tuple[str, ...], object]]:
    found: list[tuple[tuple[str, ...], object]] = []
    for key, value in table.items():
        found += _leaves(value, (*above, key)) if isinstance(value, dict) else [((*above, key), value)]
    return found


def _portable(value: Any) -> Any:  # noqa: ANN401 - whatever TOML may hold
    if isinstance(value, dict):
        return portable(value)
    if isinstance(value, list):
        return [_portable(one) for one in value]
    return None if isinstance(value, str) and _CREDENTIALS.search(value) else value


def _is_theme_file(key: str, value: object) -> bool:
    return key == "theme" and str(value).endswith(".toml")


def _own(key: str) -> bool:
    return key in _OWN or key.endswith(("_file", "_keyring"))
