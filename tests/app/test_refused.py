"""The real faces with a config that is refused: a calm page on a wall, a sentence where somebody typed the command."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.manager import Manager
from tests.app.programs import config_file, kiosk, started

pytestmark = pytest.mark.slow
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    with Manager(tmp_path, watchdog=0.9) as one:
        yield one


@pytest.mark.parametrize("face", ["panel", "lobby", "reception"])
def test_a_wall_shows_a_page_that_lives_until_the_config_is_mended(
    home: Path, tmp_path: Path, manager: Manager, face: str
) -> None:
    config = tmp_path / "wall.toml"
    config.write_text('[panel]\nlanguage = "de"\nthemme = "dark"\n')
    says = "STATUS=The config is refused: wall.toml: [panel] themme: expected theme, the nearest known one."
    with started(face, "--config", str(config), home=home, **OFFSCREEN, **manager.environment) as one:
        assert manager.hears() == ["READY=1", says]
        assert manager.hears_until("WATCHDOG=1")
        config.write_text('[panel]\nlanguage = "de"\ntheme = "dark"\n')
        assert one.wait() == 2
    said = (home / "output.txt").read_text()
    assert said.count("[panel] themme: found an unknown key, expected theme") == 1
    assert "Traceback" not in said


def test_a_token_that_is_missing_is_waited_for_on_the_same_page(home: Path, tmp_path: Path, manager: Manager) -> None:
    """It is missed only once the room is on the screen already."""
    token = tmp_path / "token"
    config = config_file(tmp_path, "https://127.0.0.1:9", more=f'[nexudus]\nrelay_token_file = "{token}"\n')
    config.write_text(config.read_text().replace("[backend]\n", f'[backend]\ntoken_file = "{token}"\n'))
    environment = {**OFFSCREEN, **manager.environment, "KIOSK_TOKEN": ""}
    with started("panel", "--config", str(config), home=home, **environment) as panel:
        manager.hears_until("STATUS=The config is refused: kiosk.toml: [backend] token_file*")
        token.write_text("a-token")
        assert panel.wait() == 2
    assert str(token) in (home / "output.txt").read_text()


def test_a_page_that_is_told_to_end_ends_well(home: Path, tmp_path: Path, manager: Manager) -> None:
    config = tmp_path / "wall.toml"
    config.write_text("[panel")
    with started("panel", "--config", str(config), home=home, **OFFSCREEN, **manager.environment) as panel:
        assert manager.hears_until("STATUS=The config is refused: wall.toml: the file: expected valid TOML.")
        assert manager.hears_until("WATCHDOG=1")
        panel.send_signal(signal.SIGTERM)
        assert "STOPPING=1" in manager.hears_until("STOPPING=1")
        assert panel.wait() == 0


def test_who_typed_the_command_gets_a_sentence_at_once(home: Path, tmp_path: Path) -> None:
    ended = kiosk("panel", "--config", str(tmp_path / "none.toml"), home=home)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "expected a readable TOML file" in ended.stderr
