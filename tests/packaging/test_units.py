"""The service manager's units: made from one place, understood by systemd, and as confined as they are said to be."""

import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from kiosk.arguments.parser import COMMANDS
from kiosk.server.lines import MOST_LINES, lines_within
from tests.app.programs import ROOT

FOLDER = ROOT / "packaging" / "systemd"
UNITS = sorted(FOLDER.glob("*/*.service"))
SYSTEM = [path for path in UNITS if path.parent.name == "system"]
FACES = ("panel", "lobby", "reception")
MOST_EXPOSED = {True: 2.0, False: 1.5}
ANALYZE = shutil.which("systemd-analyze")
analyzed = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def section(path: Path, name: str) -> dict[str, str]:
    reader = ConfigParser(strict=False, interpolation=None)
    reader.optionxform = str  # type: ignore[assignment,method-assign]  # names are written as systemd writes them
    reader.read(path, encoding="utf-8")
    return dict(reader[name])


def analyze(*arguments: str) -> tuple[int, str]:
    assert ANALYZE is not None
    done = subprocess.run([ANALYZE, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_units_are_as_they_are_made(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "packaging" / "units.py"), str(tmp_path)], check=True)
    made = {str(path.relative_to(tmp_path)): path.read_text() for path in tmp_path.rglob("*.service")}
    assert made == {str(path.relative_to(FOLDER)): path.read_text() for path in UNITS}
    assert len(made) == 12


@pytest.mark.parametrize("path", UNITS, ids=name_of)
def test_each_begins_anew_always_and_is_watched(path: Path) -> None:
    service, unit = section(path, "Service"), section(path, "Unit")
    assert (service["Type"], service["Restart"], service["NotifyAccess"]) == ("notify", "always", "main")
    assert int(service["WatchdogSec"]) > 0
    assert unit["StartLimitIntervalSec"] == "0"
    assert service["ExecStart"].split()[1] in COMMANDS


@pytest.mark.parametrize("path", SYSTEM, ids=name_of)
def test_secrets_come_as_credentials_and_are_in_no_command_line(path: Path) -> None:
    text = path.read_text()
    assert re.findall("^LoadCredential=(.*)$", text, re.MULTILINE) == ["kiosk-token", "kiosk-password"]
    assert "KIOSK_TOKEN" not in text


@pytest.mark.parametrize("path", UNITS, ids=name_of)
def test_what_answers_a_building_may_open_as_many_connections_as_it_takes(path: Path) -> None:
    files = section(path, "Service").get("LimitNOFILE")
    if path.stem.rpartition("-")[2] in ("server", "relay"):
        assert files is not None
        assert lines_within(int(files)) >= MOST_LINES
    else:
        assert files is None


@analyzed
@pytest.mark.parametrize("path", UNITS, ids=name_of)
def test_systemd_understands_each(path: Path, tmp_path: Path) -> None:
    """The program stands in its place by one that is there, so that only the unit is judged."""
    own = tmp_path / path.name
    own.write_text(re.sub("^ExecStart=[^ ]+", "ExecStart=/bin/true", path.read_text(), flags=re.MULTILINE))
    # Of units beside this one only those that a machine has are known: what is said of others does not count.
    code, said = analyze("verify", "--man=no", "--recursive-errors=no", str(own))
    assert (code, [line for line in said.splitlines() if path.name in line]) == (0, [])


@analyzed
@pytest.mark.parametrize("path", SYSTEM, ids=name_of)
def test_each_is_confined(path: Path) -> None:
    code, said = analyze("security", "--offline=true", "--no-pager", str(path))
    exposed = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert code == 0, said
    assert exposed is not None
    assert float(exposed[1]) <= MOST_EXPOSED[path.stem.rpartition("-")[2] in FACES]


@analyzed
def test_a_misspelt_setting_is_found(tmp_path: Path) -> None:
    own = tmp_path / "room-kiosk-wrong.service"
    own.write_text(SYSTEM[0].read_text().replace("WatchdogSec", "WatchdogSecs"))
    _, said = analyze("verify", "--man=no", "--recursive-errors=no", str(own))
    assert "WatchdogSecs" in said
