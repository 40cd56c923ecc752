"""`kiosk theme`: a file to begin with, and everything that is wrong with one, in a table and as JSON."""

import json
from pathlib import Path

import pytest

from kiosk.cli import run
from kiosk.theme.file import read
from kiosk.theme.names import BASES, COLOURS
from tests.theme.fonts import brand
from tests.theme.test_file import ACME


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("KIOSK_CONFIG", raising=False)


@pytest.mark.parametrize("base", BASES)
def test_a_new_file_changes_nothing_and_is_good_even_with_every_line_of_it(tmp_path: Path, base: str) -> None:
    file = tmp_path / "acme.toml"
    assert run(["theme", "new", str(file), "--base", base]) == 0
    assert read(file).colours_of("dark") == {}
    assert run(["theme", "check", str(file)]) == 0
    keys = [line for line in file.read_text().splitlines() if line.startswith("# ") and '= "#' in line]
    assert {line.split()[1] for line in keys} == COLOURS.keys()
    if not base.startswith("contrast"):
        file.write_text("\n".join([f'base = "{base}"', "[colors]", *(line.removeprefix("# ") for line in keys)]))
        assert run(["theme", "check", str(file)]) == 0


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "acme.toml"
    file.write_text("mine")
    assert run(["theme", "new", str(file)]) == 2
    assert "cannot be written there (file exists)" in capsys.readouterr().err
    assert file.read_text() == "mine"


def test_every_pair_is_told_with_its_contrast(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["theme", "check", str(ACME)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if line.startswith("X")] == []
    assert "ok on_state on free #FFFFFF on #00695C 6.61 4.5" in [" ".join(line.split()) for line in told]
    assert {look for look in ("bold-dark", "calm-dark", "calm-light") if any(look in line for line in told)} == {
        "bold-dark",
        "calm-dark",
        "calm-light",
    }


def test_everything_wrong_is_told_and_the_exit_code_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bad.toml"
    file.write_text('base = "bold-dark"\nlgo = 1\n[colors]\nfree = "#00A0FF"\n[logo]\nfile = "no.svg"\n')
    assert run(["theme", "check", str(file)]) == 2
    told = capsys.readouterr()
    assert any(line.startswith("X") and "on_state on free" in line for line in told.out.splitlines())
    for sentence in ("lgo: an unknown key", "a contrast of 2.81", "no.svg: no such file"):
        assert sentence in told.err

    assert run(["theme", "check", str(file), "--json"]) == 2
    document = json.loads(capsys.readouterr().out)
    assert document["good"] is False
    assert {one["key"] for one in document["troubles"]} >= {"lgo", "[colors] free", "[logo] file"}
    pairs = {one["pair"]: one for one in document["looks"]["bold-dark"]["pairs"]}
    assert pairs["on_state on free"] == {"pair": "on_state on free", "contrast": 2.81, "needed": 4.5}


def test_a_file_without_a_base_is_not_judged_but_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["theme", "check", str(tmp_path / "no.toml")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_the_letters_are_those_of_the_language_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brand(tmp_path, without="ß")
    file = tmp_path / "acme.toml"
    file.write_text('base = "calm-light"\n[fonts]\ntext = "brand.ttf"\n')
    assert run(["theme", "check", str(file), "--locale", "en"]) == 0
    assert run(["theme", "check", str(file), "--locale", "de"]) == 2
    assert "X [fonts] text: brand.ttf lacks ß; expected a font with every letter of de" in capsys.readouterr().err
