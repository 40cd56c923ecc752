"""What a new user gets wrong: wrong, empty and huge words, each answered by a sentence and the right exit code."""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from kiosk.cli import run

INVITE = ("visitors", "invite", "--host", "x", "--from", "2026-11-23T09:00", "--to", "2026-11-23T10:00")
LABELS = "expected one of 102x152, "


def ended(words: list[str]) -> int:
    """The exit code, wherever the program ends."""
    try:
        return run(words)
    except SystemExit as end:
        return int(end.code or 0)


@pytest.fixture
def config(tmp_path: Path) -> Iterator[str]:
    """A config whose state is the test's own; the words of a test are read in its folder."""
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "half.json").write_text('{"a": ')
    path = tmp_path / "config.toml"
    path.write_text(f'[panel]\ndata_dir = "{tmp_path / "state"}"\n')
    with chdir(tmp_path):
        yield str(path)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["status", "--at", "0001-01-01T00:00"], 2, "is not in the years 1971 to 2999"),
        (["book", "1", "--minutes", "30", "--start", "9999-12-31T23:59"], 2, "is not in the years 1971 to 2999"),
        (["visit", "ABC", "--at", "9999-12-31"], 2, "is not in the years 1971 to 2999"),
        (["api", "booking.create", "--body", "deep.json"], 2, "deep.json: the body is not JSON (nested too deeply)\n"),
        (["api", "booking.create", "--body", "half.json"], 2, "half.json: the body is not JSON ("),
        (["api", "booking.create", "--body", "gone.json"], 2, "gone.json: the body cannot be read (No such file"),
        (["api", "nosuch"], 2, "`kiosk api --list` shows every operation"),
        (["badge", "--sample", "--output", "b.png", "--label", "tiny"], 2, LABELS),
        (["badge", "", "--output", "b.png"], 5, "There is no visit with this code."),
        ([*INVITE, "--name", " "], 2, "--name must not be empty"),
        ([*INVITE, "--name", "x" * 201], 2, "nor longer than 200 characters"),
        (["screenshot", "panel", "--locale", "tlh", "--output", "x.png"], 2, "'tlh' is no language of this program"),
        (["rooms"], 0, "the server has no rooms yet"),
        (["tags", "preview", "--output", "signs"], 0, "there are no tags"),
        (["screenshot", "panel", "--room", "1", "--output", "x.png", "--sheet", "?"], 5, "`kiosk rooms` lists those"),
    ],
)
def test_it_is_answered_by_a_sentence(
    words: list[str], code: int, said: str, config: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ended([*words, "--config", config]) == code
    told = capfd.readouterr().err
    assert said in told
    assert told.startswith("kiosk: ")
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "words", [["x" * 100_000], ["status", "--" + "x" * 100_000], ["status", "--at", "x" * 100_000]]
)
def test_a_page_that_was_typed_is_not_said_back(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(words) == 2
    told = capsys.readouterr().err
    assert len(told) < 1300
    assert told.endswith(" --help` says more\n")
