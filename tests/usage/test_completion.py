"""Completion as the shells themselves answer it, and that it forgets no command and no option."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.arguments.parser import COMMANDS, FACES, SHELLS, parser
from kiosk.cli import run
from kiosk.commands import completion
from kiosk.config import THEMES
from kiosk.usage.tree import tree_of

BASH = """
source "$1"; shift
compopt() { :; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_kiosk
printf '%s\\n' "${COMPREPLY[@]}"
"""
# What the completion system brings is what it calls: here it prints what it was given.
ZSH = """
compdef() { : }
_describe() { local one; for one in "${(@P)3}"; do print -r -- "${one%%:*}"; done }
compadd() { print -rl -- "${@:2}" }
_files() { print -r -- FILES }
_message() { : }
source "$1"; shift
words=("$@"); CURRENT=$#
_kiosk
"""
FISH = 'source $argv[1]; complete -C (string join " " -- $argv[2..-1])'


def found(shell: str, folder: Path, *words: str) -> set[str]:
    """What the shell offers in place of the last word, by the script that the program prints."""
    script = folder / f"kiosk.{shell}"
    script.write_text(completion.SHELLS[shell](tree_of(parser())), encoding="utf-8")
    call = {"bash": [BASH, "bash"], "zsh": [ZSH, "zsh"], "fish": [FISH]}[shell]
    flags = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    command = [shell, *flags, "-c", *call, str(script), "kiosk", *words]
    home = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=home, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return {line.partition("\t")[0] for line in done.stdout.splitlines() if line.startswith(words[-1])}


@pytest.fixture(
    params=[
        pytest.param(name, marks=pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not installed"))
        for name in SHELLS
    ]
)
def shell(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_command_is_offered(shell: str, tmp_path: Path) -> None:
    assert found(shell, tmp_path, "") >= set(COMMANDS)
    assert found(shell, tmp_path, "che") == {"check-in"}


def test_a_command_has_those_below_it_and_not_those_of_others(shell: str, tmp_path: Path) -> None:
    assert {"run", "panels", "preview", "status"} <= found(shell, tmp_path, "tags", "")
    assert "panels" not in found(shell, tmp_path, "")
    assert found(shell, tmp_path, "tags", "preview", "--r") == {"--raw"}


def test_a_choice_is_offered_where_it_is_to_be_made(shell: str, tmp_path: Path) -> None:
    assert found(shell, tmp_path, "lobby", "--theme", "bold") == {one for one in THEMES if one.startswith("bold")}
    assert found(shell, tmp_path, "screenshot", "l") == {"lobby"} <= set(FACES)
    assert found(shell, tmp_path, "completion", "z") == {"zsh"}


def test_an_option_before_the_command_is_no_command(shell: str, tmp_path: Path) -> None:
    assert found(shell, tmp_path, "--debug", "tags", "pre") == {"preview"}


def test_without_a_command_there_are_the_panels_options(shell: str, tmp_path: Path) -> None:
    assert {"--windowed", "--config"} <= found(shell, tmp_path, "--")


def test_nothing_is_made_up_for_a_word_of_ones_own(shell: str, tmp_path: Path) -> None:
    assert found(shell, tmp_path, "panel", "--room", "") <= {""}


def test_files_are_offered_where_a_file_is_meant(shell: str, tmp_path: Path) -> None:
    (tmp_path / "FILES").touch()
    assert found(shell, tmp_path, "panel", "--config", "FIL") == {"FILES"}
    assert found(shell, tmp_path, "setup", "import", "FIL") == {"FILES"}


@pytest.mark.parametrize("name", SHELLS)
def test_the_command_prints_a_script_with_every_option_in_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", name]) == 0
    printed = capsys.readouterr().out
    for command in tree_of(parser()).all():
        for option in command.options:
            long = option.names[-1].removeprefix("--") if name == "fish" else option.names[-1]
            assert long in printed, f"{command.path} {long}"
