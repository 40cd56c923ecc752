"""What `--help` prints: a page of 80 columns, the same for every command. Knows argparse by its tree only."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from kiosk.usage.manual import Manual, Told
from kiosk.usage.tree import COMMON, Command, Option
from kiosk.usage.words import ENVIRONMENT, FILES

WIDTH, INDENT, COLUMN = 79, "  ", 26


def page(command: Command, manual: Manual) -> str:
    """The whole page."""
    told = manual.of(command.path)
    blocks = [_block(_usage(command)), *(_block(wrap(one, WIDTH)) for one in told.about)]
    blocks += [_titled(title, rows) for title, rows in _lists(command, manual)]
    blocks += [_titled("Examples", _examples(told)), _titled("Exit codes", _exits(told))]
    blocks += [_titled("Environment", _environment(command, told)), _titled("Files", _files(command))]
    blocks.append(_block(wrap("See also: " + ", ".join(told.see), WIDTH, subsequent_indent=INDENT)) if told.see else "")
    return "\n".join(block for block in blocks if block)


def _block(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _titled(title: str, lines: Iterable[str]) -> str:
    text = _block(lines)
    return f"{title}:\n{text}" if text else ""


def _usage(command: Command) -> list[str]:
    musts = [f"{one.names[-1]} {one.value}" for one in command.options if one.required]
    operands = [one.value if one.required else f"[{one.value}]" for one in command.operands]
    below = ["COMMAND"] if command.below else []
    if command.below and len(command.words) == 1:
        below = ["[COMMAND]"]
    return wrap(
        " ".join(("Usage:", command.path, *below, *operands, *musts, "[OPTION ...]")), WIDTH, break_on_hyphens=False
    )


def _lists(command: Command, manual: Manual) -> Iterator[tuple[str, list[str]]]:
    """Commands, arguments and options, each under its title."""
    root = len(command.words) == 1
    groups = manual.groups if root else {"Commands": tuple(one.words[-1] for one in command.below)}
    below = {one.words[-1]: one for one in command.below}
    for title, names in groups.items():
        yield title, [line for name in names if name in below for line in _row(name, below[name].help)]
    yield "Arguments", [line for one in command.operands for line in _row(one.value, _sentence(one))]
    own = [one for one in command.options if not COMMON.intersection(one.names)]
    yield ("Options, of the door panel too" if root else "Options"), [line for one in own for line in _option(one)]
    common = [one for one in command.options if COMMON.intersection(one.names)]
    yield "Options of every command", [line for one in common for line in _option(one)]


def _option(option: Option) -> list[str]:
    return _row(f"{', '.join(option.names)} {option.value}".strip(), _sentence(option))


def _sentence(option: Option) -> str:
    must = " (required)" if option.required and option.names else ""
    return f"{option.help}{must}"


def _row(name: str, says: str) -> list[str]:
    """A name and what it is, beside each other, or below where the name is long."""
    lines = wrap(says, WIDTH - COLUMN) or [""]
    head = f"{INDENT}{name}"
    if len(head) >= COLUMN:
        return [head, *(" " * COLUMN + line for line in lines)]
    return [(head.ljust(COLUMN) + lines[0]).rstrip(), *(" " * COLUMN + line for line in lines[1:])]


def _examples(told: Told) -> Iterator[str]:
    for line, says in told.examples:
        yield from _typed(line)
        yield from wrap(says, WIDTH, initial_indent=INDENT * 4, subsequent_indent=INDENT * 4)


def _typed(line: str) -> Iterator[str]:
    """A line to type; one that is too long goes on below, as a shell takes it."""
    parts = wrap(line, WIDTH - 8, break_on_hyphens=False, break_long_words=False)
    for number, part in enumerate(parts, start=1):
        more = " \\" if number < len(parts) else ""
        yield f"{INDENT if number == 1 else INDENT * 3}{part}{more}"


def _exits(told: Told) -> Iterator[str]:
    for code, says in told.exits:
        yield from wrap(says, WIDTH, initial_indent=f"{INDENT}{code}  ", subsequent_indent=INDENT + "   ")


def _environment(command: Command, told: Told) -> Iterator[str]:
    if len(command.words) == 1:
        for name, says in ENVIRONMENT:
            yield from _row(name, says)
    elif told.variables:
        named = ", ".join(told.variables) + " (`kiosk --help` says what each is for)"
        yield from wrap(named, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)


def _files(command: Command) -> Iterator[str]:
    if len(command.words) == 1:
        for name, says in FILES:
            yield from (
                f"{INDENT}{name}",
                *wrap(says, WIDTH, initial_indent=" " * COLUMN, subsequent_indent=" " * COLUMN),
            )
