"""A config that is refused: what a public screen may say of it, and whose change may mend it."""

from pathlib import Path

import pytest

from kiosk.config.file import ConfigError, parse
from kiosk.supervision.refusal import Watched, concerned, language_in, shown
from kiosk.supervision.starts import Record, Starts

FILE = "/etc/room-kiosk/config.toml"


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"backend": {"kind": "https://ann:pass@secret.example"}}, "config.toml: [backend] kind: expected "),
        ({"panel": {"language": 3}}, "config.toml: [panel] language: expected text"),
        ({"panel": {"rooom": "Private name"}}, "config.toml: [panel] rooom: expected room, the nearest known one"),
        ({"backend": {"kind": "offision"}}, "config.toml: [backend] url: expected the address of your Offision server"),
    ],
    ids=["a password", "a kind", "a key", "nothing"],
)
def test_the_place_and_what_was_expected_are_said_and_never_what_was_found(table: dict[str, object], says: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse(table, FILE)
    assert shown(refused.value).startswith(says)
    for private in ("secret", "pass@", "ann", "Private name", "/etc"):
        assert private not in shown(refused.value)


def test_a_place_on_the_disk_that_was_expected_is_not_shown() -> None:
    failure = ConfigError(FILE, "[backend] token_file", "/srv/ann/token", "chmod 600 /srv/ann/token")
    assert shown(failure) == "config.toml: [backend] token_file"


def test_the_config_and_the_files_that_it_names_are_watched(tmp_path: Path) -> None:
    config, token = tmp_path / "config.toml", tmp_path / "token"
    config.write_text(f'[panel]\nlanguage = "de"\n[backend]\ntoken_file = "{token}"\n')
    files = concerned(ConfigError(str(config), "[backend] token_file", "nothing", "a token"), (tmp_path / "else.toml",))
    assert files == (config, tmp_path / "else.toml", token)
    assert language_in(files) == "de"


@pytest.mark.parametrize("text", ["[panel", "\x00", "", "panel = 3", "[panel]\nlanguage = 3"])
def test_of_a_config_that_cannot_be_read_nothing_is_known(tmp_path: Path, text: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(text)
    assert concerned(ConfigError(str(config), "the file", "a mistake", "valid TOML"), ()) == (config,)
    assert language_in((config, tmp_path / "none.toml")) == ""


def test_a_file_that_is_written_made_closed_to_others_or_taken_away_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "token"
    watched = Watched((file,))
    assert not watched.changed()
    file.write_text("a")
    assert watched.changed()
    for change in (lambda: file.write_text("bc"), lambda: file.chmod(0o600), file.unlink):
        watched = Watched((file,))
        assert not watched.changed()
        change()
        assert watched.changed()


def test_a_start_that_was_refused_is_none_that_went_wrong_and_keeps_the_rooms_name(tmp_path: Path) -> None:
    path = tmp_path / "starts.json"
    Starts(path).well("Studio")
    for _ in range(5):
        Starts(path).begin()
        refused = Starts(path)
        refused.refused()
        assert refused.record == Record(0, "ended", "Studio")
