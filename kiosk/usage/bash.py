"""Completion for bash."""

from collections.abc import Iterator

from kiosk.usage.tree import Command, Option

HEAD = """\
# bash completion for kiosk: kiosk completion bash > /usr/share/bash-completion/completions/kiosk
_kiosk() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} at=kiosk i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$at ${COMP_WORDS[i]}" in
        PATHS) at="$at ${COMP_WORDS[i]}" ;;
        esac
    done
    case "$at $prev" in
"""
MIDDLE = """\
    esac
    case $at in
"""
TAIL = """\
    esac
}
complete -F _kiosk kiosk
"""
_FILES = 'compopt -o filenames; mapfile -t COMPREPLY < <(compgen -{} -- "$cur")'


def bash(root: Command) -> str:
    """The whole script."""
    paths = " | ".join(f'"{one.path}"' for one in root.all() if one is not root)
    values = "".join(f"    {line}\n" for one in root.all() for line in _values(one))
    words = "".join(f'    "{one.path}") {_words(one)} ;;\n' for one in root.all())
    return HEAD.replace("PATHS", paths) + values + MIDDLE + words + TAIL


def _values(command: Command) -> Iterator[str]:
    for option in command.options:
        if option.takes != "nothing":
            names = " | ".join(f'"{command.path} {name}"' for name in option.names)
            yield f"{names}) {_value(option)}; return ;;"


def _value(option: Option) -> str:
    match option.takes:
        case "file":
            return _FILES.format("f")
        case "folder":
            return _FILES.format("d")
        case _:
            return _offer(option.choices) if option.choices else ":"


def _words(command: Command) -> str:
    names = [name for option in command.options for name in option.names]
    choices = [choice for operand in command.operands for choice in operand.choices]
    offer = _offer([*(one.words[-1] for one in command.below), *choices, *names])
    if any(one.takes == "file" for one in command.operands):
        return f"if [[ $cur == -* ]]; then {offer}; else {_FILES.format('f')}; fi"
    return offer


def _offer(words: list[str] | tuple[str, ...]) -> str:
    return f"""mapfile -t COMPREPLY < <(compgen -W '{" ".join(words)}' -- "$cur")"""
