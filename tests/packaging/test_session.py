"""The session that owns a screen: real cage without a screen, a real X server, and what keeps it from beginning."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.programs import ROOT
from tests.app.screen import Screen

SESSION = ROOT / "packaging" / "linux" / "session"
NOBODY = 65534
HEADLESS = {"WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman"}
FACE = """#!/bin/sh
printf '%s\\n' "$@" >"$0.words"
env >"$0.env"
"""
# Runs the client that it is given, on the X server that is there already; tells what the server was asked for.
XINIT = """#!/bin/sh
set -eu
own=0 at=0 all=$#
for word; do [ "$word" != -- ] || break; own=$((own + 1)); done
(shift $own; printf '%s\\n' "$@" >"$(dirname "$0")/xinit.words")
while [ $at -lt $all ]; do
    word=$1
    shift
    [ $at -ge $own ] || set -- "$@" "$word"
    at=$((at + 1))
done
exec "$@"
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that anybody may use, with the session and a face that only says how it was started."""
    with tempfile.TemporaryDirectory(prefix="kiosk-session-") as name:
        place = Path(name)
        place.chmod(0o777)
        shutil.copy(SESSION, place)
        (place / "runtime").mkdir()
        for script, text in (("face", FACE), ("xinit", XINIT)):
            (place / script).write_text(text)
            (place / script).chmod(0o755)
        yield place


def ended(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The session with these words, as nobody where the tests are run by root: cage refuses root."""
    own = {"XDG_RUNTIME_DIR": str(folder / "runtime"), "KIOSK_COMMAND": str(folder / "face"), "WATCHDOG_PID": "1"}
    path = {"PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder), "WATCHDOG_USEC": "90000000"}
    command, other = [str(folder / "session"), *words], os.getuid() == 0
    if other:
        os.chown(folder / "runtime", NOBODY, NOBODY)
    (folder / "runtime").chmod(0o700)
    run_as = {"user": NOBODY, "group": NOBODY, "extra_groups": ()} if other else {}
    return subprocess.run(command, env=path | own | more, capture_output=True, text=True, check=False, **run_as)  # type: ignore[call-overload, no-any-return]


def started(folder: Path) -> tuple[list[str], dict[str, str]]:
    """With which words and in what environment the face was started."""
    lines = (folder / "face.env").read_text().splitlines()
    return (folder / "face.words").read_text().splitlines(), dict(one.split("=", 1) for one in lines if "=" in one)


@pytest.mark.skipif(shutil.which("cage") is None, reason="cage is not installed (apt-get install cage xwayland)")
@pytest.mark.parametrize("turn", ["0", "90", "270"])
def test_cage_has_one_program_and_it_is_the_face(folder: Path, turn: str) -> None:
    done = ended(folder, "panel", "--room", "a b", KIOSK_SESSION="wayland", KIOSK_ROTATE=turn, **HEADLESS)
    words, found = started(folder)
    assert done.returncode == 0, done.stderr
    assert words == ["panel", "--room", "a b"]
    assert found["QT_QPA_PLATFORM"] == "wayland"
    assert found["WAYLAND_DISPLAY"]
    assert "WATCHDOG_PID" not in found
    assert found["WATCHDOG_USEC"] == "90000000"


@pytest.mark.parametrize("turn", ["0", "180"])
def test_under_xorg_the_face_starts_also_where_the_screen_cannot_be_turned(folder: Path, turn: str) -> None:
    with Screen() as screen:
        more = {"KIOSK_SESSION": "xorg", "KIOSK_ROTATE": turn, "DISPLAY": screen.display, "XDG_VTNR": "7"}
        done = ended(folder, "lobby", "--floor", "it's 3", **more)
    words, found = started(folder)
    assert done.returncode == 0, done.stderr
    assert words == ["lobby", "--floor", "it's 3"]
    assert found["QT_QPA_PLATFORM"] == "xcb"
    assert "WATCHDOG_PID" not in found
    asked = (folder / "xinit.words").read_text().split()
    assert asked == ["--", ":0", "vt7", "-nolisten", "tcp", "-nocursor", "-s", "0", "-dpms"]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"KIOSK_ROTATE": "45"}, "KIOSK_ROTATE is 45, expected 0, 90, 180 or 270"),
        ({"KIOSK_SESSION": "mir"}, "KIOSK_SESSION is mir, expected wayland, xorg or auto"),
        ({"KIOSK_SESSION": "wayland", "PATH": "/nowhere"}, "cage is not installed"),
        ({"KIOSK_SESSION": "auto", "PATH": "/nowhere"}, "neither cage nor xinit is installed"),
    ],
)
def test_what_cannot_be_is_said(folder: Path, more: dict[str, str], says: str) -> None:
    done = ended(folder, "panel", **more)
    assert done.returncode == 2
    assert says in done.stderr


def test_without_a_face_it_says_how_it_is_used(folder: Path) -> None:
    done = ended(folder)
    assert done.returncode == 2
    assert "session panel|lobby|reception" in done.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_the_service_manager_understands_the_sessions_unit(folder: Path) -> None:
    unit = "room-kiosk-screen@.service"
    text = (SESSION.parent / unit).read_text().replace("/usr/lib/room-kiosk/session", str(folder / "session"))
    (folder / unit).write_text(text)
    command = ["systemd-analyze", "verify", "--man=no", str(folder / unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "room-kiosk" in line]) == (0, [])
