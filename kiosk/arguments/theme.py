"""The command about theme files, and the option that takes one."""

import argparse
from pathlib import Path
from typing import Any

from kiosk.arguments.values import language
from kiosk.config import THEMES

_SUFFIX = ".toml"


class _Themes(tuple[str, ...]):
    """The six looks, which a shell completes; a theme file is one more."""

    __slots__ = ()

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or str(name).endswith(_SUFFIX)


def add_theme_option(command: argparse.ArgumentParser) -> None:
    """Add `--theme`."""
    command.add_argument(
        "--theme",
        type=_theme,
        choices=_Themes(THEMES),
        metavar="T",
        help="the theme instead of the config's: bold-, calm- or contrast-, each light or dark, or a file F.toml",
    )


def add_theme(commands: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Add the command."""
    theme = commands.add_parser("theme", help="a look of the building's own: colours, logo, letters", parents=[common])
    acts = theme.add_subparsers(dest="act", metavar="check|new", required=True)
    check = acts.add_parser("check", help="say what is wrong with a theme file, and every contrast", parents=[common])
    check.add_argument("file", type=Path, metavar="F.toml", help="the theme file")
    check.add_argument(
        "--locale", type=language, metavar="TAG", help="the language its letters must have, instead of the config's"
    )
    check.add_argument("--json", action="store_true", help="print one JSON document")
    new = acts.add_parser("new", help="write a theme file that changes nothing yet, with every key", parents=[common])
    new.add_argument("file", type=Path, metavar="F.toml", help="the file to write; one that is there stays")
    new.add_argument("--base", choices=THEMES, default="bold-dark", help="the look it starts from (bold-dark)")


def _theme(text: str) -> str:
    """A look's name, or a file from here."""
    return str(Path(text).expanduser().absolute()) if text.endswith(_SUFFIX) else text
