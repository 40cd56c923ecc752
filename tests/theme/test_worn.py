"""What a face wears: all of a good file, the right parts of a bad one, and a sentence where somebody reads it."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from kiosk.config import Config, PanelConfig
from kiosk.config.reception import ReceptionConfig
from kiosk.settings import Settings
from kiosk.theme.dress import OURS
from kiosk.theme.trouble import ThemeError
from kiosk.theme.worn import FACES, dressed, theme_file, worn
from tests.theme.fonts import brand
from tests.theme.test_file import ACME


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(ACME.parent, tmp_path / "acme"))


def settings(folder: Path, *named: str, theme: str = "acme.toml", supervised: bool = False) -> Settings:
    config = Config(panel=PanelConfig(theme=theme), reception=ReceptionConfig(theme=theme))
    environment = {"NOTIFY_SOCKET": "/run/none"} if supervised else {}
    return Settings(config, str(folder / "config.toml"), demo=False, environment=environment, named=frozenset(named))


def add(folder: Path, section: str) -> None:
    file = folder / "acme.toml"
    file.write_text(f"{file.read_text()}\n{section}\n")


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "acme.toml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_name_of_the_six_wears_nothing(folder: Path) -> None:
    for face in FACES:
        assert dressed(settings(folder, theme="calm-dark"), face) is None


def test_a_file_is_found_beside_the_config_and_worn_whole(folder: Path) -> None:
    looks = {face: dressed(settings(folder, "config"), face) for face in FACES}
    assert {face: look and look.base for face, look in looks.items()} == {
        "panel": "bold-dark",
        "lobby": "calm-dark",
        "reception": "calm-light",
    }
    panel, reception = looks["panel"], looks["reception"]
    assert panel is not None
    assert reception is not None
    assert panel.whole
    assert panel.colours["occupied"] == "#8E2A5B"
    assert panel.logo == folder / "logo-on-dark.svg"
    assert reception.logo == folder / "logo.svg"
    assert panel.typeface == OURS


def test_letters_are_worn_in_two_families(folder: Path) -> None:
    brand(folder)
    add(folder, '[fonts]\ndisplay = "brand.ttf"')
    look = dressed(settings(folder), "panel")
    assert look is not None
    assert look.typeface == ("Inter", "Brand", (folder / "brand.ttf",))


@pytest.mark.parametrize("named", ["config", "theme"])
def test_colours_that_cannot_be_read_end_a_start_that_somebody_reads(folder: Path, named: str) -> None:
    change(folder, 'free = "#00695C"', 'free = "#00A0FF"\nfre = "#000"')
    with pytest.raises(ThemeError) as refused:
        dressed(settings(folder, named), "panel")
    lines = str(refused.value).splitlines()
    assert any("[colors] fre: an unknown key" in line for line in lines)
    assert any("a contrast of 2.81; it needs 4.5" in line for line in lines)
    assert all(line.startswith(str(folder / "acme.toml")) for line in lines)


def test_a_screen_that_comes_up_by_itself_wears_the_rest_and_logs_what_is_wrong(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    change(folder, 'free = "#00695C"', 'free = "#00A0FF"')
    for one in (settings(folder), settings(folder, "config", "theme", supervised=True)):
        caplog.clear()
        look = dressed(one, "panel")
        assert look is not None
        assert not look.whole
        assert look.colours == {}
        assert look.logo == folder / "logo-on-dark.svg"
        assert "a contrast of 2.81" in caplog.text


@pytest.mark.parametrize(("gone", "colours", "logo"), [("logo-on-dark.svg", True, False), ("acme.toml", False, False)])
def test_a_file_that_was_removed_darkens_no_panel(folder: Path, gone: str, *, colours: bool, logo: bool) -> None:
    (folder / gone).unlink()
    look = dressed(settings(folder, "config"), "panel")
    assert look is not None
    assert (bool(look.colours), look.logo is not None, look.base, look.whole) == (colours, logo, "bold-dark", False)
    with pytest.raises(ThemeError, match="no such file"):
        dressed(settings(folder, "theme"), "panel")


def test_the_reception_without_a_file_is_light(folder: Path) -> None:
    (folder / "acme.toml").unlink()
    look = dressed(settings(folder, "config"), "reception")
    assert look is not None
    assert look.base == "calm-light"


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ('[fonts]\ntext = "no.ttf"', "[fonts] text: no.ttf: no such file"),
        ('[fonts]\ntext = "logo.svg"', "[fonts] text: logo.svg is no font"),
        ('[fonts]\ntext = ["brand.ttf", "inter.ttf"]', "fonts of several families (Brand, Inter)"),
    ],
)
def test_letters_that_are_wrong_are_left_out_alone(folder: Path, section: str, told: str) -> None:
    brand(folder)
    (folder / "inter.ttf").write_bytes((Path(__file__).parents[2] / "assets/fonts/Inter-Regular.ttf").read_bytes())
    add(folder, section)
    look = worn(settings(folder), "panel", folder / "acme.toml")
    assert told in str(look.troubles[-1]) + str(look.troubles[-2:])
    assert look.typeface == OURS
    assert look.colours


def test_a_file_may_be_named_by_its_whole_path(folder: Path, tmp_path: Path) -> None:
    elsewhere = replace(settings(tmp_path, theme=str(folder / "acme.toml")), file=str(tmp_path / "x" / "config.toml"))
    assert theme_file(elsewhere, "panel") == folder / "acme.toml"
