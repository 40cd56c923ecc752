"""`kiosk setup` and `kiosk pin` at the desk: nothing secret leaves, and what is written is a config."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli import run
from kiosk.config.file import load
from kiosk.private.secret import read_token
from kiosk.setup.pin import PinFiles
from kiosk.setup.pin_hash import parse
from tests.app.programs import environment

TOKEN = "canary-7f3a9c"
CONFIG = """\
[backend]
kind = "offision"
url = "https://rooms.example.com"
token_file = "{token}"
[panel]
room = "7"
theme = "calm-dark"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("KIOSK_DATA_DIR", str(tmp_path / "state"))
    for name in ("KIOSK_CONFIG", "KIOSK_TOKEN", "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def config(home: Path) -> Path:
    token = home / "token"
    token.write_text(TOKEN)
    token.chmod(0o600)
    path = home / "old.toml"
    path.write_text(CONFIG.format(token=token))
    return path


def typed(home: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    """`kiosk pin set` with this on its standard input."""
    command = [sys.executable, "-m", "kiosk", "pin", "set", *options]
    own = environment(home, XDG_CONFIG_HOME=str(home / "config"), KIOSK_DATA_DIR=str(home / "state"))
    return subprocess.run(command, cwd=home, env=own, input=text, capture_output=True, text=True, check=False)


def test_an_export_is_a_config_without_the_token(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["setup", "export", "--config", str(config)]) == 0

    told = capsys.readouterr()
    assert 'room = "7"' in told.out
    assert TOKEN not in told.out + told.err
    assert "token" not in told.out


def test_a_set_up_goes_from_one_panel_to_another(config: Path, home: Path) -> None:
    file, token = home / "setup.toml", home / "new-token"
    token.write_text("another-token\n")
    token.chmod(0o600)
    assert run(["setup", "export", "--config", str(config), "--output", str(file)]) == 0
    assert run(["setup", "import", str(file), "--token-file", str(token)]) == 0

    made = load(home / "config" / "room-kiosk" / "config.toml")
    assert (made.panel.room, made.panel.theme) == ("7", "calm-dark")
    assert read_token(made.backend, {}, "") == "another-token"


def test_an_import_says_when_the_token_is_missing(config: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "setup.toml"
    run(["setup", "export", "--config", str(config), "--output", str(file)])

    assert run(["setup", "import", str(file)]) == 0
    assert "[backend] token_file" in capsys.readouterr().err


def test_an_import_into_a_named_config_keeps_its_comments_and_its_token(config: Path, home: Path) -> None:
    config.write_text("# by hand\n" + config.read_text())
    file = home / "setup.toml"
    file.write_text('[panel]\nroom = "8"\n')
    assert run(["setup", "import", str(file), "--config", str(config)]) == 0

    assert config.read_text().startswith("# by hand\n")
    assert load(config).panel.room == "8"
    assert read_token(load(config).backend, {}, "") == TOKEN


@pytest.mark.parametrize("content", ["[panel", "[panel]\nroom = 7\n", None])
def test_a_file_that_is_no_set_up_is_refused(home: Path, content: str | None) -> None:
    file = home / "setup.toml"
    if content is not None:
        file.write_text(content)

    assert run(["setup", "import", str(file)]) == 2
    assert not (home / "config").exists()


@pytest.mark.usefixtures("home")
def test_a_demo_has_nothing_to_export(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["setup", "export"]) == 2
    assert "no config file" in capsys.readouterr().err


def test_a_pin_is_set_and_cleared(home: Path) -> None:
    assert typed(home, "4711\n").returncode == 0
    kept = PinFiles(home / "state").pin()
    assert kept is not None
    assert kept.matches("4711")

    assert run(["pin", "clear"]) == 0
    assert PinFiles(home / "state").pin() is None


def test_a_set_pin_ends_the_pause_of_the_one_before(home: Path) -> None:
    files = PinFiles(home / "state")
    files.keep_tries(9)
    typed(home, "4711\n")

    assert files.tries() == 0


def test_a_pin_can_be_printed_for_the_config(home: Path) -> None:
    made = parse(typed(home, "4711\n", "--print").stdout)

    assert made is not None
    assert made.matches("4711")
    assert not (home / "state" / "pin").exists()


@pytest.mark.parametrize("text", ["", "12\n", "1111\n", "four\n"])
def test_what_is_no_pin_is_refused(home: Path, text: str) -> None:
    done = typed(home, text)

    assert done.returncode == 2
    assert "digits" in done.stderr
