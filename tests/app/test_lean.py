"""What a panel holds in memory for years is only what it needs."""

import subprocess
import sys

from tests.app.programs import ROOT

LOADED = "import sys, kiosk.backends.local.backend; print(*sys.modules)"


def test_the_client_loads_no_command_line_library() -> None:
    answer = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(answer.stdout.split())
    assert "httpx" in loaded
    assert not loaded & {"click", "pygments", "rich"}
