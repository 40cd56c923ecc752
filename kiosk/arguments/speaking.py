"""A parser whose help is a page, and that says of a mistake what is near it. Loads nothing for either until then."""

import argparse
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

MOST_CHOICES = 12


class Speaking(argparse.ArgumentParser):
    """Those below it are of the same kind."""

    def format_help(self) -> str:
        """The page of this command."""
        from kiosk.usage.manual import manual  # noqa: PLC0415 - only for a page
        from kiosk.usage.page import page  # noqa: PLC0415 - the same
        from kiosk.usage.tree import command_of, tree_of  # noqa: PLC0415 - the same

        words = tuple(self.prog.split())
        return page(tree_of(self) if len(words) == 1 else command_of(self, words), manual())

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override] # noqa: ANN401 - argparse's own signature, which is overloaded
        """The options. Ends the program with 2 and a sentence where a word has no place in the command line."""
        options, left = self.parse_known_args(args, namespace)
        if left:
            self._refuse(left, options)
        return options

    def error(self, message: str) -> NoReturn:
        """End the program with 2; the sentence says where to read on."""
        from kiosk.commands.output import complain  # noqa: PLC0415 - only where something is wrong

        said = message.removeprefix("argument ").replace("the following arguments are required", "this is missing")
        complain(f"{said}\n  `{self.prog} --help` says more")
        self.exit(2)

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - a value of any kind
        """As argparse's own, which lists all choices and names none."""
        if action.choices is None or value in action.choices:
            return
        choices = [str(one) for one in action.choices]
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - argparse names its kind in no other way
            self.error(f'there is no command "{self.prog} {value}"{_meant(str(value), choices)}')
        listed = "" if len(choices) > MOST_CHOICES else f" is none of {', '.join(choices)}"
        raise argparse.ArgumentError(action, f'"{value}"{listed or " is not known"}{_meant(str(value), choices)}')

    def _refuse(self, left: Sequence[str], options: argparse.Namespace) -> NoReturn:
        """Say of the first word that has no place what is near it, in the words of the command that it was given to."""
        from kiosk.usage.tree import tree_of  # noqa: PLC0415 - only where something is wrong

        chosen = (self.prog, getattr(options, "command", None), getattr(options, "act", None))
        path = " ".join(word for word in chosen if isinstance(word, str))
        command = next((one for one in tree_of(self).all() if one.path == path), None)
        names = [name for option in (command.options if command else ()) for name in option.names]
        word = left[0].partition("=")[0]
        what = f"`{path}` has no option {word}" if word.startswith("-") else f'`{path}` takes no further word: "{word}"'
        from kiosk.commands.output import complain  # noqa: PLC0415 - the same

        said = f"{what}{_meant(word, names) if word.startswith('-') else ''}\n  `{path} --help` says more"
        complain(said)
        self.exit(2)


def _meant(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - the same

    near = get_close_matches(word, tuple(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""
