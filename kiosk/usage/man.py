"""The manual page kiosk(1), as man(7) has it."""

from collections.abc import Iterator

from kiosk import __version__
from kiosk.usage.tree import Command, Option

EXITS = (
    ("0", "done"),
    ("1", "something unexpected went wrong"),
    ("2", "the command line or the config cannot be used"),
    ("3", "there was no usable answer"),
    ("4", "not allowed"),
    ("5", "refused"),
)
ENVIRONMENT = (
    ("KIOSK_CONFIG", "the config file, or a folder of them, instead of the standing ones"),
    ("KIOSK_NAME", "what this machine is called in a folder of configs; else its host name"),
    ("KIOSK_TOKEN", "the token, where no file with it is named"),
    ("KIOSK_DATA_DIR", "where state is kept"),
)
FILES = (
    ("~/.config/room-kiosk/config.toml", "the user's config"),
    ("/etc/room-kiosk/config.toml", "the system's config, where the user has none"),
)


def man(root: Command) -> str:
    """The whole page."""
    return "".join(f"{line}\n" for line in _page(root))


def _page(root: Command) -> Iterator[str]:
    yield f'.TH KIOSK 1 "" "room-kiosk {__version__}" "Room Kiosk"'
    yield from (".SH NAME", "kiosk \\- the screens at a building\\(aqs doors", ".SH SYNOPSIS")
    yield from (".B kiosk", "[\\fICOMMAND\\fR] [\\fIOPTION\\fR ...]", ".SH DESCRIPTION", _plain(root.help))
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
            yield from _described(command, common)
    for title, rows in (("EXIT STATUS", EXITS), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        yield f".SH {title}"
        for name, says in rows:
            yield from (".TP", f"\\fB{_plain(name)}\\fR", _plain(says))


def _common(root: Command) -> tuple[Option, ...]:
    every = [set(one.options) for one in root.all() if one is not root]
    return tuple(one for one in root.options if all(one in options for options in every))


def _described(command: Command, common: tuple[Option, ...]) -> Iterator[str]:
    shown = [_usage(one) for one in command.operands]
    yield from (".SS", f"{_plain(command.path)} {' '.join(shown)}".strip(), _sentence(command.help))
    for one in (*command.operands, *(one for one in command.options if one not in common)):
        yield from _item(one)


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
