"""The bundle is run: from another folder, with an environment of its own, against its own server on a real screen."""

import os
import shutil
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk import __version__
from tests.app.bookings import book
from tests.app.programs import ROOT, TOKEN, config_file, kiosk
from tests.app.screen import Colour, Screen, wait_for
from tests.packaging.bundled import Bundle, mapped
from tests.qml.test_golden import FOLDER as GOLDEN
from tests.qml.test_golden import SHARE_THAT_MAY, share_of_difference
from tests.theme.test_file import ACME

pytestmark = pytest.mark.slow

FREE: Colour = (0x0B, 0x7A, 0x4B)
BUSY: Colour = (0xB3, 0x26, 0x1E)
STILL = ("--demo", "--at", "2026-11-20T14:12:00+01:00")
SIGN = """
[[tags.gateway]]
name = "shelf"
kind = "folder"
[[tags.tag]]
id = "A1"
gateway = "shelf"
room = "1"
panel = "7.5-bwr"
language = "ja"
"""


def test_it_says_its_version(bundle: Bundle) -> None:
    done = bundle.run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"room-kiosk {__version__}\n", "")


def test_doctor_finds_all_that_the_program_needs(bundle: Bundle) -> None:
    done = bundle.run("doctor", "--demo", "--json", QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stderr) == (0, "")
    assert '"bad"' not in done.stdout
    assert "bundled fonts" in done.stdout


@pytest.mark.usefixtures("as_bundled")
def test_it_says_that_it_can_read_no_keyring(bundle: Bundle) -> None:
    config = config_file(bundle.home, "https://rooms.example.com")
    config.write_text(config.read_text().replace("[panel]", 'token_keyring = "desk"\n[panel]'))
    done = bundle.run("rooms", "--config", str(config))
    assert (done.returncode, done.stdout) == (2, "")
    assert "in a bundle, which has none, a [backend] token_file" in done.stderr


@pytest.mark.usefixtures("as_bundled")
@pytest.mark.parametrize("face", ["panel", "lobby", "reception"])
def test_each_face_is_drawn_as_the_sources_draw_it(bundle: Bundle, tmp_path: Path, face: str) -> None:
    ours, theirs = bundle.home / "ö.png", tmp_path / "sources.png"
    done = bundle.run("screenshot", face, "--output", str(ours), *STILL, TZ="Europe/Berlin")
    assert (done.returncode, done.stderr) == (0, "")
    drawn = kiosk("screenshot", face, "--output", str(theirs), *STILL, home=tmp_path / "source", TZ="Europe/Berlin")
    assert drawn.returncode == 0, drawn.stderr
    assert not QImage(str(ours)).isNull()
    assert QImage(str(ours)) == QImage(str(theirs))
    golden = GOLDEN / f"drawn-{face}-1280x800.png"
    if os.environ.get("KIOSK_GOLDEN") == "write":
        shutil.copy(theirs, golden)
    assert share_of_difference(QImage(str(golden)), QImage(str(ours))) <= SHARE_THAT_MAY, f"compare with {golden}"


def test_a_logo_in_svg_is_drawn(bundle: Bundle) -> None:
    output = bundle.home / "dressed.png"
    arguments = ("screenshot", "reception", "--theme", str(ACME), "--output", str(output), *STILL)
    done = bundle.run(*arguments, TZ="Europe/Berlin")
    assert (done.returncode, done.stderr) == (0, "")
    image = QImage(str(output))
    assert 0xFF0B3D5C in {image.pixel(x, 48) for x in range(50, 250)}


@pytest.mark.usefixtures("as_bundled")
def test_a_sign_is_drawn_as_the_sources_draw_it(bundle: Bundle, tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(SIGN)
    arguments = ("tags", "preview", "--config", str(config), *STILL, "--output")
    done = bundle.run(*arguments, "signs", TZ="Europe/Berlin")
    assert (done.returncode, done.stderr) == (0, "")
    assert kiosk(*arguments, str(tmp_path / "signs"), home=tmp_path / "source", TZ="Europe/Berlin").returncode == 0
    ours, theirs = (
        {one.name: one.read_bytes() for one in folder.rglob("*.png")}
        for folder in (bundle.home / "signs", tmp_path / "signs")
    )
    assert ours
    assert ours == theirs


@pytest.mark.display
def test_a_panel_lives_with_the_bundles_own_server_and_ends_when_asked(bundle: Bundle, screen: Screen) -> None:
    with bundle.server() as url:
        config = config_file(bundle.home, url, kind="local", room="2", more="[sync]\npoll_seconds = 1\n")
        arguments = ("panel", "--windowed", "--size", "1280x800", "--config", str(config))
        more = {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb", "KIOSK_TOKEN": TOKEN}
        with bundle.started(*arguments, **more) as panel:
            wait_for(lambda: screen.pixel(20, 400) == FREE, "the room to be free")
            book(url, "2", datetime.now(UTC) - timedelta(minutes=1), timedelta(minutes=20))
            wait_for(lambda: screen.pixel(20, 400) == BUSY, "the booking to be on the screen")
            loaded = mapped(panel.pid)
            panel.send_signal(signal.SIGTERM)
            assert panel.wait() == 0
    assert (bundle.home / "output.txt").read_text() == ""
    assert [one for one in loaded if one.startswith(str(bundle.folder)) and "libQt6Quick" in one]
    assert not [one for one in loaded if one.startswith(str(ROOT))]


def test_programs_that_it_starts_have_the_environment_of_its_user(bundle: Bundle) -> None:
    """The reports' command notes its environment, then starts the bundle anew."""
    notes = bundle.home / "notes.txt"
    taker = bundle.home / "taker"
    taker.write_text(
        f'#!/bin/sh\ncat >/dev/null\n"{shutil.which("env")}" >"{notes}"\n"$KIOSK" --version >>"{notes}" 2>&1\n'
    )
    taker.chmod(0o700)
    config = bundle.home / "kiosk.toml"
    config.write_text(f'[report]\ncommand = ["{taker}"]\n')
    arguments = ("report", "1", "screen", "--demo", "--config", str(config))
    done = bundle.run(*arguments, LD_LIBRARY_PATH="/nowhere/of/mine", KIOSK=str(bundle.program), PATH="/usr/bin:/bin")
    assert (done.returncode, done.stderr) == (0, "")
    lines = notes.read_text().splitlines()
    assert "LD_LIBRARY_PATH=/nowhere/of/mine" in lines
    assert lines[-1] == f"room-kiosk {__version__}"
