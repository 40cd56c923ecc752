"""A new panel is set up by touch and begins anew as what it was told to be; its settings stand behind a PIN."""

import tomllib
from pathlib import Path

import pytest

from tests.app.office import noon_zone, office
from tests.app.playing import play
from tests.app.programs import TOKEN

pytestmark = pytest.mark.slow
PIN = ["touch", "4"], ["touch", "7"], ["touch", "1"], ["touch", "1"]


def own_config(home: Path) -> Path:
    """Where a panel that nobody manages has its config."""
    return home / ".config" / "room-kiosk" / "config.toml"


def configured(home: Path, url: str, room: str) -> Path:
    """Such a panel, set up already."""
    path = own_config(home)
    path.parent.mkdir(parents=True)
    path.write_text(
        f'[backend]\nkind = "local"\nurl = "{url}"\n[panel]\nroom = "{room}"\ntime_zone = "{noon_zone()}"\n'
    )
    return path


def test_a_new_panel_is_set_up_by_touch(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        house.room("Atrium")
        library = house.room("Library")
        seen = play(
            home,
            None,
            ["touch", "more"],
            ["touch", "set_up"],
            ["touch", "system:local"],
            ["see", "Where is the server?"],
            ["type", house.url],
            ["touch", "next"],
            ["see", "The panel's token"],
            ["type", TOKEN],
            ["touch", "next"],
            ["touch", f"room:{library}"],
            ["touch", "language:en"],
            ["touch", "look:calm-dark"],
            ["touch", "start"],
            ["restarted"],
            ["home", "free"],
            ["touch", "book"],
            ["see", "Book \u2068Library\u2069"],
            KIOSK_TOKEN="",
        )
    assert seen[-1]["title"]
    config = own_config(home).read_text()
    written = tomllib.loads(config)
    assert written["panel"]["room"] == library
    assert (written["panel"]["theme"], written["backend"]["url"]) == ("calm-dark", house.url)
    assert TOKEN not in config


def test_a_long_press_on_the_clock_leads_to_the_settings_behind_a_pin(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        config = configured(home, house.url, house.room("Atrium"))
        play(
            home,
            None,
            ["home", "free"],
            ["hold"],
            ["see", "Choose a PIN"],
            *PIN,
            ["touch", "next"],
            ["see", "Once more"],
            *PIN,
            ["touch", "next"],
            ["see", "Settings"],
            ["touch", "language"],
            ["touch", "set:de"],
            ["restarted"],
            ["home", "free"],
            ["touch", "more"],
            ["touch", "settings"],
            ["see", "Einstellungen"],
            *PIN,
            ["touch", "next"],
            ["touch", "Weiter nach unten"],
            ["touch", "export"],
            ["code"],
        )
    assert tomllib.loads(config.read_text())["panel"]["language"] == "de"


def test_a_wrong_pin_opens_nothing(home: Path, tmp_path: Path) -> None:
    with office(tmp_path / "server") as house:
        configured(home, house.url, house.room("Atrium"))
        opened = (["hold"], *PIN, ["touch", "next"], ["see", "Once more"], *PIN, ["touch", "next"], ["see", "Settings"])
        seen = play(
            home,
            None,
            ["home", "free"],
            *opened,
            ["touch", "Close"],
            ["gone"],
            ["hold"],
            ["touch", "9"],
            ["touch", "9"],
            ["touch", "1"],
            ["touch", "2"],
            ["touch", "next"],
            ["noted"],
        )
    assert seen[-1]["title"] == "Settings"
    assert seen[-1]["note"]
