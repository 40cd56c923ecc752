"""What stands in the middle of a sentence is there too: commands with their options, keys of the config, files."""

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from kiosk.arguments.parser import parser
from kiosk.config import Config
from kiosk.usage.tree import Command, tree_of
from tests.docs.pages import ROOT, blocks, pages

_SPAN = re.compile(r"`([^`\n]+)`")
_KEY = re.compile(r"`\[(\w+)\] (\w+)")
_WINDOWS_FILE = re.compile(r"packaging\\[\w.\\]+")
_COMMANDS = {one.words: one for one in tree_of(parser()).all()}


def commands() -> Iterator[tuple[str, str]]:
    for page in pages():
        for span in _SPAN.findall(page.read_text(encoding="utf-8")):
            if re.match(r"kiosk [\w-]", span):
                yield page.name, span


def named(span: str) -> tuple[Command, list[str]]:
    """The command that a span begins with, and the options that it names."""
    words = span.replace("[", " ").replace("]", " ").replace("|", " ").replace("│", " ").replace("\\", " ").split()
    command = _COMMANDS[("kiosk",)]
    for length in range(2, len(words) + 1):
        if (found := _COMMANDS.get(tuple(words[:length]))) is None:
            break
        command = found
    return command, [word for word in words if word.startswith("--")]


@pytest.mark.parametrize(("page", "span"), sorted(set(commands())))
def test_a_command_in_a_sentence_is_one(page: str, span: str) -> None:
    command, options = named(span)
    below = {name for one in command.all() for option in one.options for name in option.names}
    assert command.words[1:] or options or "COMMAND" in span, page
    assert set(options) <= below, page


def test_a_key_in_a_sentence_is_one() -> None:
    found = [(page.name, *key) for page in pages() for key in _KEY.findall(page.read_text(encoding="utf-8"))]
    assert len(found) > 50
    for page, section, key in found:
        assert key in {one.name for one in fields(getattr(Config(), section))}, (page, section)


def test_a_file_that_a_page_for_windows_names_is_there() -> None:
    named_there = [name for block in blocks("bat") for name in _WINDOWS_FILE.findall(block.text)]
    assert named_there
    assert not [name for name in named_there if not ROOT.joinpath(*name.split("\\")).exists()]
