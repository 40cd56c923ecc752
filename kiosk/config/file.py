"""Reads a config file into `Config`, or says in one sentence which key is wrong and what was expected."""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kiosk.config import Config

_KINDS = {str: "text", bool: "true or false", int: "a whole number", float: "a number", dict: "a table", list: "a list"}
_DOT = "\x1f"
_PASSWORD = re.compile(r"(://[^@]*?:)[^@]*@")
_LARGEST = 10**18
_SECRETS = {"token", "password", "secret", "api_key"}


class ConfigError(Exception):
    """A config that cannot be used: which file, which key, what was found, what was expected."""

    def __init__(self, file: str, key: str, found: str, expected: str) -> None:
        super().__init__(f"{file}: {key}: found {found}, expected {expected}")
        self.file, self.key, self.found, self.expected = file, key, found, expected


def load(path: Path) -> Config:
    """Read and check the file at `path`. Raises ConfigError, for a missing or unreadable file too."""
    return parse(read_table(path), str(path))


def read_table(path: Path) -> dict[str, Any]:
    """What stands in the file at `path`, unchecked. Raises ConfigError where that is no TOML."""
    try:
        if _endless(path):
            raise ConfigError(str(path), "the file", "a pipe or a device", "a readable TOML file")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise ConfigError(
            str(path), "the file", (problem.strerror or "nothing").lower(), "a readable TOML file"
        ) from None
    except UnicodeDecodeError:
        raise ConfigError(str(path), "the file", "bytes that are not UTF-8", "a TOML file in UTF-8") from None
    except (ValueError, RecursionError) as problem:
        raise ConfigError(str(path), "the file", f"a mistake in its TOML ({problem})", "valid TOML") from None


def _endless(path: Path) -> bool:
    """Whether it is nothing that is read to an end, so that a screen would wait for it for ever. Raises OSError."""
    mode = path.stat().st_mode
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or str(path) == os.devnull)


def parse(table: Mapping[str, Any], file: str) -> Config:
    """Check a table that was read from `file` (used in messages only). Raises ConfigError."""
    config: Config = _section(Config, table, file, "")
    if config.backend.kind == "nexudus" and not (config.nexudus.username or config.nexudus.relay):
        raise ConfigError(file, "[nexudus] username", "nothing", "the user of the account that the panel acts as")
    if config.backend.kind == "offision" and not config.backend.url:
        raise ConfigError(file, "[backend] url", "nothing", "the address of your Offision server")
    sources = config.presence.command or config.presence.mqtt
    if sources and not (config.presence.sensor or config.display.night_hours or config.display.dim_after_minutes):
        expected = "the access id of the occupancy sensor to report as (or [display] hours or minutes, to wake from)"
        raise ConfigError(file, "[presence] sensor", "nothing", expected)
    lamp = config.lightbar
    if lamp.kind and not (lamp.url if lamp.kind == "http" else lamp.command):
        key = "url" if lamp.kind == "http" else "command"
        raise ConfigError(file, f"[lightbar] {key}", "nothing", f"what kind {lamp.kind} needs")
    if config.sync.unknown_after_seconds < config.sync.stale_after_seconds:
        found = f"{config.sync.unknown_after_seconds:g}"
        expected = f"at least stale_after_seconds ({config.sync.stale_after_seconds:g})"
        raise ConfigError(file, "[sync] unknown_after_seconds", found, expected)
    return config


def _section(kind: Any, table: Any, file: str, path: str) -> Any:  # noqa: ANN401 - any section
    if not isinstance(table, Mapping):
        raise ConfigError(file, _name(path), _found(table), "a table")
    hints, known = get_type_hints(kind), {one.name: one for one in fields(kind)}
    for key in table:
        if key not in known:
            raise _unknown(file, path, key, table[key], list(known))
    values = {}
    for key, value in table.items():
        inner = f"{path}{_DOT}{key}" if path else key
        values[key] = _value(hints[key], value, file, inner, known[key].metadata)
    _one_place(values, file, path)
    return kind(**values)


