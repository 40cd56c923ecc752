"""Completion for zsh."""

from collections.abc import Iterator

from kiosk.usage.tree import Command, Option

HEAD = """\
#compdef kiosk
# zsh completion for kiosk: kiosk completion zsh > /usr/share/zsh/vendor-completions/_kiosk
_kiosk() {
    local at=kiosk i
    local -a found
    for ((i = 2; i < CURRENT; i++)); do
        case "$at ${words[i]}" in
        (PATHS) at="$at ${words[i]}" ;;
        esac
    done
    case "$at ${words[CURRENT-1]}" in
"""
MIDDLE = """\
    esac
    case $at in
"""
TAIL = """\
    esac
    _describe -o 'kiosk' found
}
if [[ $funcstack[1] == _kiosk ]]; then _kiosk "$@"; else compdef _kiosk kiosk; fi
"""


def zsh(root: Command) -> str:
    """The whole script."""
    paths = "|".join(quoted(one.path) for one in root.all() if one is not root)
    values = "".join(f"    {line}\n" for one in root.all() for line in _values(one))
    words = "".join(f"    ({quoted(one.path)}) {_words(one)} ;;\n" for one in root.all())
    return HEAD.replace("PATHS", paths) + values + MIDDLE + words + TAIL


def quoted(text: str) -> str:
    """As one word that the shell leaves as it is."""
    return "'" + text.replace("'", "'\\''") + "'"


def _values(command: Command) -> Iterator[str]:
    for option in command.options:
        if option.takes != "nothing":
            names = "|".join(quoted(f"{command.path} {name}") for name in option.names)
            yield f"({names}) {_value(option)}; return ;;"


def _value(option: Option) -> str:
    match option.takes:
        case "file":
            return "_files"
        case "folder":
            return "_files -/"
        case _:
            return f"compadd -- {' '.join(option.choices)}" if option.choices else f"_message {quoted(option.value)}"


def _words(command: Command) -> str:
    told = [(one.words[-1], one.help) for one in command.below]
    told += [(choice, operand.help) for operand in command.operands for choice in operand.choices]
    told += [(name, option.help) for option in command.options for name in option.names]
    files = "_files; " if any(one.takes == "file" for one in command.operands) else ""
    return f"{files}found=({' '.join(quoted(f'{name}:{said}') for name, said in told)})"
