"""The help of every command as a reader meets it: complete, within 80 columns, its examples understood."""

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.arguments.parser import FACES, parser
from kiosk.cli import run
from kiosk.usage.manual import Manual, Told, manual
from kiosk.usage.page import page
from kiosk.usage.tree import Command, tree_of

ROOT = Path(__file__).resolve().parents[2]
MANUAL = manual()
EVERY = {one.path: one for one in tree_of(parser()).all()}


def helped(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        run(words)
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_manual_tells_of_every_command_and_of_no_other() -> None:
    assert set(MANUAL.commands) == set(EVERY)


def test_each_command_stands_in_one_group_of_the_first_page() -> None:
    grouped = [name for names in MANUAL.groups.values() for name in names]
    assert sorted(grouped) == sorted(path.split()[1] for path in EVERY if path.count(" ") == 1)


@pytest.mark.parametrize("path", EVERY)
def test_help_is_the_page_of_the_command(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = helped(capsys, *path.split()[1:], "--help")
    assert said.startswith(f"Usage: {path} ")
    assert all(len(line) < 80 for line in said.splitlines())
    for option in EVERY[path].options:
        assert all(name in said for name in option.names)
    assert said == helped(capsys, "help", *path.split()[1:])


@pytest.mark.parametrize("path", EVERY)
def test_what_does_something_has_examples_and_exit_codes(path: str) -> None:
    told = MANUAL.of(path)
    assert told.about
    if not EVERY[path].below:
        assert told.examples
        assert told.exits[0] == (0, "done")


@pytest.mark.parametrize(
    ("path", "line"), [(path, line) for path, told in MANUAL.commands.items() for line, _ in told.examples]
)
def test_every_example_is_understood(path: str, line: str) -> None:
    words = shlex.split(line)
    if words[1] == "help" or words[1].startswith("-"):
        assert path == "kiosk"
        return
    parsed = parser().parse_args(words[1:])
    assert path in {"kiosk", " ".join(["kiosk", parsed.command, getattr(parsed, "act", None) or ""]).strip()}


@pytest.mark.parametrize("path", MANUAL.commands)
def test_what_is_to_be_read_next_is_there(path: str) -> None:
    for other in MANUAL.of(path).see:
        assert other in EVERY or (ROOT / other).is_file(), other
    assert all(0 <= code <= 5 for code, _ in MANUAL.of(path).exits)


def actions(here: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every option of the whole command line."""
    for action in here._actions:  # noqa: SLF001 - argparse tells of its arguments in no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            for below in action.choices.values():
                yield from actions(below)
        elif action.option_strings:
            yield action


def shown(default: object) -> str:
    return "x".join(map(str, default)) if isinstance(default, tuple) else str(default)


def test_a_default_is_named() -> None:
    told = [one for one in actions(parser()) if one.default not in (None, "", [], False, argparse.SUPPRESS)]
    assert len(told) > 5
    assert not [one.option_strings for one in told if shown(one.default) not in (one.help or "")]


def test_a_long_line_to_type_goes_on_as_a_shell_takes_it() -> None:
    line = "kiosk x " + " ".join(f"--option-{number} value" for number in range(9))
    told = Manual({"kiosk x": Told(("X.",), ((line, "it"),))}, {})
    said = page(Command(("kiosk", "x"), "", (), ()), told)
    typed = re.sub(r" \\\n +", " ", said.partition("Examples:\n")[2]).splitlines()[0].strip()
    assert typed == line


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pannel"], 'there is no command "kiosk pannel"; did you mean panel?'),
        (["tags", "previw"], 'there is no command "kiosk tags previw"; did you mean preview?'),
        (["panel", "--widowed"], "`kiosk panel` has no option --widowed; did you mean --windowed?"),
        (["--widowed"], "`kiosk panel` has no option --widowed; did you mean --windowed?"),
        (["status", "--jsno"], "`kiosk status` has no option --jsno; did you mean --json?"),
        (["tags", "status", "--jsno"], "`kiosk tags status` has no option --jsno; did you mean --json?"),
        (["status", "1"], '`kiosk status` takes no further word: "1"'),
        (["screenshot", "pannel", "--output", "x.png"], "did you mean panel?"),
        (["book"], "this is missing: ROOM, --minutes"),
        (["--room", "lobby", "--widowed"], "`kiosk panel` has no option --widowed; did you mean --windowed?"),
        (["--debug", "--config", "lobby", "--widowed"], "`kiosk panel` has no option --widowed"),
        (["--demo", "status", "--widowed"], "`kiosk status` has no option --widowed"),
        (["tags"], "this is missing: run|status|preview|panels"),
        (["server", "--port", "huge"], "--port: 'huge' is not a port from 0 to 65535"),
        (["server", "--metrics", "9752"], "--metrics: '9752' is not HOST:PORT such as 0.0.0.0:8765"),
        (["report", "1", "scren"], "did you mean screen?"),
        (["qwertzuiop"], 'there is no command "kiosk qwertzuiop"'),
        (["panel", "--room"], "--room: expected one argument"),
    ],
)
def test_wrong_usage_names_what_is_near_it(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(words)
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert told.out == ""
    assert said in told.err
    assert re.search(r"`kiosk.* --help` says more\n$", told.err)
    assert len(told.err.splitlines()) == 2


@pytest.mark.parametrize("face", FACES)
def test_a_face_s_parser_knows_of_it_what_the_whole_one_knows(face: str) -> None:
    alone = {one.path: one for one in tree_of(parser(face)).all()}
    assert alone.keys() == {"kiosk", f"kiosk {face}"}
    assert alone[f"kiosk {face}"] == EVERY[f"kiosk {face}"]
