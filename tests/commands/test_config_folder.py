"""One folder of configs for a whole house: each machine takes its own, over what all share."""

import argparse
import json
import platform
from pathlib import Path

import pytest

from kiosk.cli import run
from kiosk.config.file import ConfigError
from kiosk.config.folder import load_folder, machine_name, over
from kiosk.settings import settle

COMMON = """
[backend]
kind = "offision"
url = "https://rooms.example.com"
[panel]
theme = "calm-dark"
language = "de"
[policy]
soon_minutes = 5
[rooms."1"]
open_hours = "mon-fri 08:00-18:00"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "common.toml").write_text(COMMON)
    for number in range(1, 41):
        (tmp_path / f"door-{number:02}.toml").write_text(f'[panel]\nroom = "{number}"\n')
    (tmp_path / "door-07.toml").write_text(
        '[panel]\nroom = "7"\nlanguage = "ja"\n[rooms."7"]\ntime_zone = "Asia/Tokyo"\n'
    )
    return tmp_path


def settled(folder: Path, **environment: str) -> tuple[str, str, str]:
    found = settle(argparse.Namespace(config=folder, demo=False), environment)
    assert found.managed
    return found.config.panel.room, found.config.panel.language, found.file


def test_forty_doors_take_their_rooms_from_one_folder(folder: Path) -> None:
    rooms = {settled(folder, KIOSK_NAME=f"door-{number:02}")[0] for number in range(1, 41)}
    assert rooms == {str(number) for number in range(1, 41)}


def test_what_is_its_own_counts_and_the_rest_is_shared(folder: Path) -> None:
    config, own = load_folder(folder, "door-07")
    assert (config.panel.language, config.panel.theme) == ("ja", "calm-dark")
    assert config.backend.url == "https://rooms.example.com"
    assert set(config.rooms) == {"1", "7"}
    assert own == folder / "door-07.toml"


def test_the_folder_may_be_named_by_the_environment_and_the_machine_by_itself(folder: Path) -> None:
    here = platform.node().partition(".")[0]
    (folder / f"{here}.toml").write_text('[panel]\nroom = "here"\n')
    assert machine_name({}) == here
    found = settle(argparse.Namespace(config=None, demo=False), {"KIOSK_CONFIG": str(folder)})
    assert (found.config.panel.room, found.file) == ("here", str(folder / f"{here}.toml"))


def test_nothing_need_be_shared(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('[panel]\nroom = "9"\n')
    assert load_folder(tmp_path, "one")[0].panel.room == "9"


@pytest.mark.parametrize("name", ["door-99", "common", "../door-07", ""])
def test_a_machine_without_a_file_shows_no_other_ones_room(folder: Path, name: str) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "common.toml").write_text(COMMON)
    with pytest.raises(ConfigError, match=r"the folder: found no .*\.toml, expected one named after this machine"):
        load_folder(inner, name)


@pytest.mark.parametrize("place", ["common.toml", "door-03.toml"])
def test_a_mistake_names_both_files_and_the_key(folder: Path, place: str) -> None:
    (folder / place).write_text("[sync]\npoll_secnds = 3\n")
    with pytest.raises(ConfigError, match=r"door-03\.toml and common\.toml: \[sync\] poll_secnds"):
        load_folder(folder, "door-03")


def test_a_file_that_is_no_toml_is_named_alone(folder: Path) -> None:
    (folder / "common.toml").write_text("[sync\n")
    with pytest.raises(ConfigError, match=r"common\.toml: the file: found a mistake in its TOML"):
        load_folder(folder, "door-03")


def test_tables_are_joined_and_lists_replaced() -> None:
    below = {"a": {"x": 1, "y": [1, 2]}, "b": 1}
    assert over(below, {"a": {"y": [3], "z": {}}, "b": {"c": 2}}) == {"a": {"x": 1, "y": [3], "z": {}}, "b": {"c": 2}}
    assert below == {"a": {"x": 1, "y": [1, 2]}, "b": 1}


def test_doctor_tells_a_machine_without_a_file_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_NAME", "door-99")
    assert run(["doctor", "--json", "--config", str(folder)]) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["healthy"] is False
    assert "no door-99.toml" in told["checks"][0]["says"]


@pytest.mark.parametrize("act", [["export"], ["import", "other.toml"]])
def test_a_set_up_is_one_file_and_no_folder(folder: Path, capsys: pytest.CaptureFixture[str], act: list[str]) -> None:
    assert run(["setup", *act, "--config", str(folder)]) == 2
    assert "a set-up is one file" in capsys.readouterr().err
