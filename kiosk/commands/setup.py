"""`kiosk setup`: a panel's set-up as a file for other panels, and taken over from one. Tokens never travel in it."""

import argparse
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

from kiosk.commands.output import complain
from kiosk.config import Config
from kiosk.config.file import ConfigError, load
from kiosk.private.file import refuse_open
from kiosk.private.secret import read_password, read_token
from kiosk.settings import NO_FILE, Settings, settle, user_file
from kiosk.setup.draft import PASSWORD_FILE, TOKEN_FILE
from kiosk.setup.files import write_whole
from kiosk.setup.portable import changes_to, exported, imported
from kiosk.setup.writing import EVERYONE, keep


def run(options: argparse.Namespace) -> int:
    """Export or import; exit 2 where a file cannot be read, understood or written."""
    named = options.config or os.environ.get("KIOSK_CONFIG")
    if named and Path(named).is_dir():
        complain(f"{named}: a folder of configs is taken to another machine as it is; a set-up is one file")
        return 2
    if options.act == "export":
        return _export(settle(options, os.environ), options.output)
    return _import(_target(options), options.file, options.token_file)


def _export(settings: Settings, output: Path | None) -> int:
    if settings.file == NO_FILE:
        complain("there is nothing to export: this panel has no config file yet")
        return 2
    text = exported(Path(settings.file).read_text(encoding="utf-8"))
    if output is None:
        sys.stdout.write(text)
        return 0
    return _written(output, text)


def _import(path: Path, file: Path, token_file: Path | None) -> int:
    table = imported(file)
    current = _current(path)
    kind = {**current, **table}.get("backend", {}).get("kind", "local")
    secret = _secret(token_file) if token_file else ""
    key = PASSWORD_FILE if kind == "nexudus" else TOKEN_FILE
    try:
        config = keep(path, changes_to(table, current), secret, key)
    except OSError as problem:
        complain(f"{path}: the config cannot be written there ({problem.strerror})")
        return 2
    sys.stdout.write(f"{path}\n")
    _say_what_is_missing(config, path)
    return 0


def _current(path: Path) -> dict[str, Any]:
    """What the config says already. Raises ConfigError."""
    if not path.exists():
        return {}
    load(path)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _target(options: argparse.Namespace) -> Path:
    """The config to write: the one that is named, else the one that is in use, else this user's."""
    if options.config:
        return Path(options.config)
    settings = settle(options, os.environ)
    return user_file(os.environ) if settings.file == NO_FILE else Path(settings.file)


def _secret(path: Path) -> str:
    refuse_open(path, "--token-file", str(path))
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text:
        raise ConfigError(str(path), "--token-file", "no token", "a file with the token, or the password")
    return text


def _say_what_is_missing(config: Config, path: Path) -> None:
    """A panel without its token does not start: say so now."""
    try:
        if config.backend.kind == "nexudus":
            read_password(config.nexudus, os.environ, str(path))
        elif config.backend.url:
            read_token(config.backend, os.environ, str(path))
    except ConfigError as wrong:
        complain(str(wrong))


def _written(path: Path, text: str) -> int:
    try:
        write_whole(path, text, EVERYONE)
    except OSError as problem:
        complain(f"{path}: the file cannot be written ({problem.strerror})")
        return 2
    return 0
