"""The manual page: every command and option is in it, and a formatter has nothing to say against it."""

import re
import shutil
import subprocess

import pytest

from kiosk.arguments.parser import COMMANDS, parser
from kiosk.usage.man import man
from kiosk.usage.manual import manual
from kiosk.usage.tree import tree_of

PAGE = man(tree_of(parser()), manual())
GROFF = shutil.which("groff")


def test_every_command_and_every_option_is_described() -> None:
    heads = {line.split()[1] for line in re.findall(r"^\.SS\n(.*)$", PAGE, re.MULTILINE)}
    assert heads == {one.replace("-", "\\-") for one in COMMANDS}
    for command in tree_of(parser()).all():
        for name in (name for option in command.options for name in option.names):
            assert name.replace("-", "\\-") in PAGE


def test_each_sentence_is_one() -> None:
    for said in re.findall(r"^\.TP\n.*\n(.*)$", PAGE.partition(".SH EXIT")[0], re.MULTILINE):
        assert said[:1] == said[:1].upper()
        assert said.endswith(".")


@pytest.mark.skipif(GROFF is None, reason="groff is not installed (apt-get install groff-base)")
def test_a_formatter_finds_no_fault() -> None:
    command = [str(GROFF), "-man", "-Tutf8", "-ww", "-P-c"]
    done = subprocess.run(command, input=PAGE, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    told = re.sub(r".\x08", "", done.stdout)
    assert "kiosk screenshot panel|lobby|reception" in told
    assert "--output F.png" in told
    assert "KIOSK_NAME" in told
