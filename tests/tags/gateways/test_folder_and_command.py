"""Signs as files of a folder, and handed to a program."""

import json
import os
import sys
from pathlib import Path

import pytest

from kiosk.backends.errors import BackendError, NoAnswer, Rejected, ServerTrouble, TimedOut, Unreachable
from kiosk.clock import Clock
from kiosk.tags.gateways.command import Command
from kiosk.tags.gateways.folder import Folder
from kiosk.tags.picture import Palette
from tests.tags.codecs.unpacking import nearest
from tests.tags.gateways.signs import sign

KEEPS = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read()); print(sys.argv)"


async def test_a_folder_gets_the_picture_and_its_card_and_nothing_else(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "new" / "signs", Clock())
    pushed = sign("00:1A", palette=Palette.BWRY, rotation=270)
    await folder.push(sign("00:1A", "older"))
    assert (await folder.push(pushed)).shown
    files = {file.name: file.read_bytes() for file in (tmp_path / "new" / "signs").iterdir()}
    assert files.keys() == {"00-1A.png", "00-1A.json"}
    assert nearest(files["00-1A.png"], Palette.BWRY) == pushed.mounted
    assert json.loads(files["00-1A.json"])["face"] == "a1"
    assert [(report.tag, report.shown) for report in await folder.look()] == [("00:1A", "a1")]


@pytest.mark.parametrize("tag", ["../door", "a/b", "", ".hidden", "a\\b", "x" * 101, "a\nb"])
async def test_a_tag_never_leads_out_of_its_folder(tmp_path: Path, tag: str) -> None:
    with pytest.raises(Rejected):
        await Folder(tmp_path / "signs", Clock()).push(sign(tag))
    assert not names_in(tmp_path)


async def test_a_folder_that_cannot_be_written_is_tried_again_later(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = Folder(tmp_path / "file", Clock())
    with pytest.raises(NoAnswer):
        await folder.push(sign("1"))
    assert await folder.look() == ()


async def test_a_program_reads_the_picture_and_finds_the_rest_in_its_arguments(tmp_path: Path) -> None:
    command = Command([sys.executable, "-c", KEEPS, f"{tmp_path}/{{tag}}-{{face}}-{{width}}.png"], os.environ)
    pushed = sign("t{face}", palette=Palette.BWR, rotation=90)
    assert (await command.push(pushed)).shown
    assert nearest((tmp_path / "t{face}-a1-16.png").read_bytes(), Palette.BWR) == pushed.mounted
    assert [(report.tag, report.shown) for report in await command.look()] == [("t{face}", "a1")]


@pytest.mark.parametrize(
    ("program", "error"),
    [
        (["sh", "-c", "exit 65"], Rejected),
        (["sh", "-c", "exit 1"], ServerTrouble),
        (["sleep", "600"], TimedOut),
        (["/nowhere/at-all"], Unreachable),
    ],
)
async def test_a_program_that_does_not_take_it_has_a_name_for_why(
    program: list[str], error: type[BackendError]
) -> None:
    command = Command(program, os.environ, patience=0.5 if program[0] == "sleep" else 30.0)
    with pytest.raises(error):
        await command.push(sign("1"))
    assert await command.look() == ()


def names_in(path: Path) -> list[str]:
    return [file.name for file in path.iterdir()]
