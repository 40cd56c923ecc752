"""Visitors come and go: the real reception, touched and scanned, against the real local server."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.app.programs import ROOT, config_file, environment, kiosk, local_server

pytestmark = pytest.mark.slow
RULES = '[reception.house_rules]\nen = "Please wear your badge."\n'
QUICK = "[reception]\nreset_seconds = 1\nwifi_name = 'Guests'\nwifi_password = 'otter'\ntitle = 'Spreehaus'\n"
PIN = "2580"
Seen = list[dict[str, Any]]


def play(home: Path, config: Path, *steps: list[str]) -> Seen:
    """What the reception showed after each step."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.app.receiving", str(config), json.dumps(steps)],
        env=environment(home, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT)),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    seen: Seen = json.loads(done.stdout)
    return seen


def invited(home: Path, config: Path, name: str = "Ada Lovelace", starts: timedelta = timedelta(minutes=5)) -> str:
    """The code of somebody who is expected."""
    start = datetime.now(UTC) + starts
    times = ("--from", start.isoformat(), "--to", (start + timedelta(hours=1)).isoformat())
    asked = ("--name", name, "--host", "1", *times, "--room", "1", "--json", "--config", str(config))
    done = kiosk("visitors", "invite", *asked, home=home)
    assert done.returncode == 0, done.stderr
    code: str = json.loads(done.stdout)["code"]
    return code


def inside(home: Path, config: Path) -> list[str]:
    """Who is in, as the command line says it."""
    done = kiosk("visitors", "list", "--json", "--config", str(config), home=home)
    assert done.returncode == 0, done.stderr
    return [one["visitor"] for one in json.loads(done.stdout)["visitors"] if one["state"] == "in"]


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Path]:
    with local_server(tmp_path / "server", "--demo") as (url, _):
        yield config_file(tmp_path, url, kind="local", more=QUICK)


def test_a_visitor_checks_in_by_touch_and_out_again(home: Path, config: Path) -> None:
    code = invited(home, config)
    seen = play(
        home,
        config,
        ["touch", "I have a code"],
        ["see", "code-arrive"],
        ["type", code],
        ["see", "greet-arrive"],
        ["touch", "Check in"],
        ["see", "done-in"],
        ["see", "idle"],
        ["touch", "I am leaving"],
        ["type", code],
        ["see", "greet-leave"],
        ["touch", "Check out"],
        ["see", "done-out"],
        ["see", "idle"],
    )
    greeting, arrived, left = (next(one for one in seen if one["step"] == ["see", name]) for name in STEPS)
    assert "Ada Lovelace" in greeting["title"]
    assert greeting["facts"]["host"]
    assert arrived["facts"]["wifi"] == "Guests"
    assert "Goodbye" in left["title"]
    assert "Ada Lovelace" not in inside(home, config)


STEPS = ("greet-arrive", "done-in", "done-out")


def test_a_visitor_who_lost_the_badge_leaves_by_name_and_code(home: Path, config: Path) -> None:
    code = invited(home, config)
    seen = play(
        home,
        config,
        ["touch", "I am leaving"],
        ["type", code],
        ["see", "refused-leave-found"],
        ["touch", "Check in"],
        ["see", "greet-arrive"],
        ["touch", "Check in"],
        ["see", "done-in"],
        ["touch", "Done"],
        ["see", "idle"],
        ["touch", "I am leaving"],
        ["see", "code-leave"],
        ["touch", "By name"],
        ["see", "leave-name"],
        ["type", "lovelace"],
        ["touch", "Next"],
        ["see", "code-leave"],
        ["type", code],
        ["see", "greet-leave"],
        ["touch", "Check out"],
        ["see", "done-out"],
    )
    assert not [one for one in seen if "Ada" in one["title"] and one["name"] in {"leave-name", "code-leave"}]
    assert "Ada Lovelace" not in inside(home, config)


def test_an_arrival_reaches_the_server(home: Path, config: Path) -> None:
    code = invited(home, config)
    play(home, config, ["scan", code], ["see", "greet-arrive"], ["touch", "Check in"], ["see", "done-in"])
    kiosk("visit", code, "--json", "--config", str(config), home=home)
    assert "Ada Lovelace" in inside(home, config)


