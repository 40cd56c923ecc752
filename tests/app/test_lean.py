"""What a panel holds in memory for years is only what it needs."""

import os
import subprocess
import sys

import pytest

from tests.app.programs import ROOT

LOADED = "import sys, kiosk.backends.local.backend; print(*sys.modules)"


def test_the_client_loads_no_command_line_library() -> None:
    answer = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(answer.stdout.split())
    assert "httpx" in loaded
    assert not loaded & {"click", "pygments", "rich"}


def test_the_loop_loads_no_widgets() -> None:
    loop = (
        "import sys; from PySide6.QtGui import QGuiApplication; from kiosk.eventloop import event_loop\n"
        "application = QGuiApplication(['test'])\n"
        "with event_loop(application) as loop: loop.run_until_complete(__import__('asyncio').sleep(0))\n"
        "print(*sys.modules)"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    answer = subprocess.run(
        [sys.executable, "-c", loop], cwd=ROOT, capture_output=True, text=True, check=True, env=environment
    )
    loaded = set(answer.stdout.split())
    assert "qasync" in loaded
    assert "PySide6.QtWidgets" not in loaded


@pytest.mark.parametrize("face", ["kiosk.app", "kiosk.lobby.face", "kiosk.reception.face"])
def test_a_face_has_none_of_qts_own_enums_made_before_its_first_frame(face: str) -> None:
    """PySide makes a class when it is first asked for; `Qt` with its two hundred enums takes as long as a frame."""
    asked = f"import {face}; from PySide6 import QtCore; print(*vars(QtCore))"
    answer = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    made = set(answer.stdout.split())
    assert "QTimer" in made
    assert "Qt" not in made
