"""A config that the program changes keeps what people wrote, and is old or new but never half."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config.file import ConfigError, load
from kiosk.private.secret import read_token
from kiosk.setup.draft import TOKEN_FILE, Changes, Draft, changes_of
from kiosk.setup.files import write_whole
from kiosk.setup.writing import changed, keep
from tests.setup.panels import config_at, device_at

WRITTEN_BY_HAND = """\
# Third floor, east.  Ask Grace before you change anything.

[backend]   # our own server
kind   = "offision"
url = 'https://old.example'   # till May
token_file = "/etc/kiosk/token"

[offision.paths]
"room_status.get" = "/api/external/status"

[panel]
room = "7"
theme    =    "calm-dark"

[[tags.tag]]
id = "0000021B"
"""
CHANGES: Changes = {("backend", "url"): "https://new.example", ("panel", "language"): "de"}


class NoSpace:
    """Writes until `left` files are written, then the disk is full."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self, path: Path, text: str, mode: int) -> None:
        if self.left == 0:
            raise OSError(28, "No space left on device")
        self.left -= 1
        write_whole(path, text, mode)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "room-kiosk" / "config.toml"


def by_hand(config: Path) -> Path:
    config.parent.mkdir()
    config.write_text(WRITTEN_BY_HAND)
    return config


def test_everything_that_is_not_changed_stays_to_the_letter(config: Path) -> None:
    keep(by_hand(config), CHANGES)

    expected = WRITTEN_BY_HAND.replace("'https://old.example'", '"https://new.example"')
    expected = expected.replace('"calm-dark"\n', '"calm-dark"\nlanguage = "de"\n')
    assert config.read_text() == expected


def test_a_first_config_is_made_with_its_folder(config: Path) -> None:
    draft = Draft(kind="offision", url="https://rooms.example.com", secret="canary", room="7", language="de")
    kept = keep(config, changes_of(draft), draft.secret, TOKEN_FILE)

    assert (kept.backend.url, kept.panel.room, kept.panel.language) == ("https://rooms.example.com", "7", "de")
    assert load(config) == kept
    assert read_token(kept.backend, {}, "") == "canary"
    assert "canary" not in config.read_text()


def test_the_token_is_for_this_user_alone(config: Path) -> None:
    kept = keep(config, CHANGES, "canary", TOKEN_FILE)

    assert Path(kept.backend.token_file).stat().st_mode & 0o777 == 0o600
    assert config.parent.stat().st_mode & 0o777 == 0o700


def test_the_token_before_is_removed_only_when_it_is_ours(config: Path) -> None:
    theirs = by_hand(config).with_name("token")
    theirs.write_text("by hand")
    first = Path(keep(config, CHANGES, "one", TOKEN_FILE).backend.token_file)
    second = Path(keep(config, CHANGES, "two", TOKEN_FILE).backend.token_file)

    assert theirs.exists()
    assert not first.exists()
    assert second.read_text() == "two\n"


def test_a_token_that_is_typed_takes_the_place_of_an_entry_of_the_keyring(config: Path) -> None:
    config.parent.mkdir(parents=True)
    config.write_text('[backend]\ntoken_keyring = "door"  # of the desk\n[nexudus]\npassword_keyring = "account"\n')
    kept = keep(config, CHANGES, "canary", TOKEN_FILE)

    assert (kept.backend.token_keyring, kept.nexudus.password_keyring) == ("", "account")
    assert read_token(load(config).backend, {}, "") == "canary"


@pytest.mark.parametrize(("url", "left"), [("https://a.example", "door"), ("https://b.example", "")])
async def test_a_set_up_for_another_server_lets_the_entry_go(tmp_path: Path, url: str, left: str) -> None:
    entry = '[backend]\nkind = "offision"\nurl = "https://a.example"\ntoken_keyring = "door"\n[panel]\nroom = "7"\n'
    device = device_at(tmp_path, config=entry)

    assert await device.set_up(Draft(kind="offision", url=url, room="7"), {}) is None
    assert load(config_at(tmp_path)).backend.token_keyring == left


def test_what_would_be_no_config_changes_nothing(config: Path) -> None:
    before = by_hand(config).read_text()
    with pytest.raises(ConfigError, match=r"\[panel\] theme"):
        keep(config, {("panel", "theme"): "pink"}, "canary", TOKEN_FILE)

    assert config.read_text() == before
    assert list(config.parent.iterdir()) == [config]


@pytest.mark.parametrize("left", [0, 1])
def test_a_full_disk_leaves_what_was_there(config: Path, left: int) -> None:
    before = by_hand(config).read_text()
    with pytest.raises(OSError, match="No space"):
        keep(config, CHANGES, "canary", TOKEN_FILE, NoSpace(left))

    assert config.read_text() == before
    assert list(config.parent.iterdir()) == [config]


def test_a_secret_left_by_a_power_cut_is_swept_away_later(config: Path) -> None:
    orphan, half = by_hand(config).with_name("token-0123abcd"), config.with_name(".token-0123abcd.89abcdef")
    orphan.write_text("canary")
    half.write_text("can")
    keep(config, CHANGES)

    assert not orphan.exists()
    assert not half.exists()


def test_a_link_to_the_config_stays_a_link(config: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(WRITTEN_BY_HAND)
    config.parent.mkdir()
    config.symlink_to(real)
    keep(config, CHANGES)

    assert config.is_symlink()
    assert load(real).backend.url == "https://new.example"


def test_a_key_can_be_taken_out(config: Path) -> None:
    kept = keep(by_hand(config), {TOKEN_FILE: None, ("nexudus", "password_file"): None})

    assert kept.backend.token_file == ""
    assert "nexudus" not in config.read_text()


@pytest.mark.parametrize(
    "text",
    [
        "panel.room = '7'\n",
        'panel = { room = "7" }\n',
        '[panel]\nroom = "7"\n[sync]\npoll_seconds = 5\n[panel.nothing]\n',
        '[rooms."7"]\ntime_zone = "UTC"\n',
        '[rooms.7]\ntime_zone = "UTC"\n[panel]\nroom="7"',
    ],
)
def test_other_ways_to_write_a_table_are_changed_too(text: str) -> None:
    assert tomllib.loads(changed(text, {("panel", "room"): "8"}, "f"))["panel"]["room"] == "8"


@pytest.mark.parametrize("text", ["panel = 3\n", "[[panel]]\nroom = '7'\n"])
def test_a_form_that_cannot_be_changed_is_said_and_not_guessed(text: str) -> None:
    with pytest.raises(ConfigError, match="cannot change"):
        changed(text, {("panel", "room"): "8"}, "f")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(TEXTS, TEXTS)
def test_any_text_comes_back_as_it_was_written(room: str, url: str) -> None:
    text = changed(WRITTEN_BY_HAND, {("panel", "room"): room, ("backend", "url"): url}, "f")

    table = tomllib.loads(text)
    assert (table["panel"]["room"], table["backend"]["url"]) == (room, url)
    assert "# Third floor, east.  Ask Grace" in text


def test_a_file_keeps_its_mode(config: Path) -> None:
    by_hand(config).chmod(0o600)
    keep(config, CHANGES)

    assert config.stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_beside_the_config(config: Path) -> None:
    keep(by_hand(config), CHANGES)

    assert list(config.parent.iterdir()) == [config]
