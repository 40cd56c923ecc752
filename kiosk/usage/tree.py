"""The command line as a tree of plain values. Knows argparse, and no shell."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Takes = Literal["nothing", "word", "choice", "file", "folder"]
ALONE = "panel"  # what is meant where no command is named
COMMON = frozenset({"--help", "--config", "--demo", "--debug"})  # what every command takes


@dataclass(frozen=True, slots=True)
class Option:
    """An option, or an operand where it has no `names`; `value` is what its value is called, `help` one sentence."""

    names: tuple[str, ...]
    help: str
    takes: Takes
    value: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command with its own words, from `kiosk` on; `below` are those that it leads to."""

    words: tuple[str, ...]
    help: str
    options: tuple[Option, ...]
    operands: tuple[Option, ...]
    below: tuple["Command", ...] = ()

    @property
    def path(self) -> str:
        """All words to type."""
        return " ".join(self.words)

    def all(self) -> Iterator["Command"]:
        """It and everything below it."""
        yield self
        for one in self.below:
            yield from one.all()


def tree_of(parser: argparse.ArgumentParser) -> Command:
    """The whole command line; its root takes what the command does that is meant without one."""
    root = command_of(parser, (parser.prog,))
    alone = [option for one in root.below if one.words[-1] == ALONE for option in one.options]
    more = tuple(one for one in alone if one not in root.options)
    return Command(root.words, parser.description or "", root.options + more, root.operands, root.below)


def command_of(parser: argparse.ArgumentParser, words: tuple[str, ...], said: str = "") -> Command:
    """One command with all below it; `said` is its one sentence."""
    options, operands, below = list[Option](), list[Option](), list[Command]()
    for action in parser._actions:  # noqa: SLF001 - argparse tells of its arguments in no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            helps = {one.dest: one.help or "" for one in action._choices_actions}  # noqa: SLF001 - the same
            below += [command_of(one, (*words, name), helps.get(name, "")) for name, one in action.choices.items()]
        else:
            (options if action.option_strings else operands).append(_option(action))
    return Command(words, said, tuple(options), tuple(operands), tuple(below))


def _option(action: argparse.Action) -> Option:
    choices = tuple(str(one) for one in action.choices or ())
    takes = _takes(action, choices)
    value = "" if takes == "nothing" else str(action.metavar or "|".join(choices) or action.dest.upper())
    help_ = "show this page" if "--help" in action.option_strings else (action.help or "").replace("%%", "%")
    required = action.required if action.option_strings else action.nargs not in {"?", "*"}
    return Option(tuple(action.option_strings), help_, takes, value, choices, required)


def _takes(action: argparse.Action, choices: tuple[str, ...]) -> Takes:
    if action.nargs == 0:
        return "nothing"
    if choices:
        return "choice"
    if action.type is Path:
        return "folder" if action.metavar == "DIR" else "file"
    return "word"