def test_a_scan_is_heard_on_every_screen(home: Path, config: Path) -> None:
    code = invited(home, config)
    address = f"https://elsewhere.example/badge/{code}"
    seen = play(
        home,
        config,
        ["scan", address],
        ["see", "greet-arrive"],
        ["touch", "That is not me"],
        ["see", "idle"],
        ["touch", "I have no appointment"],
        ["see", "walk_in-name"],
        ["scan", code],
        ["see", "greet-arrive"],
        ["touch", "That is not me"],
        ["touch", "I have a code"],
        ["scan", code],
        ["see", "greet-arrive"],
    )
    assert [one["name"] for one in seen if one["step"][0] == "see"].count("greet-arrive") == 3


def test_a_code_that_nobody_has_is_refused_kindly_and_may_be_tried_again(home: Path, config: Path) -> None:
    seen = play(
        home,
        config,
        ["touch", "I have a code"],
        ["type", "QQQQQQ"],
        ["see", "refused-not_found"],
        ["touch", "Try again"],
        ["see", "code-arrive"],
    )
    assert seen[2]["line"]
    assert seen[4]["code"] == ""


def test_guessing_ends_in_a_pause_that_says_until_when(home: Path, config: Path) -> None:
    steps: list[list[str]] = []
    for number in range(5):
        steps += [["scan", f"WRONG{'ABCDE'[number]}"], ["see", "refused-not_found"]]
    seen = play(home, config, *steps, ["scan", "WRONGX"], ["see", "locked"])
    assert any(character.isdigit() for character in seen[-1]["line"])


def test_the_language_is_the_visitors_until_they_are_gone(home: Path, config: Path) -> None:
    code = invited(home, config)
    seen = play(
        home,
        config,
        ["touch", "Deutsch"],
        ["touch", "Ich habe einen Code"],
        ["type", code],
        ["see", "greet-arrive"],
        ["touch", "Anmelden"],
        ["see", "done-in"],
        ["see", "idle"],
    )
    assert [one["language"] for one in seen[1:6]] == ["de"] * 5
    assert seen[-1]["language"] == "en"


def test_somebody_without_an_appointment_walks_in(home: Path, config: Path) -> None:
    config.write_text(config.read_text() + RULES)
    seen = play(
        home,
        config,
        ["touch", "I have no appointment"],
        ["type", "Mary"],
        ["touch", "Next"],
        ["see", "walk_in-company"],
        ["touch", "Skip"],
        ["see", "walk_in-host"],
        ["type", "gr"],
        ["touch", "Grace Hopper"],
        ["see", "walk_in-email"],
        ["touch", "Skip"],
        ["see", "rules"],
        ["touch", "I agree"],
        ["see", "done-in"],
    )
    assert "Mary" in seen[-1]["title"]
    assert "Mary" in inside(home, config)


def test_staff_see_who_is_in_behind_the_pin_and_keep_it_as_a_file(home: Path, config: Path) -> None:
    code = invited(home, config)
    env = environment(home)
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "pin", "set", "--config", str(config)],
        input=f"{PIN}\n{PIN}\n",
        env=env,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = play(
        home,
        config,
        ["scan", code],
        ["see", "greet-arrive"],
        ["touch", "Check in"],
        ["see", "idle"],
        ["hold"],
        ["sheet", "staff-pin"],
        ["type", PIN],
        ["touch", "Next"],
        ["sheet", "staff-roll"],
        ["touch", "Save as a file"],
        ["touch", "Messages"],
        ["sheet", "staff-post"],
    )
    assert [row["title"] for row in seen[8]["rows"]] == ["Ada Lovelace"]
    file = home / "state" / "roll-call.csv"
    assert "Ada Lovelace" in file.read_text(encoding="utf-8-sig")
    assert file.stat().st_mode & 0o777 == 0o600


def test_without_a_server_a_code_is_taken_down(home: Path, tmp_path: Path) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _):
        config = config_file(tmp_path, url, kind="local", more=QUICK)
    seen = play(home, config, ["scan", "KXQWMN"], ["see", "done-kept"])
    assert "written down" in seen[-1]["line"]
