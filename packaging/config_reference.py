"""Writes docs/configuration.md: every key with its sentence, as the program itself knows it.

`python packaging/config_reference.py [FILE]` writes it, or another file; tests/docs holds that it is up to date.
"""

import dataclasses
import sys
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from kiosk.config import Config

TARGET = Path(__file__).parent.parent / "docs" / "configuration.md"
HEAD = """\
# Configuration

One TOML file: `--config F`, else `$KIOSK_CONFIG`, else the user's own, else the system's (`kiosk doctor` says which).
Every key has a default, and without a file the program runs its demo building. A key that does not exist or has the
wrong type is refused, with the file, the key, what was found, what was expected and the nearest key. Secrets are never
in it: it names the files that hold them, which nobody else may read, or entries of the system's keyring.

This page is written by the program's own code (`make docs`).
"""
KINDS = {str: "text", bool: "true or false", int: "whole number", float: "number"}


def reference() -> str:
    """The page."""
    lines = [HEAD]
    for section in dataclasses.fields(Config):
        lines += _section(section.name, _resolved(Config)[section.name], section.metadata["doc"])
    return "\n".join(lines).rstrip() + "\n"


def _section(name: str, kind: Any, sentence: str) -> Iterator[str]:  # noqa: ANN401 - a type of any kind
    kind, title = _table(name, kind)
    yield f"## `{title}`\n\n{sentence}\n"
    resolved = _resolved(kind)
    plain = [one for one in dataclasses.fields(kind) if _table(one.name, resolved[one.name])[0] is None]
    if plain:
        yield "| key | what it sets | value | default |\n|---|---|---|---|"
        yield from (_row(one, resolved[one.name]) for one in plain)
        yield ""
    for one in dataclasses.fields(kind):
        if one not in plain:
            yield from _section(f"{name}.{one.name}", resolved[one.name], one.metadata["doc"])


def _row(one: "dataclasses.Field[Any]", kind: Any) -> str:  # noqa: ANN401 - a type of any kind
    value = _value(kind) + _bounds(one.metadata)
    return f"| `{one.name}` | {_cell(one.metadata['doc'])} | {_cell(value)} | {_cell(_default(one))} |"


def _table(name: str, kind: Any) -> tuple[Any, str]:  # noqa: ANN401 - a type of any kind
    """The class of a table of keys and how its head is written; None for a plain value."""
    inner = get_args(kind)
    if dataclasses.is_dataclass(kind):
        return kind, f"[{name}]"
    if get_origin(kind) is tuple and dataclasses.is_dataclass(inner[0]):
        return inner[0], f"[[{name}]]"
    if get_origin(kind) is dict and dataclasses.is_dataclass(inner[1]):
        return inner[1], f'[{name}."ID"]'
    return None, ""


def _value(kind: Any) -> str:  # noqa: ANN401 - a type of any kind
    inner = get_args(kind)
    if kind in KINDS:
        return KINDS[kind]
    if get_origin(kind) is Literal:
        return ", ".join(f"`{_toml(one)}`" for one in inner)
    if get_origin(kind) in (types.UnionType, typing.Union):
        return " or ".join(_value(one) for one in inner if one is not type(None))
    if get_origin(kind) is tuple:
        return f"list of {_value(inner[0])}s"
    return "table of texts"


def _bounds(more: Any) -> str:  # noqa: ANN401 - a field's metadata
    least, most = more.get("least"), more.get("most")
    if least is None and most is None:
        return ""
    if most is None:
        return f", at least {least:g}"
    return f", {0 if least is None else least:g} to {most:g}"


def _default(one: "dataclasses.Field[Any]") -> str:
    if one.default is dataclasses.MISSING or one.default in (None, "", ()):
        return "–"
    return f"`{_toml(one.default)}`"


def _toml(value: Any) -> str:  # noqa: ANN401 - any default
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return f'"{value}"' if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _resolved(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    return typing.get_type_hints(kind)


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET).write_text(reference(), encoding="utf-8")
