"""Completion for fish."""

from collections.abc import Iterator

from kiosk.usage.tree import Command, Option

HEAD = """\
# fish completion for kiosk: kiosk completion fish > /usr/share/fish/vendor_completions.d/kiosk.fish
function __kiosk_at
    set -l at kiosk
    for word in (commandline -opc)[2..-1]
        if contains -- "$at $word" PATHS
            set at "$at $word"
        end
    end
    test "$at" = "$argv"
end
complete -c kiosk -f
"""


def fish(root: Command) -> str:
    """The whole script."""
    paths = " ".join(_quoted(one.path) for one in root.all() if one is not root)
    return HEAD.replace("PATHS", paths) + "".join(f"{line}\n" for one in root.all() for line in _lines(one))


def _lines(command: Command) -> Iterator[str]:
    here = f"complete -c kiosk -n {_quoted(f'__kiosk_at {command.path}')}"
    for one in command.below:
        yield f"{here} -a {one.words[-1]} -d {_quoted(one.help)}"
    for operand in command.operands:
        for choice in operand.choices:
            yield f"{here} -a {choice} -d {_quoted(operand.help)}"
        if operand.takes == "file":
            yield f"{here} -F"
    for option in command.options:
        yield f"{here}{_names(option)}{_value(option)} -d {_quoted(option.help)}"


def _names(option: Option) -> str:
    return "".join(f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}" for name in option.names)


def _value(option: Option) -> str:
    match option.takes:
        case "nothing":
            return ""
        case "file":
            return " -r -F"
        case "folder":
            return " -x -a '(__fish_complete_directories)'"
        case _:
            return f" -x -a {_quoted(' '.join(option.choices))}" if option.choices else " -x"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
