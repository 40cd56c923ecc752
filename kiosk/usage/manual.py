"""What is told of a command beyond its options, from assets/manual.toml: loaded only when somebody asks."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.resources import assets

FILE = "manual.toml"
DONE = "done"
ENVIRONMENT = {
    "config": ("KIOSK_CONFIG", "KIOSK_NAME", "KIOSK_TOKEN", "KIOSK_PASSWORD"),
    "data": ("KIOSK_DATA_DIR",),
}


@dataclass(frozen=True, slots=True)
class Told:
    """Of one command: paragraphs, lines to type with what comes of them, exit codes, variables, other pages."""

    about: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    exits: tuple[tuple[int, str], ...] = ()
    variables: tuple[str, ...] = ()
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manual:
    """All commands by their whole words, and the groups in which the first page lists them."""

    commands: Mapping[str, Told]
    groups: Mapping[str, tuple[str, ...]]

    def of(self, path: str) -> Told:
        """What is told of a command, nothing where nothing is."""
        return self.commands.get(path, Told())


def manual() -> Manual:
    """The whole of it."""
    table = tomllib.loads((assets() / FILE).read_text(encoding="utf-8"))
    groups = {name: tuple(commands) for name, commands in table.pop("groups").items()}
    return Manual({path: _told(one) for path, one in table.items()}, groups)


def _told(table: dict[str, Any]) -> Told:
    exits = sorted((int(code), says) for code, says in table.get("exits", {}).items())
    return Told(
        about=tuple(table["about"].strip().split("\n\n")),
        examples=tuple((line, says) for line, says in table.get("examples", ())),
        exits=((0, DONE), *exits) if exits else (),
        variables=tuple(name for kind in table.get("reads", ()) for name in ENVIRONMENT[kind]),
        see=tuple(table.get("see", ())),
    )
