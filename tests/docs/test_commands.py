"""What the pages say to type is typed: each command runs, or is at least one that the program understands."""

import asyncio
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.arguments.parser import parser
from tests.docs.pages import ROOT, blocks
from tests.docs.sandbox import HOUSES, sandbox
from tests.docs.scripts import ELSEWHERE, commands, lines, script

PAGES = sorted({block.page for block in blocks("sh")})
RUNNING = [page for page in PAGES if any(line.command and not line.elsewhere for line in lines(page))]
TARGET = re.compile(r"^make ([a-z][a-z-]*)")


@pytest.mark.slow
@pytest.mark.parametrize("page", RUNNING)
async def test_what_a_page_says_to_type_works(page: str, tmp_path: Path) -> None:
    if "curl " in script(page) and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    async with sandbox(page, tmp_path) as machine:
        ended = await asyncio.to_thread(machine.run, script(page))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("page", PAGES)
def test_scripts_are_scripts(page: str) -> None:
    for block in blocks("sh"):
        if block.page == page:
            subprocess.run(["/bin/sh", "-n"], input=block.text, text=True, check=True)


@pytest.mark.parametrize("page", PAGES)
def test_commands_are_understood(page: str) -> None:
    for words in commands(page):
        assert parser().parse_args(words).command == words[0]


def test_a_make_target_that_a_page_names_is_there() -> None:
    targets = re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = {found[1] for page in PAGES for line in lines(page) if (found := TARGET.match(line.command))}
    assert named
    assert named <= set(targets)


def test_files_of_the_checkout_that_a_page_names_are_there() -> None:
    named = {name for page in PAGES for line in lines(page) for name in re.findall(r"packaging/[\w./@-]+", line.text)}
    assert named
    assert not [name for name in named if not (ROOT / name).exists()]


def test_every_reason_not_to_run_a_line_is_needed() -> None:
    assert {line.elsewhere for page in PAGES for line in lines(page)} - {""} == set(ELSEWHERE)


def test_every_house_is_a_pages() -> None:
    assert set(HOUSES) <= set(RUNNING)
