"""What is being done is named on a terminal while it lasts, and leaves nothing behind; in a pipe nothing is."""

import io
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path

import pytest

from kiosk.commands.progress import Progress, during, progress
from tests.app.programs import environment

if sys.platform == "win32":
    pytest.skip("terminals are POSIX", allow_module_level=True)

import pty


class Screen:
    """A terminal's lines as they stand in the end, and all that stood in one on the way."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.seen: list[str] = []

    def feed(self, text: str) -> "Screen":
        line, at = "", 0
        for one in text:
            match one:
                case "\r":
                    at = 0
                    self.seen.append(line.rstrip())
                case "\n":
                    self.lines.append(line.rstrip())
                    line, at = "", 0
                case _:
                    line = line[:at].ljust(at) + one + line[at + 1 :]
                    at += 1
        self.lines.append(line.rstrip())
        return self


def test_the_next_thing_stands_in_place_of_the_one_before() -> None:
    written = io.StringIO()
    say = Progress(written, 80)
    say("Looking through rooms.sqlite")
    say("Done soon")
    screen = Screen().feed(written.getvalue())
    assert screen.lines == ["Done soon …"]
    assert "Looking through rooms.sqlite …" in screen.seen


def test_a_line_that_is_wiped_is_empty_and_wiping_none_writes_nothing() -> None:
    written = io.StringIO()
    say = Progress(written, 80)
    say.wipe()
    assert written.getvalue() == ""
    say("会議室を探しています")
    say.wipe()
    assert Screen().feed(written.getvalue()).lines == [""]


@pytest.mark.parametrize("doing", ["x" * 300, "会" * 300, "one\nand\ttwo\x1b[2J" * 20])
def test_a_line_never_leaves_its_line(doing: str) -> None:
    written = io.StringIO()
    Progress(written, 40)(doing)
    (line,) = Screen().feed(written.getvalue()).lines
    assert len(line) + line.count("会") <= 39
    assert "\x1b" not in line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@contextmanager
def logging_to(stream: io.StringIO) -> Iterator[logging.Logger]:
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    try:
        yield logging.getLogger("kiosk.tests.progress")
    finally:
        logging.getLogger().removeHandler(handler)


def test_what_is_logged_meanwhile_has_a_line_of_its_own() -> None:
    terminal = Terminal()
    with redirect_stderr(terminal), logging_to(terminal) as log, progress() as say:
        say("Asking the server, which takes its time")
        log.warning("slow")
        say("Still asking")
    assert Screen().feed(terminal.getvalue()).lines == ["slow", ""]


def test_a_failure_leaves_no_line_behind() -> None:
    terminal = Terminal()

    async def failing() -> None:
        raise LookupError

    with redirect_stderr(terminal), pytest.raises(LookupError):
        during("Looking", failing())
    screen = Screen().feed(terminal.getvalue())
    assert screen.lines == [""]
    assert "Looking …" in screen.seen


async def done() -> int:
    return 7


@pytest.mark.parametrize(("stream", "quiet"), [(Terminal(), True), (io.StringIO(), False)])
def test_there_is_none_in_a_pipe_or_where_one_document_is_wanted(stream: io.StringIO, *, quiet: bool) -> None:
    with redirect_stderr(stream):
        assert during("Looking", done(), quiet=quiet) == 7
    assert stream.getvalue() == ""


def on_a_terminal(home: Path, *arguments: str) -> tuple[Screen, str]:
    """What a command writes to a terminal as its standard error, and what it prints."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "kiosk", *arguments]
    process = subprocess.Popen(command, env=environment(home), cwd=home, stdout=subprocess.PIPE, stderr=slave)
    os.close(slave)
    told = b""
    try:
        while piece := os.read(master, 4096):
            told += piece
    except OSError:
        pass  # its other end is closed
    finally:
        os.close(master)
    printed, _ = process.communicate()
    assert process.returncode == 0, told
    return Screen().feed(told.decode()), printed.decode()


@pytest.mark.slow
def test_a_command_names_what_it_does_and_wipes_it(tmp_path: Path) -> None:
    screen, printed = on_a_terminal(tmp_path / "home", "rooms", "--demo")
    assert "Asking for the rooms …" in screen.seen
    assert screen.lines == [""]
    assert printed.startswith("id ")
