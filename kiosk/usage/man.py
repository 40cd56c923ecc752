"""The manual page kiosk(1), as man(7) has it."""

from collections.abc import Iterable, Iterator

from kiosk import __version__
from kiosk.usage.manual import Manual, Told
from kiosk.usage.tree import Command, Option
from kiosk.usage.words import ENVIRONMENT, EXITS, FILES


def man(root: Command, manual: Manual) -> str:
    """The whole page."""
    return "".join(f"{line}\n" for line in _page(root, manual))


def _page(root: Command, manual: Manual) -> Iterator[str]:
    yield f'.TH KIOSK 1 "" "room-kiosk {__version__}" "Room Kiosk"'
    yield from (".SH NAME", "kiosk \\- the screens at a building\\(aqs doors", ".SH SYNOPSIS")
    yield from (".B kiosk", "[\\fICOMMAND\\fR] [\\fIOPTION\\fR ...]", ".SH DESCRIPTION")
    yield from _paragraphs(manual.of(root.path).about)
    yield from (
        ".SH OPTIONS",
        "Every command takes these, but for \\-\\-version; \\fBkiosk\\fR alone takes those of \\fBkiosk panel\\fR too.",
    )
    common = _common(root)
    below = {option for one in root.all() if one is not root for option in one.options}
    for option in (one for one in root.options if one in common or one not in below):
        yield from _item(option)
    yield ".SH COMMANDS"
    for command in root.all():
        if command is not root and not command.below:
            yield from _described(command, common, manual.of(command.path))
    for title, rows in (("EXIT STATUS", EXITS), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        yield f".SH {title}"
        for name, says in rows:
            yield from (".TP", f"\\fB{_plain(name)}\\fR", _plain(says))


def _common(root: Command) -> tuple[Option, ...]:
    every = [set(one.options) for one in root.all() if one is not root]
    return tuple(one for one in root.options if all(one in options for options in every))


def _described(command: Command, common: tuple[Option, ...], told: Told) -> Iterator[str]:
    shown = [_usage(one) for one in command.operands]
    yield from (".SS", f"{_plain(command.path)} {' '.join(shown)}".strip(), *_paragraphs(told.about))
    for one in (*command.operands, *(one for one in command.options if one not in common)):
        yield from _item(one)
    for line, says in told.examples:
        yield from (".TP", f"Example: \\fB{_plain(line)}\\fR", _sentence(says))
    if told.exits:
        codes = ", ".join(f"{code} {says}" for code, says in told.exits)
        yield from (".PP", f"Exit status: {_plain(codes)}.")
    if told.see:
        yield from (".PP", f"See also: {_plain(', '.join(told.see))}.")


def _paragraphs(about: Iterable[str]) -> Iterator[str]:
    for number, one in enumerate(about):
        yield from (".PP", _plain(one)) if number else (_plain(one),)


def _usage(operand: Option) -> str:
    value = f"\\fI{_plain(operand.value)}\\fR"
    return value if operand.required else f"[{value}]"


def _item(option: Option) -> Iterator[str]:
    names = ", ".join(f"\\fB{_plain(name)}\\fR" for name in option.names)
    value = f"\\fI{_plain(option.value)}\\fR" if option.value else ""
    yield from (".TP", f"{names} {value}".strip(), _sentence(option.help + (" (required)" if _must(option) else "")))


def _must(option: Option) -> bool:
    return option.required and bool(option.names)


def _sentence(text: str) -> str:
    said = _plain(text)
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".") if said else "\\&"


def _plain(text: str) -> str:
    told = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{told}" if told.startswith((".", "'")) else told