def _one_place(values: Mapping[str, Any], file: str, path: str) -> None:
    """A secret lies in a file or in the keyring: of two, nobody could tell which one counts."""
    for key in values:
        other = f"{key.removesuffix('_keyring')}_file"
        if key.endswith("_keyring") and values[key] and values.get(other):
            raise ConfigError(file, _name(f"{path}{_DOT}{key}"), f"{other} beside it", "one of the two")


def _value(hint: Any, value: Any, file: str, path: str, rules: Mapping[str, Any]) -> Any:  # noqa: ANN401
    origin, inner = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return _section(hint, value, file, path)
    if origin is dict:
        if not isinstance(value, dict):
            raise ConfigError(file, _name(path), _found(value), "a table")
        return {key: _value(inner[1], one, file, f'{path}{_DOT}"{key}"', {}) for key, one in value.items()}
    if origin is tuple:
        if not isinstance(value, list):
            tables = f"tables like [[{path.replace(_DOT, '.')}]]"
            raise ConfigError(
                file, _name(path), _found(value), tables if is_dataclass(inner[0]) else 'a list ["…", "…"]'
            )
        return tuple(_value(inner[0], one, file, f"{path}[{index}]", {}) for index, one in enumerate(value))
    if origin in (Union, UnionType):
        hint = _meant([one for one in inner if one is not type(None)], value, file, path)
    return _plain(hint, value, file, path, rules)


def _meant(hints: list[Any], value: Any, file: str, path: str) -> Any:  # noqa: ANN401
    """Which of several types is meant; the only one, whatever was written."""
    if len(hints) > 1 and type(value) not in hints:
        kinds = " or ".join(_KINDS[one] for one in hints)
        raise ConfigError(file, _name(path), f"{_found(value)}, {_KINDS.get(type(value), 'a date')}", kinds)
    return type(value) if len(hints) > 1 else hints[0]


def _plain(hint: Any, value: Any, file: str, path: str, rules: Mapping[str, Any]) -> Any:  # noqa: ANN401
    if get_origin(hint) is Literal:
        if isinstance(value, bool) or value not in get_args(hint):
            choices = " or ".join(_found(one) for one in get_args(hint) if one != "")
            near = get_close_matches(str(value), [str(one) for one in get_args(hint)], 1)
            raise ConfigError(file, _name(path), _found(value), choices + (f" (nearest: {near[0]})" if near else ""))
        return value
    right = isinstance(value, bool) if hint is bool else isinstance(value, hint) and not isinstance(value, bool)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        right = True
    if not right:
        raise ConfigError(file, _name(path), f"{_found(value)}, {_KINDS.get(type(value), 'a date')}", _KINDS[hint])
    _bounds(value, file, path, rules)
    return float(value) if hint is float else value


def _bounds(value: Any, file: str, path: str, rules: Mapping[str, Any]) -> None:  # noqa: ANN401
    least, most = rules.get("least"), rules.get("most")
    if least is not None and not least <= value <= most:
        raise ConfigError(file, _name(path), _found(value), f"a number from {least:g} to {most:g}")
    if "check" in rules:
        try:
            rules["check"](value)
        except ValueError as wrong:
            found = "a secret" if rules.get("secret") else _PASSWORD.sub(r"\1…@", _found(value))
            raise ConfigError(file, _name(path), found, str(wrong)) from None


def _unknown(file: str, path: str, key: str, value: Any, known: list[str]) -> ConfigError:  # noqa: ANN401
    if key in _SECRETS:
        expected = f"no secret in this file; name a file with it, such as {key}_file"
        return ConfigError(file, _name(f"{path}{_DOT}{key}" if path else key), "a secret", expected)
    near = get_close_matches(key, known, 1, 0.5)
    found = "an unknown section" if isinstance(value, (dict, list)) else "an unknown key"
    hint = f"{near[0]}, the nearest known one" if near else "one of " + ", ".join(known)
    return ConfigError(file, _name(f"{path}{_DOT}{key}" if path else key), found, hint)


def _name(path: str) -> str:
    section, dot, key = path.rpartition(_DOT)
    return f"[{section.replace(_DOT, '.')}] {key}" if dot else f"[{path}]"


def _found(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "a very large number"
    return f'"{value}"' if isinstance(value, str) else str(value)
