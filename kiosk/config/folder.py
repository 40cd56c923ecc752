"""One folder of configs for many machines: what all share in `common.toml`, what differs in a file of its own."""

import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.config import Config
from kiosk.config.file import ConfigError, parse, read_table

COMMON = "common.toml"


def machine_name(environment: Mapping[str, str]) -> str:
    """What this machine is called: $KIOSK_NAME, else its host name without the domain."""
    return environment.get("KIOSK_NAME") or platform.node().partition(".")[0]


def load_folder(folder: Path, name: str) -> tuple[Config, Path]:
    """The config of the machine `name`, and its own file. A table of both files is one table, what is its own counts.

    Raises ConfigError, also where the machine has no file: it never shows what is meant for another one.
    """
    own, common = folder / f"{name}.toml", folder / COMMON
    if Path(name).name != name or own == common or not own.is_file():
        expected = "one named after this machine: its host name, or what $KIOSK_NAME says"
        raise ConfigError(str(folder), "the folder", f"no {name}.toml", expected)
    table = read_table(own)
    if not common.is_file():
        return parse(table, str(own)), own
    return parse(over(read_table(common), table), f"{own} and {COMMON}"), own


def over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Both tables as one; where both have a key, tables are joined, and of anything else the one above counts."""
    joined = dict(below)
    for key, value in above.items():
        old = joined.get(key)
        joined[key] = over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return joined
