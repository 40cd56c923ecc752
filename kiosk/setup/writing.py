"""Changes a config file: what people wrote in it stays, and nothing replaces it that could not be read again."""

import re
import secrets
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kiosk.config import Config
from kiosk.config.file import ConfigError, parse
from kiosk.setup.draft import Changes
from kiosk.setup.files import write_whole

EVERYONE, ALONE = 0o644, 0o600
_SECRET_NAME = re.compile(r"\.?(?:token|password)-[0-9a-f]{8}(?:\.[0-9a-f]{8})?")


def keep(
    path: Path,
    changes: Changes,
    secret: str = "",
    secret_key: tuple[str, ...] = (),
    write: Callable[[Path, str, int], None] = write_whole,
) -> Config:
    """Write the changes into the config at `path`, which is made where there is none; None removes a key.

    A `secret` goes into a new file of mode 0600 beside it, which `secret_key` names from then on, in the place of an
    entry of the keyring too. The config's own replacement is the one moment at which old becomes new, and only then the
    file of the old secret is removed.
    Raises ConfigError where the result would be no config, OSError where it cannot be written; nothing changed then.
    """
    old = _text(path)
    file = _secret_file(path, secret_key) if secret else None
    if file is not None:
        changes = {**changes, secret_key: str(file), _entry_key(secret_key): None}
    new = changed(old, changes, str(path))
    config = parse(tomllib.loads(new), str(path))
    if file is not None:
        write(file, secret + "\n", ALONE)
    try:
        write(path, new, EVERYONE)
    except OSError:
        if file is not None:
            file.unlink(missing_ok=True)
        raise
    _sweep(path, new)
    return config


def changed(text: str, changes: Changes, file: str) -> str:
    """The TOML text with the changes in it, all else as it was, comments too. Raises ConfigError."""
    import tomlkit  # noqa: PLC0415 - only when somebody changes something
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        document = tomlkit.parse(text)
        for key, value in changes.items():
            _set(document, key, value)
        new = tomlkit.dumps(document)
        right = tomllib.loads(new) == _applied(tomllib.loads(text), changes)
    except (TOMLKitError, tomllib.TOMLDecodeError, ValueError, TypeError, KeyError, RecursionError):
        right, new = False, ""
    if not right:
        raise ConfigError(file, "the file", "a form that this program cannot change", "a plain TOML file")
    return new


def _set(table: Any, key: tuple[str, ...], value: object) -> None:  # noqa: ANN401 - tomlkit's many kinds of tables
    import tomlkit  # noqa: PLC0415 - as above

    first, *rest = key
    if not rest:
        if value is not None:
            table[first] = value
        else:
            table.pop(first, None)
        return
    if first not in table:
        if value is None:
            return
        table[first] = tomlkit.table()
    _set(table[first], tuple(rest), value)


def _applied(table: dict[str, Any], changes: Changes) -> dict[str, Any]:
    """The same changes to plain values, to compare with."""
    for key, value in changes.items():
        inner = table
        *sections, last = key
        for name in sections:
            inner = inner.setdefault(name, {}) if value is not None else inner.get(name, {})
        if value is not None:
            inner[last] = value
        else:
            inner.pop(last, None)
    return table


def _text(path: Path) -> str:
    """What the file holds; nothing where there is none. Raises ConfigError."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        raise ConfigError(str(path), "the file", "something unreadable", "a TOML file in UTF-8") from None


def _secret_file(path: Path, key: tuple[str, ...]) -> Path:
    name = key[-1].removesuffix("_file")
    return path.resolve().with_name(f"{name}-{secrets.token_hex(4)}")


def _entry_key(key: tuple[str, ...]) -> tuple[str, ...]:
    """The key that names the same secret in the keyring."""
    return (*key[:-1], key[-1].removesuffix("_file") + "_keyring")


def _sweep(path: Path, text: str) -> None:
    """Remove the secrets of this program's making that the config does not name any more, whole or half written."""
    named = _names(tomllib.loads(text))
    for file in path.resolve().parent.iterdir():
        if _SECRET_NAME.fullmatch(file.name) and str(file) not in named:
            file.unlink(missing_ok=True)


def _names(table: Mapping[str, Any]) -> set[str]:
    return {str(one) for section in table.values() if isinstance(section, dict) for one in section.values()}
