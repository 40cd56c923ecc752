"""What standard error gets where it is the service manager's journal, and where it is not."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.monitoring.journal import formatter, lines, to_journal
from tests.app.programs import environment


def journal_of(path: Path) -> dict[str, str]:
    """The environment of a service whose standard error is this file."""
    found = path.stat()
    return {"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"}


@pytest.mark.parametrize(
    ("level", "mark"),
    [(logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6), (logging.DEBUG, 7)],
)
def test_each_line_of_a_record_begins_with_its_level(tmp_path: Path, level: int, mark: int) -> None:
    file = tmp_path / "journal"
    with file.open("w") as stream:
        written = formatter(journal_of(file), stream.fileno())
        record = logging.LogRecord("kiosk", level, "", 0, "One %s.\nAnd more.", ("thing",), None)
        assert written.format(record) == f"<{mark}>One thing.\n<{mark}>And more."
        assert lines("Wrong.\n  Do this.", journal_of(file), level, stream.fileno()) == (
            f"<{mark}>Wrong.\n<{mark}>  Do this.\n"
        )


def test_a_traceback_has_the_level_of_its_record(tmp_path: Path) -> None:
    file, failure = tmp_path / "journal", LookupError("gone")
    with file.open("w") as stream:
        record = logging.LogRecord("kiosk", logging.ERROR, "", 0, "Odd.", (), (type(failure), failure, None))
        text = formatter(journal_of(file), stream.fileno()).format(record)
    assert text.splitlines() == ["<3>Odd.", "<3>LookupError: gone"]


def test_a_stream_that_was_led_elsewhere_is_read_by_people(tmp_path: Path) -> None:
    journal, other = tmp_path / "journal", tmp_path / "other"
    journal.touch()
    with other.open("w") as stream:
        assert not to_journal(journal_of(journal), stream.fileno())
        assert lines("Wrong.", journal_of(journal), descriptor=stream.fileno()) == "kiosk: Wrong.\n"
        record = logging.LogRecord("kiosk", logging.ERROR, "", 0, "Odd.", (), None)
        assert formatter({}, stream.fileno()).format(record) == "kiosk: Odd."


def test_a_closed_descriptor_is_no_journal(tmp_path: Path) -> None:
    with (tmp_path / "journal").open("w") as stream:
        descriptor = os.dup(stream.fileno())
    os.close(descriptor)
    assert not to_journal(journal_of(tmp_path / "journal"), descriptor)


@pytest.mark.parametrize("journal", [True, False])
def test_the_program_says_what_keeps_it_from_starting_as_an_error(tmp_path: Path, *, journal: bool) -> None:
    file, missing = tmp_path / "journal", tmp_path / "missing.toml"
    with file.open("w") as stream:
        more = journal_of(file) if journal else {}
        command = [sys.executable, "-m", "kiosk", "rooms", "--config", str(missing)]
        ended = subprocess.run(command, env=environment(tmp_path) | more, stderr=stream, check=False)
    said = file.read_text()
    assert ended.returncode == 2
    assert said.startswith(f"{'<3>' if journal else 'kiosk: '}{missing}: the file: found ")
    assert said.count("\n") == 1


def test_the_journal_hears_that_all_is_well_again_and_a_terminal_does_not(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    script = "import logging, kiosk.cli; kiosk.cli.run(['pin', 'clear']); logging.getLogger('{}').info('Well again.')"
    for more, name in ((True, "kiosk.sync"), (True, "httpx"), (False, "kiosk.sync")):
        with file.open("a") as stream:
            given = environment(tmp_path) | (journal_of(file) if more else {})
            subprocess.run([sys.executable, "-c", script.format(name)], env=given, stderr=stream, check=True)
    assert file.read_text() == "<6>Well again.\n"
