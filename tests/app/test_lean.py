"""What a panel holds in memory for years is only what it needs."""

import os
import subprocess
import sys

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
